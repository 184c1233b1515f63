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

// The place for a piece.
static inline uint64_t bytes_piece_place(uint64_t low, uint64_t high, unsigned bits) {
  return ((low ^ high * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u) >> (64 - bits);
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

#endif
