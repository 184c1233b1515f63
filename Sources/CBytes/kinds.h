// What kinds the bytes of texts are of, found for sixty-four bytes at once.
#ifndef PERFORMANCE_CORE_KINDS_H
#define PERFORMANCE_CORE_KINDS_H

#include "bytes.h"

// What sixty-four bytes are in ASCII; the lowest bit is the first byte.
typedef struct {
  uint64_t letters;
  uint64_t lower;
  uint64_t digits;
  // Line feed and carriage return.
  uint64_t breaks;
  // Spaces, and with them tabs and form feeds.
  uint64_t spaces;
  uint64_t blanks;
  uint64_t apostrophes;
  uint64_t slashes;
  // Beyond ASCII.
  uint64_t wide;
} bytes_kinds;

static inline __attribute__((always_inline)) bytes_kinds bytes_kind_masks(const void *bytes) {
  bytes_kinds kinds;
#if defined __SSE2__
// A byte is within a range where its distance from the first one is below the range's width; both
// are less 128, since bytes are compared as signed numbers.
#define BYTES_WITHIN(x, first, width) \
  _mm_cmpgt_epi8(_mm_set1_epi8((char)((width) - 128)), \
                 _mm_add_epi8(x, _mm_set1_epi8((char)(128 - (first)))))
#define BYTES_ARE(x, byte) _mm_cmpeq_epi8(x, _mm_set1_epi8(byte))
#define BYTES_JOIN(x) bytes_join_masks(x[0], x[1], x[2], x[3])
  const __m128i *at = (const __m128i *)bytes;
  __m128i x[4], letters[4], small[4], digits[4], newlines[4], spaces[4], controls[4];
  __m128i apostrophes[4], slashes[4];
  for (int index = 0; index < 4; index++) {
    __m128i sixteen = _mm_loadu_si128(at + index);
    x[index] = sixteen;
    letters[index] = BYTES_WITHIN(_mm_or_si128(sixteen, _mm_set1_epi8(0x20)), 'a', 26);
    // The bit that tells small letters from capitals, moved up to be the highest.
    small[index] = _mm_slli_epi16(sixteen, 2);
    digits[index] = BYTES_WITHIN(sixteen, '0', 10);
    spaces[index] = BYTES_ARE(sixteen, ' ');
    newlines[index] = BYTES_ARE(sixteen, '\n');
    controls[index] = BYTES_WITHIN(sixteen, 0, 32);
    apostrophes[index] = BYTES_ARE(sixteen, '\'');
    slashes[index] = BYTES_ARE(sixteen, '/');
  }
  kinds.letters = BYTES_JOIN(letters);
  kinds.lower = BYTES_JOIN(small) & kinds.letters;
  kinds.digits = BYTES_JOIN(digits);
  kinds.breaks = BYTES_JOIN(newlines);
  kinds.spaces = BYTES_JOIN(spaces);
  kinds.blanks = kinds.spaces;
  kinds.apostrophes = BYTES_JOIN(apostrophes);
  kinds.slashes = BYTES_JOIN(slashes);
  kinds.wide = BYTES_JOIN(x);
  if (BYTES_JOIN(controls) != kinds.breaks) {
    for (int index = 0; index < 4; index++) {
      __m128i returns = BYTES_ARE(x[index], '\r');
      newlines[index] = _mm_or_si128(newlines[index], returns);
      spaces[index] = _mm_andnot_si128(newlines[index], BYTES_WITHIN(x[index], '\t', 5));
    }
    kinds.breaks = BYTES_JOIN(newlines);
    kinds.blanks |= BYTES_JOIN(spaces);
  }
#undef BYTES_WITHIN
#undef BYTES_ARE
#undef BYTES_JOIN
#else
  memset(&kinds, 0, sizeof kinds);
  for (int index = 0; index < 64; index++) {
    uint8_t byte = ((const uint8_t *)bytes)[index];
    uint64_t bit = 1ull << index;
    if ((uint8_t)((byte | 0x20) - 'a') < 26) kinds.letters |= bit;
    if ((uint8_t)(byte - 'a') < 26) kinds.lower |= bit;
    if ((uint8_t)(byte - '0') < 10) kinds.digits |= bit;
    if (byte == '\n' || byte == '\r') kinds.breaks |= bit;
    if (byte == ' ') kinds.spaces |= bit;
    if (byte == ' ' || byte == '\t' || byte == '\v' || byte == '\f') kinds.blanks |= bit;
    if (byte == '\'') kinds.apostrophes |= bit;
    if (byte == '/') kinds.slashes |= bit;
    if (byte > 127) kinds.wide |= bit;
  }
#endif
  return kinds;
}

