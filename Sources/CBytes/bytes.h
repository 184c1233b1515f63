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

#endif
