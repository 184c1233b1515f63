// Looks up the short pieces of a text whose counts are known, as Sources/Tokens/PieceCounts.swift describes
// their places: comparing sixteen bytes at once, which Swift's vectors do not give in as few steps.
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

// The place for a piece, which is given as it lies in it, without its count.
static inline uint64_t bytes_piece_place(uint64_t low, uint64_t high, unsigned bits) {
  return ((low ^ high * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u) >> (64 - bits);
}

// Counts the pieces that begin at the first `count` of some places in a text and end at the next one, as far
// as they are known; the numbers of the others are put into `missed`. Behind each piece 16 bytes may be read;
// there is one place more than pieces, and room for as many numbers, and of `places` 16 bytes for each of
// 1 << bits.
static inline struct bytes_known bytes_known_pieces(
    const uint8_t *text, const uint32_t *starts, size_t count, const void *places, unsigned bits,
    uint32_t *missed) {
  struct bytes_known known = {0, 0};
  size_t start = starts[0];
#if defined __SSE2__
  // For each length what is left of sixteen bytes, and what the last byte becomes: the length, and for
  // longer pieces what is in no place.
  static const uint8_t ones[32] __attribute__((aligned(32))) = {
      255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
  const __m128i piece = _mm_set_epi32(0x0FFFFFFF, -1, -1, -1);
  // Most places are not near the processor: those of a few pieces are asked for before the first is looked at.
  enum { together = 32 };
  __m128i keys[together];
  const __m128i *found_at[together];
  for (size_t first = 0; first < count; first += together) {
    size_t some = count - first < together ? count - first : together;
    for (size_t index = 0; index < some; index++) {
      size_t end = starts[first + index + 1], length = end - start;
      size_t kept = length < 16 ? length : 0;
      __m128i key = _mm_and_si128(
          _mm_loadu_si128((const __m128i *)(text + start)),
          _mm_loadu_si128((const __m128i *)(ones + 16 - kept)));
      key = _mm_or_si128(
          key, _mm_slli_si128(_mm_cvtsi32_si128((int)(length < 16 ? length : 0x80)), 15));
      uint64_t low = (uint64_t)_mm_cvtsi128_si64(key);
      uint64_t high = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(key, key));
      keys[index] = key;
      found_at[index] = (const __m128i *)places + bytes_piece_place(low, high, bits);
      _mm_prefetch((const char *)found_at[index], _MM_HINT_T0);
      start = end;
    }
    for (size_t index = 0; index < some; index++) {
      __m128i there = _mm_load_si128(found_at[index]);
      int same = _mm_movemask_epi8(_mm_cmpeq_epi8(keys[index], _mm_and_si128(there, piece)));
      uint64_t tokens = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(there, there)) >> 60;
      size_t found = same == 0xFFFF;
      known.tokens += tokens & (0 - found);
      missed[known.missed] = (uint32_t)(first + index);
      known.missed += found ^ 1;
    }
  }
#else
  for (size_t index = 0; index < count; index++) {
    size_t end = starts[index + 1], length = end - start;
    uint64_t key[2] = {0, 0}, there[2] = {0, 1};
    if (length < 16) {
      memcpy(key, text + start, length);
      key[1] |= (uint64_t)length << 56;
      memcpy(there, (const uint8_t *)places + 16 * bytes_piece_place(key[0], key[1], bits), 16);
    }
    size_t found = key[0] == there[0] && key[1] == (there[1] & 0x0FFFFFFFFFFFFFFFu);
    known.tokens += found ? there[1] >> 60 : 0;
    missed[known.missed] = (uint32_t)index;
    known.missed += found ^ 1;
    start = end;
  }
#endif
  return known;
}

#endif