#if defined __SSE2__
static inline BYTES_WIDE void bytes_kinds_wide(
    const uint8_t *bytes, size_t blocks, bytes_kinds *kinds) {
#define BYTES_BOTH(of) bytes_join_wide(of(a), of(b))
#define BYTES_ARE_WIDE(x, byte) _mm256_cmpeq_epi8(x, _mm256_set1_epi8(byte))
// A byte is within a range where its distance from the first one is not above the last one's.
#define BYTES_WITHIN_WIDE(x, first, last) \
  _mm256_cmpeq_epi8( \
      _mm256_min_epu8( \
          _mm256_sub_epi8(x, _mm256_set1_epi8(first)), _mm256_set1_epi8((last) - (first))), \
      _mm256_sub_epi8(x, _mm256_set1_epi8(first)))
#define BYTES_LETTER(x) BYTES_WITHIN_WIDE(_mm256_or_si256(x, _mm256_set1_epi8(0x20)), 'a', 'z')
// The bit that tells small letters from capitals, moved up to be the highest.
#define BYTES_SMALL(x) _mm256_slli_epi16(x, 2)
#define BYTES_NEWLINE(x) BYTES_ARE_WIDE(x, '\n')
#define BYTES_RETURN(x) BYTES_ARE_WIDE(x, '\r')
#define BYTES_CONTROL(x) BYTES_WITHIN_WIDE(x, 0, 31)
#define BYTES_TAB(x) BYTES_WITHIN_WIDE(x, '\t', '\r')
#define BYTES_SPACE(x) BYTES_ARE_WIDE(x, ' ')
#define BYTES_APOSTROPHE(x) BYTES_ARE_WIDE(x, '\'')
#define BYTES_SLASH(x) BYTES_ARE_WIDE(x, '/')
#define BYTES_SAME(x) (x)
  for (size_t block = 0; block < blocks; block++) {
    __m256i a = _mm256_loadu_si256((const __m256i *)(bytes + 64 * block));
    __m256i b = _mm256_loadu_si256((const __m256i *)(bytes + 64 * block + 32));
    bytes_kinds *at = kinds + block;
    at->letters = BYTES_BOTH(BYTES_LETTER);
    at->lower = BYTES_BOTH(BYTES_SMALL) & at->letters;
    at->digits = BYTES_BOTH(bytes_digits_wide);
    at->breaks = BYTES_BOTH(BYTES_NEWLINE);
    at->spaces = BYTES_BOTH(BYTES_SPACE);
    at->blanks = at->spaces;
    at->apostrophes = BYTES_BOTH(BYTES_APOSTROPHE);
    at->slashes = BYTES_BOTH(BYTES_SLASH);
    at->wide = BYTES_BOTH(BYTES_SAME);
    if (BYTES_BOTH(BYTES_CONTROL) != at->breaks) {
      at->breaks |= BYTES_BOTH(BYTES_RETURN);
      at->blanks |= BYTES_BOTH(BYTES_TAB) & ~at->breaks;
    }
  }
#undef BYTES_SAME
#undef BYTES_SLASH
#undef BYTES_APOSTROPHE
#undef BYTES_SPACE
#undef BYTES_TAB
#undef BYTES_CONTROL
#undef BYTES_RETURN
#undef BYTES_NEWLINE
#undef BYTES_SMALL
#undef BYTES_LETTER
#undef BYTES_WITHIN_WIDE
#undef BYTES_ARE_WIDE
#undef BYTES_BOTH
}

static inline __attribute__((target("avx512f,avx512bw"))) void bytes_kinds_widest(
    const uint8_t *bytes, size_t blocks, bytes_kinds *kinds) {
#define BYTES_ARE_WIDEST(byte) _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8(byte))
#define BYTES_WITHIN_WIDEST(x, first, last) \
  _mm512_cmple_epu8_mask( \
      _mm512_sub_epi8(x, _mm512_set1_epi8(first)), _mm512_set1_epi8((last) - (first)))
  for (size_t block = 0; block < blocks; block++) {
    __m512i x = _mm512_loadu_si512(bytes + 64 * block);
    bytes_kinds *at = kinds + block;
    at->letters = BYTES_WITHIN_WIDEST(_mm512_or_si512(x, _mm512_set1_epi8(0x20)), 'a', 'z');
    at->lower = _mm512_test_epi8_mask(x, _mm512_set1_epi8(0x20)) & at->letters;
    at->digits = BYTES_WITHIN_WIDEST(x, '0', '9');
    at->breaks = BYTES_ARE_WIDEST('\n');
    at->spaces = BYTES_ARE_WIDEST(' ');
    at->blanks = at->spaces;
    at->apostrophes = BYTES_ARE_WIDEST('\'');
    at->slashes = BYTES_ARE_WIDEST('/');
    at->wide = _mm512_movepi8_mask(x);
    if (BYTES_WITHIN_WIDEST(x, 0, 31) != at->breaks) {
      at->breaks |= BYTES_ARE_WIDEST('\r');
      at->blanks |= BYTES_WITHIN_WIDEST(x, '\t', '\r') & ~at->breaks;
    }
  }
#undef BYTES_WITHIN_WIDEST
#undef BYTES_ARE_WIDEST
}
#endif

// The same of some blocks of sixty-four bytes that follow each other. `width`: how many bytes the processor takes
// at once (`bytes_token_width`), or fewer.
static inline void bytes_kinds_of(
    const uint8_t *bytes, size_t blocks, int width, bytes_kinds *kinds) {
#if defined __SSE2__
  if (width == 64) {
    bytes_kinds_widest(bytes, blocks, kinds);
    return;
  }
  if (width == 32) {
    bytes_kinds_wide(bytes, blocks, kinds);
    return;
  }
#endif
  for (size_t block = 0; block < blocks; block++) {
    kinds[block] = bytes_kind_masks(bytes + 64 * block);
  }
}

#endif
