// Where the tokens of lines of JSON begin, found for sixty-four bytes at once.
#ifndef PERFORMANCE_CORE_TOKENS_H
#define PERFORMANCE_CORE_TOKENS_H

#include "bytes.h"

// Where the tokens of some lines of JSON begin, and what they are.
typedef struct {
  // An offset for each token: a brace, a bracket, a colon, a comma, either quote of a string, a
  // newline, or the first byte of whatever else is no space.
  uint16_t *places;
  // The byte there, and for any digit 0.
  uint8_t *kinds;
  // Which tokens end the lines, and which have to be looked at: strings with backslashes, and what is
  // neither a plain number (digits, without a 0 too many, and a point between some) nor without digits.
  uint16_t *ends, *odd;
  // How many of them there are.
  size_t lines, odd_count;
  // What `bytes_fill_picks` makes.
  const uint64_t *picks;
} bytes_tokens;

// For each mask of eight bits, where bits are set, from the lowest one on: as bytes, the first one lowest.
static inline void bytes_fill_picks(uint64_t *picks) {
  for (unsigned mask = 0; mask < 256; mask++) {
    uint64_t pick = 0;
    int count = 0;
    for (unsigned bit = 0; bit < 8; bit++) {
      if ((mask >> bit & 1) != 0) pick |= (uint64_t)bit << 8 * count++;
    }
    picks[mask] = pick;
  }
}

#if defined __SSE2__
#define BYTES_TOKENS_PART __attribute__((always_inline, target("pclmul")))
#define BYTES_TOKENS_WIDE __attribute__((target("avx2,popcnt,pclmul,bmi")))
#define BYTES_TOKENS_WIDE_PART __attribute__((always_inline, target("avx2,popcnt,pclmul,bmi")))
#define BYTES_TOKENS_WIDEST __attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt,pclmul,bmi")))

// How many bytes the processor takes at once of what the search needs, and others: 64 with AVX-512 BW, DQ, VL
// and VBMI2 and with BMI2, 32 with AVX2, both with POPCNT, PCLMULQDQ and BMI; 0 where it has none of them. Asking takes some
// microseconds where the machine is a guest of another one.
static inline int bytes_token_width(void) {
  if (!bytes_has_wide()) return 0;
  unsigned a = 1, b, c = 0, d, low, high;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  if ((c & 2) == 0) return 0;
  a = 7, c = 0;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  if ((b & 8) == 0) return 0;
  // The system must keep the masks, and both halves of the registers, too.
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (low & 0xE6) == 0xE6 && (b & 0xC0030100) == 0xC0030100 && (c >> 6 & 1) != 0 ? 64 : 32;
}

// Of sixty-four bytes, which are what.
typedef struct {
  uint64_t quotes, backslashes, newlines, spaces, digits, zeros, points;
  // Below a space; tabs and carriage returns.
  uint64_t controls, blanks;
  // Tokens by themselves, outside of strings.
  uint64_t singles;
} bytes_token_masks;

// What was found up to a block.
typedef struct {
  size_t tokens, lines, odd;
  // Whether the block begins with an escaped byte; whether within a string, as all bits or none; and
  // whether something that goes on ended the last one.
  uint64_t is_escaped, is_within, is_other;
} bytes_token_state;

// The bytes of a block that follow a backslash which does not itself follow such a one. `carry` says
// whether the first byte of the block is such a byte, and then whether that of the next one is.
static inline uint64_t bytes_escaped(uint64_t backslashes, uint64_t *carry) {
  uint64_t escaped = *carry;
  backslashes &= ~escaped;
  *carry = 0;
  while (backslashes != 0) {
    uint64_t lowest = backslashes & -backslashes;
    *carry = lowest >> 63;
    escaped |= lowest << 1;
    backslashes &= ~(lowest | lowest << 1);
  }
  return escaped;
}

// Of each of sixty-four bits, whether an odd number of them is set at it and below it: without carries,
// the product with ones.
static inline BYTES_TOKENS_PART uint64_t bytes_parities(uint64_t bits) {
  __m128i product = _mm_clmulepi64_si128(
      _mm_cvtsi64_si128((long long)bits), _mm_set1_epi8((char)0xFF), 0);
  return (uint64_t)_mm_cvtsi128_si64(product);
}

