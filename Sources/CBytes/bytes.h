// Masks of sixteen bytes at once, which Swift's vectors do not give: comparing them in Swift takes
// three times as long.
#ifndef PERFORMANCE_CORE_BYTES_H
#define PERFORMANCE_CORE_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined __SSE2__
#include <emmintrin.h>
#endif

// Which of sixteen bytes end a string in JSON, begin an escape in it, or may not stand in it: a
// quote, a backslash, and whatever is below a space. The lowest bit is the first byte.
static inline uint32_t bytes_string_mask(const void *bytes) {
#if defined __SSE2__
  __m128i sixteen = _mm_loadu_si128((const __m128i *)bytes);
  __m128i quotes = _mm_cmpeq_epi8(sixteen, _mm_set1_epi8('"'));
  __m128i backslashes = _mm_cmpeq_epi8(sixteen, _mm_set1_epi8('\\'));
  // The greater of a byte and 31 is 31 where the byte is not above it.
  __m128i controls = _mm_cmpeq_epi8(_mm_max_epu8(sixteen, _mm_set1_epi8(31)), _mm_set1_epi8(31));
  return (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quotes, backslashes), controls));
#else
  uint8_t sixteen[16];
  memcpy(sixteen, bytes, sizeof sixteen);
  uint32_t mask = 0;
  for (int index = 0; index < 16; index++) {
    uint8_t byte = sixteen[index];
    if (byte == '"' || byte == '\\' || byte < 32) mask |= 1u << index;
  }
  return mask;
#endif
}

// Where some bytes first lie within others, or NULL. C: memmem, which only GNU's headers declare.
extern void *memmem(const void *, size_t, const void *, size_t);
static inline const void *bytes_find(
    const void *bytes, size_t count, const void *wanted, size_t wantedCount) {
  return memmem(bytes, count, wanted, wantedCount);
}

// What sixty-four bytes hold for counting lines; the lowest bit is the first byte.
typedef struct {
  uint64_t newlines;
  // Whatever is above a space.
  uint64_t visible;
  // One of the bytes that were asked for.
  uint64_t special;
} bytes_lines;

#if defined __SSE2__
static inline uint64_t bytes_join_masks(__m128i a, __m128i b, __m128i c, __m128i d) {
  uint64_t low = (uint64_t)_mm_movemask_epi8(a) | (uint64_t)_mm_movemask_epi8(b) << 16;
  uint64_t high = (uint64_t)_mm_movemask_epi8(c) | (uint64_t)_mm_movemask_epi8(d) << 16;
  return low | high << 32;
}
#endif

// Which of sixty-four bytes are a byte.
static inline uint64_t bytes_mask(const void *bytes, uint8_t wanted) {
#if defined __SSE2__
  const __m128i *at = (const __m128i *)bytes;
  __m128i all = _mm_set1_epi8((char)wanted);
  return bytes_join_masks(
      _mm_cmpeq_epi8(_mm_loadu_si128(at), all), _mm_cmpeq_epi8(_mm_loadu_si128(at + 1), all),
      _mm_cmpeq_epi8(_mm_loadu_si128(at + 2), all), _mm_cmpeq_epi8(_mm_loadu_si128(at + 3), all));
#else
  uint64_t mask = 0;
  for (int index = 0; index < 64; index++) {
    if (((const uint8_t *)bytes)[index] == wanted) mask |= 1ull << index;
  }
  return mask;
#endif
}

// Which of sixty-four bytes are a byte with a certain one behind it; looks at sixty-five.
static inline uint64_t bytes_pair_mask(const void *bytes, uint8_t first, uint8_t second) {
  uint64_t mask = bytes_mask(bytes, first);
  return mask == 0 ? 0 : mask & bytes_mask((const uint8_t *)bytes + 1, second);
}

#if defined __SSE2__
#define BYTES_EQUAL(x, i) _mm_cmpeq_epi8(x, _mm_loadu_si128((const __m128i *)set + (i)))
// `count` is a constant where this is called, so that the loop is unrolled.
static inline __attribute__((always_inline)) __m128i bytes_any_of(
    __m128i x, const void *set, int count) {
  __m128i found = BYTES_EQUAL(x, 0);
  for (int index = 1; index < count; index++) found = _mm_or_si128(found, BYTES_EQUAL(x, index));
  return found;
}
#endif

