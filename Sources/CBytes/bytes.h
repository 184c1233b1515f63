// Masks of sixteen bytes at once, which Swift's vectors do not give: comparing them in Swift takes
// three times as long.
#ifndef PERFORMANCE_CORE_BYTES_H
#define PERFORMANCE_CORE_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined __SSE2__
#include <immintrin.h>
#endif

// Asks for bytes that will be looked at soon. They need not be there.
static inline void bytes_prefetch(const void *bytes) { __builtin_prefetch(bytes); }

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

// Which of sixteen bytes are digits; the lowest bit is the first byte.
static inline uint32_t bytes_digit_mask(const void *bytes) {
#if defined __SSE2__
  __m128i sixteen = _mm_loadu_si128((const __m128i *)bytes);
  __m128i values = _mm_sub_epi8(sixteen, _mm_set1_epi8('0'));
  // The lesser of a value and 9 is the value where it is not above it.
  return (uint32_t)_mm_movemask_epi8(
      _mm_cmpeq_epi8(_mm_min_epu8(values, _mm_set1_epi8(9)), values));
#else
  uint8_t sixteen[16];
  memcpy(sixteen, bytes, sizeof sixteen);
  uint32_t mask = 0;
  for (int index = 0; index < 16; index++) {
    if ((uint8_t)(sixteen[index] - '0') < 10) mask |= 1u << index;
  }
  return mask;
#endif
}

// C: memmem, which only GNU's headers declare.
extern void *memmem(const void *, size_t, const void *, size_t);

// Where some bytes first lie within others, or NULL. Sixteen places are tried at once by the first and
// the last of the bytes; a text that fools both at every place costs as much as the wanted bytes are
// long, so long ones are left to C: memmem.
static inline const void *bytes_find(
    const void *bytes, size_t count, const void *wanted, size_t wantedCount) {
#if defined __SSE2__
  if (wantedCount > 1 && wantedCount <= 64 && count >= wantedCount + 15) {
    const uint8_t *text = (const uint8_t *)bytes, *word = (const uint8_t *)wanted;
    const size_t last = wantedCount - 1, end = count - wantedCount - 15;
    const __m128i one = _mm_set1_epi8((char)word[0]), two = _mm_set1_epi8((char)word[last]);
    size_t place = 0;
    while (1) {
      __m128i x = _mm_loadu_si128((const __m128i *)(text + place));
      __m128i y = _mm_loadu_si128((const __m128i *)(text + place + last));
      unsigned mask = (unsigned)_mm_movemask_epi8(
          _mm_and_si128(_mm_cmpeq_epi8(x, one), _mm_cmpeq_epi8(y, two)));
      for (; mask != 0; mask &= mask - 1) {
        const uint8_t *at = text + place + __builtin_ctz(mask);
        if (memcmp(at + 1, word + 1, wantedCount - 2) == 0) return at;
      }
      if (place == end) return NULL;
      // The last sixteen places may be tried anew in part: they were not it.
      place = place + 16 < end ? place + 16 : end;
    }
  }
#endif
  return memmem(bytes, count, wanted, wantedCount);
}

// What sixty-four bytes hold for counting lines; the lowest bit is the first byte.
typedef struct {
  uint64_t newlines;
  // Whatever is above a space.
  uint64_t visible;
  // One of the bytes that were asked for.
  uint64_t special;
  // Whether the line that goes on into these bytes has something visible so far: 1 or 0.
  uint64_t begun;
} bytes_lines;

// What the lines of a text come to: how many there are, how many of them have something visible, and
// how many have code; and whether the one that has not ended yet has: 1 or 0.
typedef struct {
  uint64_t lines, visible, code;
  uint64_t is_visible, is_code;
} bytes_line_totals;

// The newlines of those lines that have a bit of a mask, also from a block before: the carry of a bit
// runs through the ones up to the newline.
static inline __attribute__((always_inline)) uint64_t bytes_lines_with(
    uint64_t bits, uint64_t newlines, uint64_t *carry) {
  uint64_t others = ~newlines;
  uint64_t sum = others + (bits & others);
  uint64_t all = sum + *carry;
  *carry = (uint64_t)(sum < others) | (uint64_t)(all < sum);
  return all & newlines;
}