// Finds the tokens of a block, of which the `asked` bytes count, and which of them end lines or have to
// be looked at. Returns whether the block can be; if so, `all_found` has the tokens.
static inline BYTES_TOKENS_PART int bytes_tokens_of(
    const bytes_token_masks *masks, uint64_t asked, bytes_token_state *state,
    uint16_t *restrict ends, uint16_t *restrict odds, uint64_t *all_found) {
  uint64_t quotes = masks->quotes & asked, backslashes = masks->backslashes & asked;
  uint64_t newlines = masks->newlines & asked, controls = masks->controls & asked;
  if ((backslashes | state->is_escaped) != 0) {
    quotes &= ~bytes_escaped(backslashes, &state->is_escaped);
  }
  // From each first quote up to the byte before the last one.
  uint64_t within = bytes_parities(quotes) ^ state->is_within;
  if ((newlines & within) != 0) return 0;
  if ((controls & ~newlines & (within | ~masks->blanks)) != 0) return 0;
  uint64_t other = ~(masks->singles | masks->spaces | quotes | within);
  uint64_t all = quotes | newlines | (masks->singles & ~within)
      | (other & ~(other << 1 | state->is_other));
  all &= asked;
  state->is_within = (uint64_t)((int64_t)within >> 63);
  state->is_other = other >> 63;
  for (; newlines != 0; newlines &= newlines - 1) {
    uint64_t before = all & ((newlines & -newlines) - 1);
    ends[state->lines++] = (uint16_t)(state->tokens + (size_t)__builtin_popcountll(before));
  }
  uint64_t points = masks->points & other, digits = masks->digits & other;
  uint64_t plain = points & (digits << 1) & (digits >> 1);
  uint64_t fractions = plain << 1, behind = digits + fractions;
  uint64_t rest = other & ~digits & ~plain;
  // What begins without a digit is no number, or one that has to be looked at in any case; a second
  // point follows a fraction; and behind the last byte another digit may follow.
  uint64_t odd = (rest & ~(rest << 1) & ~all) | (behind & ~digits & points)
      | (all & masks->zeros & other & (digits >> 1 | 1ull << 63));
  if (behind < digits) odd |= 1ull << 63;
  odd = (odd | backslashes) & asked;
  for (; odd != 0; odd &= odd - 1) {
    uint64_t upTo = all & (odd ^ (odd - 1));
    // Without a token at or before it, it belongs to the last one of the block before.
    uint16_t token = (uint16_t)(state->tokens + (size_t)__builtin_popcountll(upTo) - 1);
    if (state->odd == 0 || odds[state->odd - 1] != token) odds[state->odd++] = token;
  }
  *all_found = all;
  return 1;
}

// What bytes are tokens by themselves, by their lowest four bits: : , { } and, without the bit that tells
// them from those, [ and ].
#define BYTES_SINGLES _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0)

