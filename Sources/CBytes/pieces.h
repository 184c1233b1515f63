// Looks up the short pieces of a text whose counts are known: in Sources/Tokens/KnownPieces.swift.
#ifndef PERFORMANCE_CORE_PIECES_H
#define PERFORMANCE_CORE_PIECES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined __SSE2__
#include <immintrin.h>
#endif

// How many tokens the pieces have that are known, and how many are not.
struct bytes_known {
  uint64_t tokens;
  size_t missed;
};

// A piece: its bytes, filled up with zeros, and in the lower half of the last byte its length; for one of more
// than 15 bytes what no piece is. In a place, its count is in the upper half of that byte.
#if defined __SSE2__
typedef __m128i bytes_piece;

// Sixteen bytes at a multiple of sixteen are read and written at once by every processor that has AVX: so say
// both of their makers. A compiler promises it only of what it does not see.
static inline bytes_piece bytes_read_piece(const bytes_piece *place) {
  bytes_piece piece;
  __asm__("movdqa %1, %0" : "=x"(piece) : "m"(*place));
  return piece;
}

static inline void bytes_write_piece(bytes_piece *place, bytes_piece piece) {
  __asm__ volatile("movdqa %1, %0" : "=m"(*place) : "x"(piece));
}

// Behind the text 16 bytes may be read.
static inline bytes_piece bytes_piece_of(const uint8_t *text, size_t length) {
  static const uint8_t ones[32] __attribute__((aligned(32))) = {
      255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
  size_t kept = length < 16 ? length : 0;
  __m128i piece = _mm_and_si128(
      _mm_loadu_si128((const __m128i *)text), _mm_loadu_si128((const __m128i *)(ones + 16 - kept)));
  int last = length < 16 ? (int)length : 0x80;
  return _mm_or_si128(piece, _mm_slli_si128(_mm_cvtsi32_si128(last), 15));
}

static inline uint64_t bytes_piece_low(bytes_piece piece) {
  return (uint64_t)_mm_cvtsi128_si64(piece);
}

static inline uint64_t bytes_piece_high(bytes_piece piece) {
  return (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(piece, piece));
}

static inline bytes_piece bytes_join_piece(uint64_t low, uint64_t high) {
  return _mm_set_epi64x((long long)high, (long long)low);
}

// Whether a piece is the one in a place, whatever its count there.
static inline int bytes_is_piece(bytes_piece piece, bytes_piece there) {
  const __m128i counted = _mm_set_epi32(0x0FFFFFFF, -1, -1, -1);
  return _mm_movemask_epi8(_mm_cmpeq_epi8(piece, _mm_and_si128(there, counted))) == 0xFFFF;
}
#else
typedef struct {
  uint64_t low, high;
} bytes_piece;

static inline bytes_piece bytes_read_piece(const bytes_piece *place) { return *place; }

static inline void bytes_write_piece(bytes_piece *place, bytes_piece piece) { *place = piece; }

static inline bytes_piece bytes_piece_of(const uint8_t *text, size_t length) {
  bytes_piece piece = {0, 0};
  if (length < 16) memcpy(&piece, text, length);
  piece.high |= (uint64_t)(length < 16 ? length : 0x80) << 56;
  return piece;
}

static inline uint64_t bytes_piece_low(bytes_piece piece) { return piece.low; }

static inline uint64_t bytes_piece_high(bytes_piece piece) { return piece.high; }

static inline bytes_piece bytes_join_piece(uint64_t low, uint64_t high) {
  return (bytes_piece){low, high};
}

static inline int bytes_is_piece(bytes_piece piece, bytes_piece there) {
  return piece.low == there.low && piece.high == (there.high & 0x0FFFFFFFFFFFFFFFu);
}
#endif

// Whether several threads may read and write the same places.
static inline int bytes_pieces_can_be_shared(void) {
#if defined __SSE2__
  return __builtin_cpu_supports("avx");
#else
  return 0;
#endif
}

// The hash of a piece; its upper bits are the place for it.
static const uint64_t bytes_piece_factors[2] = {0x9E3779B97F4A7C15u, 0xD6E8FEB86659FD93u};
static inline uint64_t bytes_piece_hash(uint64_t low, uint64_t high) {
  return (low ^ high * bytes_piece_factors[0]) * bytes_piece_factors[1];
}

static inline uint64_t bytes_piece_place(uint64_t low, uint64_t high, unsigned bits) {
  return bytes_piece_hash(low, high) >> (64 - bits);
}

// Puts a piece with its count into its place.
static inline void bytes_keep_piece(void *places, uint64_t place, uint64_t low, uint64_t high) {
  bytes_write_piece((bytes_piece *)places + place, bytes_join_piece(low, high));
}

// The upper word of a place, which has the count above the end of the piece, or 0 where another piece is there.
static inline uint64_t bytes_find_piece(
    const void *places, uint64_t place, uint64_t low, uint64_t high) {
  bytes_piece there = bytes_read_piece((const bytes_piece *)places + place);
  return bytes_is_piece(bytes_join_piece(low, high), there) ? bytes_piece_high(there) : 0;
}

// Counts the pieces that begin at the first `count` of some places in a text and end at the next one, as far
// as they are known; the numbers of the others are put into `missed`. Behind each piece 16 bytes may be read;
// there is one place more than pieces, and room for as many numbers, and of `places` sixteen bytes for each of
// 1 << bits.
static inline struct bytes_known bytes_known_pieces(
    const uint8_t *text, const uint32_t *starts, size_t count, const void *places, unsigned bits,
    uint32_t *missed) {
  // Most places are not near the processor: those of a few pieces are asked for before the first is looked at.
  enum { together = 32 };
  bytes_piece pieces[together];
  const bytes_piece *found_at[together];
  struct bytes_known known = {0, 0};
  size_t start = starts[0];
  for (size_t first = 0; first < count; first += together) {
    size_t some = count - first < together ? count - first : together;
    for (size_t index = 0; index < some; index++) {
      size_t end = starts[first + index + 1];
      bytes_piece piece = bytes_piece_of(text + start, end - start);
      pieces[index] = piece;
      found_at[index] = (const bytes_piece *)places
                        + bytes_piece_place(bytes_piece_low(piece), bytes_piece_high(piece), bits);
      __builtin_prefetch(found_at[index]);
      start = end;
    }
    for (size_t index = 0; index < some; index++) {
      bytes_piece there = bytes_read_piece(found_at[index]);
      size_t found = (size_t)bytes_is_piece(pieces[index], there);
      known.tokens += bytes_piece_high(there) >> 60 & (0 - found);
      missed[known.missed] = (uint32_t)(first + index);
      known.missed += found ^ 1;
    }
  }
  return known;
}

#if defined __SSE2__
#define BYTES_PIECES_WIDEST \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,bmi2,popcnt")))
#define BYTES_PIECES_WIDEST_PART \
  __attribute__((always_inline, target("avx512f,avx512bw,avx512dq,avx512vl,bmi2,popcnt")))

// Four pieces, of which the first begins at `starts`. One of more than 15 bytes becomes what no piece is.
static inline BYTES_PIECES_WIDEST_PART __m512i bytes_four_pieces(
    const uint8_t *text, const uint32_t *starts) {
  // Put where they belong by masks: more parts of the processor can do that than insert.
#define BYTES_AT(index) _mm_loadu_si128((const __m128i *)(text + starts[index]))
  __m512i bytes = _mm512_broadcast_i64x2(BYTES_AT(0));
  bytes = _mm512_mask_broadcast_i64x2(bytes, 0x0C, BYTES_AT(1));
  bytes = _mm512_mask_broadcast_i64x2(bytes, 0x30, BYTES_AT(2));
  bytes = _mm512_mask_broadcast_i64x2(bytes, 0xC0, BYTES_AT(3));
#undef BYTES_AT
  __m128i lengths = _mm_sub_epi32(
      _mm_loadu_si128((const __m128i *)(starts + 1)), _mm_loadu_si128((const __m128i *)starts));
  lengths = _mm_min_epu32(lengths, _mm_set1_epi32(16));
  // To each byte of a piece its length, and where in the piece it is.
  __m512i lengths_there = _mm512_shuffle_epi8(
      _mm512_broadcast_i32x4(lengths),
      _mm512_set_epi32(
          0x0C0C0C0C, 0x0C0C0C0C, 0x0C0C0C0C, 0x0C0C0C0C, 0x08080808, 0x08080808, 0x08080808,
          0x08080808, 0x04040404, 0x04040404, 0x04040404, 0x04040404, 0, 0, 0, 0));
  __m512i places = _mm512_broadcast_i32x4(
      _mm_set_epi32(0x0F0E0D0C, 0x0B0A0908, 0x07060504, 0x03020100));
  __mmask64 are_inside = _mm512_cmplt_epu8_mask(places, lengths_there);
  return _mm512_mask_mov_epi8(
      _mm512_maskz_mov_epi8(are_inside, bytes), 0x8000800080008000, lengths_there);
}

// What lies at four places of a table, of which every other offset tells. Each is read as a whole, as in
// `bytes_read_piece`.
static inline BYTES_PIECES_WIDEST_PART __m512i bytes_four_places(
    const uint8_t *places, const uint64_t *offsets) {
#define BYTES_AT(index) "m"(*(const __m128i *)(places + offsets[index]))
  __m512i all;
  __asm__("vbroadcasti64x2 %1, %0" : "=v"(all) : BYTES_AT(0));
  __asm__("vbroadcasti64x2 %1, %0 %{%2%}" : "+v"(all) : BYTES_AT(2), "Yk"((__mmask8)0x0C));
  __asm__("vbroadcasti64x2 %1, %0 %{%2%}" : "+v"(all) : BYTES_AT(4), "Yk"((__mmask8)0x30));
  __asm__("vbroadcasti64x2 %1, %0 %{%2%}" : "+v"(all) : BYTES_AT(6), "Yk"((__mmask8)0xC0));
#undef BYTES_AT
  return all;
}

// Which of four pieces are what lies at their places, whatever the counts there: a bit for the upper half of each.
static inline BYTES_PIECES_WIDEST_PART __mmask8 bytes_are_pieces(__m512i pieces, __m512i there) {
  const __m512i counted = _mm512_broadcast_i64x2(_mm_set_epi32(0x0FFFFFFF, -1, -1, -1));
  // (there & counted) ^ pieces
  __m512i differences = _mm512_ternarylogic_epi64(there, counted, pieces, 0x6A);
  __mmask8 halves = _mm512_testn_epi64_mask(differences, differences);
  return halves & (__mmask8)(halves << 1) & 0xAA;
}

// Some pieces, and where they are looked for: every other offset is that of one of four.
enum { bytes_pieces_together = 32 };
typedef struct {
  __m512i pieces[bytes_pieces_together / 4];
  uint64_t offsets[bytes_pieces_together];
  size_t count;
} bytes_asked;

// Asks for the places of as many pieces as are looked up together, or all of `left`, which is a multiple of eight.
static inline BYTES_PIECES_WIDEST_PART void bytes_ask_pieces(
    const uint8_t *text, const uint32_t *starts, size_t left, const uint8_t *places, unsigned bits,
    bytes_asked *asked) {
  __m128i shift = _mm_cvtsi32_si128((int)(64 - bits));
  asked->count = left < bytes_pieces_together ? left : bytes_pieces_together;
  for (size_t index = 0; index < asked->count; index += 8) {
    __m512i one = bytes_four_pieces(text, starts + index);
    __m512i other = bytes_four_pieces(text, starts + index + 4);
    asked->pieces[index / 4] = one;
    asked->pieces[index / 4 + 1] = other;
    // The lower halves of all, of one and of the other by turns, and the upper ones.
    __m512i low = _mm512_unpacklo_epi64(one, other), high = _mm512_unpackhi_epi64(one, other);
    __m512i hashes = _mm512_mullo_epi64(
        _mm512_xor_si512(
            low,
            _mm512_mullo_epi64(high, _mm512_set1_epi64((long long)bytes_piece_factors[0]))),
        _mm512_set1_epi64((long long)bytes_piece_factors[1]));
    uint64_t *eight = asked->offsets + index;
    _mm512_storeu_si512(eight, _mm512_slli_epi64(_mm512_srl_epi64(hashes, shift), 4));
    // They are read as they were stored: taken out of the register they would take longer.
    __asm__ volatile("" : : "r"(eight) : "memory");
    // Each by itself: for so few, a loop would take longer than what it does.
    __builtin_prefetch(places + eight[0]);
    __builtin_prefetch(places + eight[1]);
    __builtin_prefetch(places + eight[2]);
    __builtin_prefetch(places + eight[3]);
    __builtin_prefetch(places + eight[4]);
    __builtin_prefetch(places + eight[5]);
    __builtin_prefetch(places + eight[6]);
    __builtin_prefetch(places + eight[7]);
  }
}

// Looks up what was asked for: adds the counts to `tokens`, and puts the numbers of the pieces that are not there,
// the first of which is `first`, into `missed`. Returns how many these are.
static inline BYTES_PIECES_WIDEST_PART size_t bytes_find_asked(
    const bytes_asked *asked, const uint8_t *places, size_t first, __m512i *tokens,
    uint32_t *missed) {
  size_t missed_count = 0;
  for (size_t index = 0; index < asked->count; index += 8) {
    __m512i one = bytes_four_places(places, asked->offsets + index);
    __m512i other = bytes_four_places(places, asked->offsets + index + 1);
    __mmask8 are_one = bytes_are_pieces(asked->pieces[index / 4], one);
    __mmask8 are_other = bytes_are_pieces(asked->pieces[index / 4 + 1], other);
    *tokens = _mm512_add_epi64(*tokens, _mm512_maskz_srli_epi64(are_one, one, 60));
    *tokens = _mm512_add_epi64(*tokens, _mm512_maskz_srli_epi64(are_other, other, 60));
    uint32_t missing = ~(_pext_u32(are_one, 0xAA) | _pext_u32(are_other, 0xAA) << 4) & 0xFF;
    __m256i numbers = _mm256_add_epi32(
        _mm256_set_epi32(7, 6, 5, 4, 3, 2, 1, 0), _mm256_set1_epi32((int)(first + index)));
    _mm256_storeu_si256(
        (__m256i *)(missed + missed_count),
        _mm256_maskz_compress_epi32((__mmask8)missing, numbers));
    missed_count += (size_t)__builtin_popcount(missing);
  }
  return missed_count;
}

// The same as `bytes_known_pieces` of a number of pieces that is a multiple of eight. There is room for eight
// numbers more.
static inline BYTES_PIECES_WIDEST struct bytes_known bytes_known_pieces_widest(
    const uint8_t *text, const uint32_t *starts, size_t count, const void *places, unsigned bits,
    uint32_t *missed) {
  // While some are looked up, the next ones are on their way.
  bytes_asked asked[2];
  struct bytes_known known = {0, 0};
  __m512i tokens = _mm512_setzero_si512();
  bytes_ask_pieces(text, starts, count, places, bits, asked);
  size_t turn = 0;
  for (size_t first = 0; first < count; first += bytes_pieces_together) {
    size_t next = first + asked[turn].count;
    bytes_ask_pieces(text, starts + next, count - next, places, bits, asked + (turn ^ 1));
    known.missed +=
        bytes_find_asked(asked + turn, places, first, &tokens, missed + known.missed);
    turn ^= 1;
  }
  known.tokens = (uint64_t)_mm512_reduce_add_epi64(tokens);
  return known;
}
#endif

// The same as `bytes_known_pieces`, where there is room for eight numbers more. `width`: how many bytes the
// processor takes at once (`bytes_token_width`), or fewer.
static inline struct bytes_known bytes_known_pieces_of(
    const uint8_t *text, const uint32_t *starts, size_t count, const void *places, unsigned bits,
    int width, uint32_t *missed) {
#if defined __SSE2__
  if (width == 64) {
    size_t wide = count & ~(size_t)7;
    struct bytes_known known =
        bytes_known_pieces_widest(text, starts, wide, places, bits, missed);
    struct bytes_known rest = bytes_known_pieces(
        text, starts + wide, count - wide, places, bits, missed + known.missed);
    for (size_t index = 0; index < rest.missed; index++) {
      missed[known.missed + index] += (uint32_t)wide;
    }
    known.tokens += rest.tokens;
    known.missed += rest.missed;
    return known;
  }
#endif
  return bytes_known_pieces(text, starts, count, places, bits, missed);
}

// The bucket of four places of sixteen bytes for a piece that is a token.
static inline uint64_t bytes_token_bucket(uint64_t low, uint64_t high, unsigned bits) {
  return bytes_piece_hash(low, high) >> 20 & ((1u << bits) - 1);
}

// Whether a bucket has a piece.
static inline int bytes_bucket_has(const void *bucket, bytes_piece piece) {
  const bytes_piece *place = (const bytes_piece *)bucket;
  return bytes_is_piece(piece, place[0]) | bytes_is_piece(piece, place[1])
         | bytes_is_piece(piece, place[2]) | bytes_is_piece(piece, place[3]);
}

// Of the pieces of some numbers, as above, counts those that are tokens in buckets, of which there are 1 << bits,
// and puts them into their places. The numbers of the others are left at the front.
static inline struct bytes_known bytes_known_tokens(
    const uint8_t *text, const uint32_t *starts, uint32_t *numbers, size_t count,
    const void *buckets, unsigned bucket_bits, void *places, unsigned place_bits) {
  enum { together = 32 };
  bytes_piece pieces[together];
  const uint8_t *found_at[together];
  struct bytes_known known = {0, 0};
  for (size_t first = 0; first < count; first += together) {
    size_t some = count - first < together ? count - first : together;
    for (size_t index = 0; index < some; index++) {
      uint32_t number = numbers[first + index];
      size_t start = starts[number];
      bytes_piece piece = bytes_piece_of(text + start, starts[number + 1] - start);
      pieces[index] = piece;
      found_at[index] = (const uint8_t *)buckets
                        + 64 * bytes_token_bucket(bytes_piece_low(piece), bytes_piece_high(piece),
                                                  bucket_bits);
      __builtin_prefetch(found_at[index]);
    }
    for (size_t index = 0; index < some; index++) {
      bytes_piece piece = pieces[index];
      if (bytes_bucket_has(found_at[index], piece)) {
        uint64_t low = bytes_piece_low(piece), high = bytes_piece_high(piece);
        bytes_keep_piece(places, bytes_piece_place(low, high, place_bits), low, high | 1ull << 60);
        known.tokens++;
      } else {
        numbers[known.missed++] = numbers[first + index];
      }
    }
  }
  return known;
}

#endif