// Counts the lines of a block, and those of them that have something visible.
static inline __attribute__((always_inline)) void bytes_count_lines(
    bytes_lines *lines, bytes_line_totals *totals) {
  lines->begun = totals->is_visible;
  uint64_t visible = bytes_lines_with(lines->visible, lines->newlines, &totals->is_visible);
  totals->lines += (uint64_t)__builtin_popcountll(lines->newlines);
  totals->visible += (uint64_t)__builtin_popcountll(visible);
}

// Counts the lines of code of some blocks, whose special bytes are those in comments.
static inline __attribute__((always_inline)) void bytes_count_code_plain(
    const bytes_lines *lines, size_t blocks, bytes_line_totals *totals) {
  uint64_t carry = totals->is_code, code = 0;
  for (size_t block = 0; block < blocks; block++) {
    uint64_t bits = lines[block].visible & ~lines[block].special;
    code += (uint64_t)__builtin_popcountll(bytes_lines_with(bits, lines[block].newlines, &carry));
  }
  totals->is_code = carry;
  totals->code += code;
}

#if defined __SSE2__
// The masks of four quarters as one. The compiler is kept from looking behind it: it would take the masks of
// comparisons apart bit by bit to join them.
static inline uint64_t bytes_join_masks(__m128i a, __m128i b, __m128i c, __m128i d) {
  uint64_t low = (uint64_t)_mm_movemask_epi8(a) | (uint64_t)_mm_movemask_epi8(b) << 16;
  uint64_t high = (uint64_t)_mm_movemask_epi8(c) | (uint64_t)_mm_movemask_epi8(d) << 16;
  uint64_t mask = low | high << 32;
  __asm__("" : "+r"(mask));
  return mask;
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

// Whether the processor has instructions for thirty-two bytes at once, and counts bits: AVX2 and
// POPCNT. Asking takes some microseconds where the machine is a guest of another one.
static inline int bytes_has_wide(void) {
#if defined __SSE2__
  unsigned a = 1, b, c = 0, d;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  // POPCNT, AVX, and that the system says which registers it keeps: the wide ones must be among them.
  if ((c & 0x18800000) != 0x18800000) return 0;
  unsigned low, high;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  if ((low & 6) != 6) return 0;
  // Whatever has AVX answers the seventh question.
  a = 7, c = 0;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  return b >> 5 & 1;
#else
  return 0;
#endif
}

#if defined __SSE2__
#define BYTES_WIDE __attribute__((target("avx2,popcnt")))
#define BYTES_WIDE_PART __attribute__((always_inline, target("avx2,popcnt")))

// The masks of two halves as one, and no look behind it.
static inline BYTES_WIDE_PART uint64_t bytes_join_wide(__m256i a, __m256i b) {
  uint64_t mask = (uint64_t)(uint32_t)_mm256_movemask_epi8(a)
      | (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
  __asm__("" : "+r"(mask));
  return mask;
}

// Which bytes are digits: those that are the lesser of them and 9 above the first one.
static inline BYTES_WIDE_PART __m256i bytes_digits_wide(__m256i x) {
  __m256i number = _mm256_sub_epi8(x, _mm256_set1_epi8('0'));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(number, _mm256_set1_epi8(9)), number);
}

static inline BYTES_WIDE_PART __m256i bytes_any_of_wide(
    __m256i x, const __m256i *wanted, int count) {
#define BYTES_EQUAL_WIDE(i) _mm256_cmpeq_epi8(x, wanted[i])
  if (count == 0) return _mm256_setzero_si256();
  __m256i found = _mm256_or_si256(
      _mm256_or_si256(BYTES_EQUAL_WIDE(0), BYTES_EQUAL_WIDE(1)),
      _mm256_or_si256(BYTES_EQUAL_WIDE(2), BYTES_EQUAL_WIDE(3)));
  if (count == 4) return found;
  __m256i more = _mm256_or_si256(
      _mm256_or_si256(BYTES_EQUAL_WIDE(4), BYTES_EQUAL_WIDE(5)),
      _mm256_or_si256(BYTES_EQUAL_WIDE(6), BYTES_EQUAL_WIDE(7)));
  return _mm256_or_si256(found, more);
#undef BYTES_EQUAL_WIDE
}

// `count` is a constant where this is called, so that the special bytes stay in registers.
static inline BYTES_WIDE_PART void bytes_wide_lines(
    const void *bytes, size_t blocks, const void *set, int count, bytes_lines *lines,
    bytes_line_totals *totals) {
  bytes_line_totals now = *totals;
  const __m256i newline = _mm256_set1_epi8('\n'), least = _mm256_set1_epi8(33);
#define BYTES_WANTED(i) _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)set + (i)))
  const __m256i wanted[8] = {
    BYTES_WANTED(0), BYTES_WANTED(1), BYTES_WANTED(2), BYTES_WANTED(3),
    BYTES_WANTED(4), BYTES_WANTED(5), BYTES_WANTED(6), BYTES_WANTED(7),
  };
#undef BYTES_WANTED
  for (size_t block = 0; block < blocks; block++) {
    const __m256i *at = (const __m256i *)bytes + 2 * block;
    __m256i a = _mm256_loadu_si256(at), b = _mm256_loadu_si256(at + 1);
    lines[block].newlines =
        bytes_join_wide(_mm256_cmpeq_epi8(a, newline), _mm256_cmpeq_epi8(b, newline));
    lines[block].visible = bytes_join_wide(
        _mm256_cmpeq_epi8(_mm256_max_epu8(a, least), a),
        _mm256_cmpeq_epi8(_mm256_max_epu8(b, least), b));
    lines[block].special = bytes_join_wide(
        bytes_any_of_wide(a, wanted, count), bytes_any_of_wide(b, wanted, count));
    bytes_count_lines(lines + block, &now);
  }
  *totals = now;
}

static inline BYTES_WIDE void bytes_lines_of_wide(
    const void *bytes, size_t blocks, const void *set, int count, bytes_lines *lines,
    bytes_line_totals *totals) {
  if (count == 0) {
    bytes_wide_lines(bytes, blocks, set, 0, lines, totals);
  } else if (count == 4) {
    bytes_wide_lines(bytes, blocks, set, 4, lines, totals);
  } else {
    bytes_wide_lines(bytes, blocks, set, 8, lines, totals);
  }
}

// The same by one instruction for the bits of a mask, for which others take a dozen.
static inline BYTES_WIDE void bytes_count_code_wide(
    const bytes_lines *lines, size_t blocks, bytes_line_totals *totals) {
  bytes_count_code_plain(lines, blocks, totals);
}
#endif

// The masks of some blocks of sixty-four bytes that follow each other, and what their lines come to,
// but for the code; `count` is 0, 4 or 8. `isWide` says that the processor has what `bytes_has_wide`
// asks for.
static inline void bytes_lines_of(
    const void *bytes, size_t blocks, const void *set, int count, int isWide, bytes_lines *lines,
    bytes_line_totals *totals) {
#if defined __SSE2__
  if (isWide) {
    bytes_lines_of_wide(bytes, blocks, set, count, lines, totals);
    return;
  }
#endif
  for (size_t block = 0; block < blocks; block++) {
    const void *at = (const uint8_t *)bytes + 64 * block;
    lines[block] = count == 0 ? bytes_line_masks(at, set, 0)
        : count == 4          ? bytes_line_masks(at, set, 4)
                              : bytes_line_masks(at, set, 8);
    bytes_count_lines(lines + block, totals);
  }
}

static inline void bytes_count_code(
    const bytes_lines *lines, size_t blocks, int isWide, bytes_line_totals *totals) {
#if defined __SSE2__
  if (isWide) {
    bytes_count_code_wide(lines, blocks, totals);
    return;
  }
#endif
  bytes_count_code_plain(lines, blocks, totals);
}

#if defined __SSE2__
static inline BYTES_WIDE size_t bytes_find_either_wide(
    const void *bytes, size_t place, size_t count, const char *one, const char *two) {
  const __m256i a = _mm256_set1_epi8(one[0]), b = _mm256_set1_epi8(one[1]);
  const __m256i c = _mm256_set1_epi8(one[2]), d = _mm256_set1_epi8(two[0]);
  const __m256i e = _mm256_set1_epi8(two[1]), f = _mm256_set1_epi8(two[2]);
  for (; place + 34 <= count; place += 32) {
    const uint8_t *at = (const uint8_t *)bytes + place;
    __m256i x = _mm256_loadu_si256((const __m256i *)at);
    __m256i y = _mm256_loadu_si256((const __m256i *)(at + 1));
    __m256i z = _mm256_loadu_si256((const __m256i *)(at + 2));
    __m256i found = _mm256_or_si256(
        _mm256_and_si256(
            _mm256_and_si256(_mm256_cmpeq_epi8(x, a), _mm256_cmpeq_epi8(y, b)),
            _mm256_cmpeq_epi8(z, c)),
        _mm256_and_si256(
            _mm256_and_si256(_mm256_cmpeq_epi8(x, d), _mm256_cmpeq_epi8(y, e)),
            _mm256_cmpeq_epi8(z, f)));
    uint32_t mask = (uint32_t)_mm256_movemask_epi8(found);
    if (mask != 0) return place + (size_t)__builtin_ctz(mask);
  }
  return place;
}

static inline size_t bytes_find_either_plain(
    const void *bytes, size_t place, size_t count, const char *one, const char *two) {
  const __m128i a = _mm_set1_epi8(one[0]), b = _mm_set1_epi8(one[1]), c = _mm_set1_epi8(one[2]);
  const __m128i d = _mm_set1_epi8(two[0]), e = _mm_set1_epi8(two[1]), f = _mm_set1_epi8(two[2]);
  for (; place + 18 <= count; place += 16) {
    const uint8_t *at = (const uint8_t *)bytes + place;
    __m128i x = _mm_loadu_si128((const __m128i *)at);
    __m128i y = _mm_loadu_si128((const __m128i *)(at + 1));
    __m128i z = _mm_loadu_si128((const __m128i *)(at + 2));
    __m128i found = _mm_or_si128(
        _mm_and_si128(
            _mm_and_si128(_mm_cmpeq_epi8(x, a), _mm_cmpeq_epi8(y, b)), _mm_cmpeq_epi8(z, c)),
        _mm_and_si128(
            _mm_and_si128(_mm_cmpeq_epi8(x, d), _mm_cmpeq_epi8(y, e)), _mm_cmpeq_epi8(z, f)));
    unsigned mask = (unsigned)_mm_movemask_epi8(found);
    if (mask != 0) return place + (size_t)__builtin_ctz(mask);
  }
  return place;
}
#endif

// The next place, from `place` on, where either of two words of three bytes begins; `count` where
// there is none.
static inline size_t bytes_find_either(
    const void *bytes, size_t place, size_t count, const char *one, const char *two, int isWide) {
#if defined __SSE2__
  if (isWide) place = bytes_find_either_wide(bytes, place, count, one, two);
  // It stands before such a word, or before the last few bytes.
  place = bytes_find_either_plain(bytes, place, count, one, two);
#endif
  const uint8_t *text = (const uint8_t *)bytes;
  for (; place + 3 <= count; place++) {
    if (memcmp(text + place, one, 3) == 0 || memcmp(text + place, two, 3) == 0) return place;
  }
  return count;
}

// Whether a byte is zero.
static inline int bytes_have_zero(const void *bytes, size_t count) {
  const uint8_t *text = (const uint8_t *)bytes;
  size_t place = 0;
#if defined __SSE2__
  // The least of many bytes is zero where one of them is.
  for (; place + 128 <= count; place += 128) {
    const __m128i *at = (const __m128i *)(text + place);
    __m128i a = _mm_min_epu8(_mm_loadu_si128(at), _mm_loadu_si128(at + 1));
    __m128i b = _mm_min_epu8(_mm_loadu_si128(at + 2), _mm_loadu_si128(at + 3));
    __m128i c = _mm_min_epu8(_mm_loadu_si128(at + 4), _mm_loadu_si128(at + 5));
    __m128i d = _mm_min_epu8(_mm_loadu_si128(at + 6), _mm_loadu_si128(at + 7));
    __m128i least = _mm_min_epu8(_mm_min_epu8(a, b), _mm_min_epu8(c, d));
    if (_mm_movemask_epi8(_mm_cmpeq_epi8(least, _mm_setzero_si128())) != 0) return 1;
  }
#endif
  return memchr(text + place, 0, count - place) != NULL;
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

// Where two bytes first lie at a distance from each other, each in either case where its fold is 0x20
// (and 0 otherwise), or a backslash with a u behind it; NULL where neither begins before `end`. Looks at
// 32 bytes more than the distance behind the end. `isWide` says that the processor has what
// `bytes_has_wide` asks for.
#if defined BYTES_WIDE
static inline BYTES_WIDE const uint8_t *bytes_probe_wide(
    const uint8_t *at, const uint8_t *end, uint8_t first, uint8_t firstFold, uint8_t second,
    uint8_t secondFold, size_t distance) {
  __m256i one = _mm256_set1_epi8((char)first), oneFold = _mm256_set1_epi8((char)firstFold);
  __m256i other = _mm256_set1_epi8((char)second), otherFold = _mm256_set1_epi8((char)secondFold);
  __m256i backslash = _mm256_set1_epi8('\\'), u = _mm256_set1_epi8('u');
  for (; at < end; at += 32) {
    __m256i here = _mm256_loadu_si256((const __m256i *)at);
    __m256i there = _mm256_loadu_si256((const __m256i *)(at + distance));
    __m256i pair = _mm256_and_si256(
        _mm256_cmpeq_epi8(_mm256_or_si256(here, oneFold), one),
        _mm256_cmpeq_epi8(_mm256_or_si256(there, otherFold), other));
    __m256i escape = _mm256_and_si256(
        _mm256_cmpeq_epi8(here, backslash),
        _mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *)(at + 1)), u));
    uint32_t mask = (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(pair, escape));
    if (mask != 0) {
      at += __builtin_ctz(mask);
      return at < end ? at : NULL;
    }
  }
  return NULL;
}
#endif