static inline BYTES_TOKENS_WIDE_PART void bytes_token_masks_wide(
    __m256i a, __m256i b, bytes_token_masks *masks) {
  const __m256i singles = _mm256_broadcastsi128_si256(BYTES_SINGLES);
  const __m256i space = _mm256_set1_epi8(' '), last = _mm256_set1_epi8(31);
#define BYTES_BOTH(of) bytes_join_wide(of(a), of(b))
#define BYTES_EQUAL(x, byte) _mm256_cmpeq_epi8(x, _mm256_set1_epi8(byte))
#define BYTES_QUOTE(x) BYTES_EQUAL(x, '"')
#define BYTES_BACKSLASH(x) BYTES_EQUAL(x, '\\')
#define BYTES_NEWLINE(x) BYTES_EQUAL(x, '\n')
#define BYTES_CONTROL(x) _mm256_cmpeq_epi8(_mm256_min_epu8(x, last), x)
#define BYTES_SPACE(x) BYTES_EQUAL(x, ' ')
#define BYTES_BLANK(x) _mm256_or_si256(BYTES_EQUAL(x, '\t'), BYTES_EQUAL(x, '\r'))
#define BYTES_SINGLE(x) \
  _mm256_cmpeq_epi8(_mm256_or_si256(x, space), _mm256_shuffle_epi8(singles, x))
#define BYTES_ZERO(x) BYTES_EQUAL(x, '0')
#define BYTES_POINT(x) BYTES_EQUAL(x, '.')
  masks->quotes = BYTES_BOTH(BYTES_QUOTE);
  masks->backslashes = BYTES_BOTH(BYTES_BACKSLASH);
  masks->newlines = BYTES_BOTH(BYTES_NEWLINE);
  masks->controls = BYTES_BOTH(BYTES_CONTROL);
  masks->spaces = BYTES_BOTH(BYTES_SPACE) | masks->controls;
  masks->blanks = masks->controls == masks->newlines ? 0 : BYTES_BOTH(BYTES_BLANK);
  masks->singles = BYTES_BOTH(BYTES_SINGLE);
  masks->digits = BYTES_BOTH(bytes_digits_wide);
  masks->zeros = BYTES_BOTH(BYTES_ZERO);
  masks->points = BYTES_BOTH(BYTES_POINT);
#undef BYTES_POINT
#undef BYTES_ZERO
#undef BYTES_SINGLE
#undef BYTES_BLANK
#undef BYTES_SPACE
#undef BYTES_CONTROL
#undef BYTES_NEWLINE
#undef BYTES_BACKSLASH
#undef BYTES_QUOTE
#undef BYTES_EQUAL
#undef BYTES_BOTH
}

static inline BYTES_TOKENS_WIDE void bytes_json_tokens_wide(
    const uint8_t *bytes, size_t count, bytes_tokens *found) {
  bytes_token_state state = {0};
  // What is stored may not be seen to change these.
  const uint64_t *restrict picks = found->picks;
  uint16_t *restrict places = found->places;
  uint8_t *restrict kinds = found->kinds;
  __m128i base = _mm_setzero_si128();
  for (size_t at = 0; at < count; at += 64) {
    uint64_t asked = count - at < 64 ? (1ull << (count - at)) - 1 : UINT64_MAX;
    __m256i a = _mm256_loadu_si256((const __m256i *)(bytes + at));
    __m256i b = _mm256_loadu_si256((const __m256i *)(bytes + at + 32));
    bytes_token_masks masks;
    bytes_token_masks_wide(a, b, &masks);
    uint64_t all;
    if (!bytes_tokens_of(&masks, asked, &state, found->ends, found->odd, &all)) break;
#pragma clang loop unroll(full)
    for (unsigned from = 0; from < 64; from += 8) {
      unsigned mask = all >> from & 0xFF;
      __m128i pick = _mm_loadl_epi64((const __m128i *)(picks + mask));
      __m128i some = _mm_loadl_epi64((const __m128i *)(bytes + at + from));
      _mm_storel_epi64((__m128i *)(kinds + state.tokens), _mm_shuffle_epi8(some, pick));
      _mm_storeu_si128(
          (__m128i *)(places + state.tokens), _mm_add_epi16(base, _mm_cvtepu8_epi16(pick)));
      base = _mm_add_epi16(base, _mm_set1_epi16(8));
      state.tokens += (size_t)__builtin_popcount(mask);
    }
  }
  for (size_t at = 0; at < state.tokens; at += 32) {
    __m256i some = _mm256_loadu_si256((const __m256i *)(kinds + at));
    some = _mm256_blendv_epi8(some, _mm256_set1_epi8('0'), bytes_digits_wide(some));
    _mm256_storeu_si256((__m256i *)(kinds + at), some);
  }
  found->lines = state.lines;
  found->odd_count = state.odd;
}