// The masks of sixty-four bytes. `set` has `count` bytes (4 or 8) that are special, each sixteen
// times.
static inline __attribute__((always_inline)) bytes_lines bytes_line_masks(
    const void *bytes, const void *set, int count) {
  bytes_lines lines;
#if defined __SSE2__
  const __m128i *at = (const __m128i *)bytes;
  __m128i a = _mm_loadu_si128(at), b = _mm_loadu_si128(at + 1);
  __m128i c = _mm_loadu_si128(at + 2), d = _mm_loadu_si128(at + 3);
  __m128i newline = _mm_set1_epi8('\n'), least = _mm_set1_epi8(33);
  lines.newlines = bytes_join_masks(
      _mm_cmpeq_epi8(a, newline), _mm_cmpeq_epi8(b, newline), _mm_cmpeq_epi8(c, newline),
      _mm_cmpeq_epi8(d, newline));
  // The greater of a byte and 33 is the byte where it is above a space.
  lines.visible = bytes_join_masks(
      _mm_cmpeq_epi8(_mm_max_epu8(a, least), a), _mm_cmpeq_epi8(_mm_max_epu8(b, least), b),
      _mm_cmpeq_epi8(_mm_max_epu8(c, least), c), _mm_cmpeq_epi8(_mm_max_epu8(d, least), d));
  if (count == 0) {
    lines.special = 0;
  } else if (count == 4) {
    lines.special = bytes_join_masks(
        bytes_any_of(a, set, 4), bytes_any_of(b, set, 4), bytes_any_of(c, set, 4),
        bytes_any_of(d, set, 4));
  } else {
    lines.special = bytes_join_masks(
        bytes_any_of(a, set, 8), bytes_any_of(b, set, 8), bytes_any_of(c, set, 8),
        bytes_any_of(d, set, 8));
  }
#else
  lines.newlines = lines.visible = lines.special = 0;
  for (int index = 0; index < 64; index++) {
    uint8_t byte = ((const uint8_t *)bytes)[index];
    if (byte == '\n') lines.newlines |= 1ull << index;
    if (byte > 32) lines.visible |= 1ull << index;
    for (int other = 0; other < count; other++) {
      if (byte == ((const uint8_t *)set)[16 * other]) lines.special |= 1ull << index;
    }
  }
#endif
  return lines;
}

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

// Which of sixty-four bytes begin letters of three bytes, as far as the bytes tell: Chinese
// characters up to U+9FFF, Hangul from U+B000 to U+CFFF, and kana but for those that end as the
// middle dot does. Only those that end within the bytes are found.
static inline __attribute__((always_inline)) uint64_t bytes_wide_letters(const void *bytes) {
#if defined __SSE2__
// A byte is within a range where its distance from the first one is below the range's width; both
// are less 128, since bytes are compared as signed numbers.
#define BYTES_WITHIN(x, first, width) \
  _mm_cmpgt_epi8(_mm_set1_epi8((char)((width) - 128)), \
                 _mm_add_epi8(x, _mm_set1_epi8((char)(128 - (first)))))
  __m128i found[4];
  for (int index = 0; index < 4; index++) {
    const uint8_t *at = (const uint8_t *)bytes + 16 * index;
    __m128i first = _mm_loadu_si128((const __m128i *)at);
    // No byte behind the sixty-four is looked at.
    __m128i second = _mm_srli_si128(first, 1), third = _mm_srli_si128(first, 2);
    if (index < 3) {
      second = _mm_loadu_si128((const __m128i *)(at + 1));
      third = _mm_loadu_si128((const __m128i *)(at + 2));
    }
    __m128i solid = _mm_or_si128(BYTES_WITHIN(first, 0xE4, 6), BYTES_WITHIN(first, 0xEB, 2));
    __m128i kana = _mm_and_si128(
        _mm_cmpeq_epi8(first, _mm_set1_epi8((char)0xE3)), BYTES_WITHIN(second, 0x81, 3));
    kana = _mm_andnot_si128(_mm_cmpeq_epi8(third, _mm_set1_epi8((char)0xBB)), kana);
    // Those below 0xC0, as signed numbers.
    __m128i tails = _mm_set1_epi8(-64);
    tails = _mm_and_si128(_mm_cmpgt_epi8(tails, second), _mm_cmpgt_epi8(tails, third));
    found[index] = _mm_and_si128(_mm_or_si128(solid, kana), tails);
  }
  return bytes_join_masks(found[0], found[1], found[2], found[3]);
#undef BYTES_WITHIN
#else
  uint64_t mask = 0;
  for (int index = 0; index < 62; index++) {
    const uint8_t *at = (const uint8_t *)bytes + index;
    if ((at[1] & 0xC0) != 0x80 || (at[2] & 0xC0) != 0x80) continue;
    uint8_t isSolid = (uint8_t)(at[0] - 0xE4) < 6 || (uint8_t)(at[0] - 0xEB) < 2;
    uint8_t isKana = at[0] == 0xE3 && (uint8_t)(at[1] - 0x81) < 3 && at[2] != 0xBB;
    if (isSolid || isKana) mask |= 1ull << index;
  }
  return mask;
#endif
}