static inline const uint8_t *bytes_probe(
    const uint8_t *at, const uint8_t *end, uint8_t first, uint8_t firstFold, uint8_t second,
    uint8_t secondFold, size_t distance, int isWide) {
#if defined BYTES_WIDE
  if (isWide) {
    return bytes_probe_wide(at, end, first, firstFold, second, secondFold, distance);
  }
#endif
#if defined __SSE2__
  __m128i one = _mm_set1_epi8((char)first), oneFold = _mm_set1_epi8((char)firstFold);
  __m128i other = _mm_set1_epi8((char)second), otherFold = _mm_set1_epi8((char)secondFold);
  __m128i backslash = _mm_set1_epi8('\\'), u = _mm_set1_epi8('u');
  for (; at < end; at += 16) {
    __m128i here = _mm_loadu_si128((const __m128i *)at);
    __m128i there = _mm_loadu_si128((const __m128i *)(at + distance));
    __m128i pair = _mm_and_si128(
        _mm_cmpeq_epi8(_mm_or_si128(here, oneFold), one),
        _mm_cmpeq_epi8(_mm_or_si128(there, otherFold), other));
    __m128i escape = _mm_and_si128(
        _mm_cmpeq_epi8(here, backslash),
        _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(at + 1)), u));
    int mask = _mm_movemask_epi8(_mm_or_si128(pair, escape));
    if (mask != 0) {
      at += __builtin_ctz((unsigned)mask);
      return at < end ? at : NULL;
    }
  }
#else
  for (; at < end; at++) {
    if ((at[0] | firstFold) == first && (at[distance] | secondFold) == second) return at;
    if (at[0] == '\\' && at[1] == 'u') return at;
  }
#endif
  return NULL;
}

#endif