static inline BYTES_TOKENS_WIDEST void bytes_json_tokens_widest(
    const uint8_t *bytes, size_t count, bytes_tokens *found) {
  const __m512i singles = _mm512_broadcast_i32x4(BYTES_SINGLES);
  const __m512i numbers = _mm512_set_epi8(
      63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40,
      39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16,
      15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  const __m512i space = _mm512_set1_epi8(' '), zero = _mm512_set1_epi8('0');
  bytes_token_state state = {0};
  // What is stored may not be seen to change these.
  uint16_t *restrict places = found->places;
  uint8_t *restrict kinds = found->kinds;
  for (size_t at = 0; at < count; at += 64) {
    uint64_t asked = count - at < 64 ? (1ull << (count - at)) - 1 : UINT64_MAX;
    __m512i block = _mm512_loadu_si512(bytes + at);
    bytes_token_masks masks;
    masks.quotes = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('"'));
    masks.backslashes = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\\'));
    masks.newlines = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\n'));
    masks.controls = _mm512_cmplt_epu8_mask(block, space);
    masks.spaces = _mm512_cmpeq_epi8_mask(block, space) | masks.controls;
    masks.blanks = 0;
    if (masks.controls != masks.newlines) {
      masks.blanks = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\t'))
          | _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\r'));
    }
    masks.singles = _mm512_cmpeq_epi8_mask(
        _mm512_or_si512(block, space), _mm512_shuffle_epi8(singles, block));
    masks.digits = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(block, zero), _mm512_set1_epi8(10));
    masks.zeros = _mm512_cmpeq_epi8_mask(block, zero);
    masks.points = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('.'));
    uint64_t all;
    size_t tokens = state.tokens;
    if (!bytes_tokens_of(&masks, asked, &state, found->ends, found->odd, &all)) break;
    __m512i offsets = _mm512_maskz_compress_epi8(all, numbers);
    __m512i base = _mm512_set1_epi16((short)at);
    _mm512_storeu_si512(
        places + tokens,
        _mm512_add_epi16(base, _mm512_cvtepu8_epi16(_mm512_castsi512_si256(offsets))));
    size_t more = (size_t)__builtin_popcountll(all);
    if (more > 32) {
      __m256i high = _mm512_extracti64x4_epi64(offsets, 1);
      _mm512_storeu_si512(
          places + tokens + 32, _mm512_add_epi16(base, _mm512_cvtepu8_epi16(high)));
    }
    block = _mm512_mask_mov_epi8(block, masks.digits, zero);
    _mm512_storeu_si512(kinds + tokens, _mm512_maskz_compress_epi8(all, block));
    state.tokens += more;
  }
  found->lines = state.lines;
  found->odd_count = state.odd;
}

// Whether `count` bytes are the same as others; of both, 15 more may be read.
static inline int bytes_are_equal(const uint8_t *some, const uint8_t *others, size_t count) {
  unsigned differ = 0;
  size_t at = 0;
#define BYTES_DIFFER(at) \
  (0xFFFF & ~(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8( \
      _mm_loadu_si128((const __m128i *)(some + (at))), \
      _mm_loadu_si128((const __m128i *)(others + (at))))))
  for (; at + 16 < count; at += 16) differ |= BYTES_DIFFER(at);
  differ |= BYTES_DIFFER(at) << (15 & (at - count)) & 0xFFFF;
#undef BYTES_DIFFER
  return differ == 0;
}
#else
static inline int bytes_token_width(void) { return 0; }

static inline int bytes_are_equal(const uint8_t *some, const uint8_t *others, size_t count) {
  return memcmp(some, others, count) == 0;
}
#endif

// Looks for the tokens of lines, the first of which begins with the first of `count` bytes, at most
// 8192, and does not see whether they are JSON. Lines are left out from the first on that ends in a
// string, or has another control character than a tab or a carriage return outside of strings. Up to
// 63 bytes more are read; there must be room for as many tokens as bytes, and for 64 more. The width is
// what `bytes_token_width` says, or 32 where it says 64.
static inline void bytes_json_tokens(
    const uint8_t *bytes, size_t count, bytes_tokens *found, int width) {
#if defined __SSE2__
  if (width == 64) {
    bytes_json_tokens_widest(bytes, count, found);
  } else {
    bytes_json_tokens_wide(bytes, count, found);
  }
#else
  (void)bytes, (void)count, (void)width;
  found->lines = 0;
#endif
}

#endif