// Sixteen bytes that keep the last `count` of sixteen, at most sixteen.
static inline __attribute__((always_inline)) const uint8_t *bytes_kept(size_t count) {
  static const uint8_t kept[32] = {
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
  };
  return kept + count;
}

// A number that mixes the `count` bytes before an end, at most sixteen. Sixteen are read.
static inline __attribute__((always_inline)) uint64_t bytes_mixed(
    const uint8_t *end, size_t count) {
  const uint8_t *kept = bytes_kept(count);
  uint64_t first, last, keptFirst, keptLast;
  memcpy(&first, end - 16, 8);
  memcpy(&last, end - 8, 8);
  memcpy(&keptFirst, kept, 8);
  memcpy(&keptLast, kept + 8, 8);
  uint64_t one = (first & keptFirst) ^ 0x9E3779B97F4A7C15;
  uint64_t two = (last & keptLast) ^ 0xC2B2AE3D27D4EB4F;
  unsigned __int128 product = (unsigned __int128)one * two;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

// How the `count` bytes before an end look, at most sixteen. Sixteen are read.
typedef struct {
  // The sum of what a table of 96 times 96 bytes has for each byte and the one behind it: their
  // numbers are those of printable ASCII less 32, 0 for what is below it and for what is not among
  // the bytes, and 95 for what is above it.
  uint32_t score;
  // The bits of capital letters, and of bytes beyond ASCII.
  uint32_t upper;
  uint32_t wide;
} bytes_looks;

static inline bytes_looks bytes_looks_of(const uint8_t *end, size_t count, const uint8_t *table) {
  bytes_looks looks = {0, 0, 0};
  uint16_t pairs[16];
#if defined __SSE2__
  __m128i all = _mm_loadu_si128((const __m128i *)(end - 16));
  all = _mm_and_si128(all, _mm_loadu_si128((const __m128i *)bytes_kept(count)));
  __m128i capital = _mm_sub_epi8(all, _mm_set1_epi8('A'));
  capital = _mm_cmpeq_epi8(_mm_min_epu8(capital, _mm_set1_epi8(25)), capital);
  looks.upper = (uint32_t)_mm_movemask_epi8(capital);
  looks.wide = (uint32_t)_mm_movemask_epi8(all);
  __m128i numbers = _mm_min_epu8(_mm_subs_epu8(all, _mm_set1_epi8(32)), _mm_set1_epi8(95));
  __m128i next = _mm_srli_si128(numbers, 1), zero = _mm_setzero_si128(), row = _mm_set1_epi16(96);
  __m128i low = _mm_mullo_epi16(_mm_unpacklo_epi8(numbers, zero), row);
  __m128i high = _mm_mullo_epi16(_mm_unpackhi_epi8(numbers, zero), row);
  _mm_storeu_si128((__m128i *)pairs, _mm_add_epi16(low, _mm_unpacklo_epi8(next, zero)));
  _mm_storeu_si128((__m128i *)pairs + 1, _mm_add_epi16(high, _mm_unpackhi_epi8(next, zero)));
#else
  uint8_t numbers[16];
  for (int index = 0; index < 16; index++) {
    uint8_t byte = end[index - 16] & bytes_kept(count)[index];
    if ((uint8_t)(byte - 'A') < 26) looks.upper |= 1u << index;
    if (byte > 127) looks.wide |= 1u << index;
    numbers[index] = byte < 32 ? 0 : byte > 127 ? 95 : byte - 32;
  }
  for (int index = 0; index < 15; index++) {
    pairs[index] = (uint16_t)(numbers[index] * 96 + numbers[index + 1]);
  }
#endif
  for (int index = 0; index < 15; index++) looks.score += table[pairs[index]];
  return looks;
}

#endif
