// Merges the bytes of pieces of a text into tokens: in Sources/Tokens/PieceBatch.swift.
#ifndef PERFORMANCE_CORE_MERGES_H
#define PERFORMANCE_CORE_MERGES_H

#include "bytes.h"

// What two tokens become, in a table of buckets of sixteen words: eight tags, and behind them what the eight
// pairs become. A pair's hash of 40 bits is another one for every pair. Its size says in which bucket the pair
// is looked for, and its lowest 28 bits are the tag, since there are 4,096 buckets at least. One that has no room
// there lies in one of the next buckets, which the upper four bits tell; the bits of a place without a pair are
// all set.
typedef struct {
  const uint32_t *buckets;
  // Not counting those behind the last one.
  uint64_t count;
} bytes_pairs;

enum {
  bytes_no_token = 0xFFFFF,
  bytes_bucket_pairs = 8,
  bytes_bucket_distance = 14,
  bytes_bucket_least = 4096,
  // What a piece has at most for its bytes to be merged here, and how many are merged together; and what one has
  // at most that is merged by itself.
  bytes_merged_length = 15,
  bytes_merged_together = 64,
  bytes_merged_longer = 248,
};

// What a pair becomes that becomes nothing, and the tag of a place without one.
static const uint32_t bytes_no_merge = 0xFFFFFFFF;

// The hash of two tokens.
static inline uint64_t bytes_pair_hash(uint32_t left, uint32_t right) {
  uint64_t pair = (uint64_t)left << 20 | right;
  return (pair ^ pair >> 20) * 0x9E3779B97F4A7C15u & 0xFFFFFFFFFF;
}

// The bucket in which a pair is looked for first.
static inline uint64_t bytes_pair_bucket(uint64_t hash, uint64_t bucket_count) {
  return hash * bucket_count >> 40;
}

// The tag of a pair that lies so many buckets farther on.
static inline uint32_t bytes_pair_tag(uint64_t hash, uint32_t distance) {
  return (uint32_t)(hash & 0x0FFFFFFF) | distance << 28;
}

// Where two tokens are looked for.
typedef struct {
  const uint32_t *bucket;
  uint32_t tag;
} bytes_pair_place;

static inline __attribute__((always_inline)) bytes_pair_place bytes_place_pair(
    bytes_pairs pairs, uint32_t left, uint32_t right) {
  uint64_t hash = bytes_pair_hash(left, right);
  uint64_t bucket = bytes_pair_bucket(hash, pairs.count);
  bytes_pair_place place = {
      pairs.buckets + bucket * 2 * bytes_bucket_pairs, bytes_pair_tag(hash, 0)};
  return place;
}

// Numbers, or for each all bits set or none; and a bit for each.
typedef uint32_t bytes_eight_numbers __attribute__((vector_size(32)));
typedef uint32_t bytes_numbers __attribute__((vector_size(64)));
typedef _Bool bytes_eight_bits __attribute__((ext_vector_type(8)));
typedef _Bool bytes_sixteen_bits __attribute__((ext_vector_type(16)));

// Which places of a bucket have a tag; the lowest bit is the first one.
static inline __attribute__((always_inline)) uint32_t bytes_tag_mask(
    const uint32_t *bucket, uint32_t tag) {
  bytes_eight_numbers tags;
  memcpy(&tags, bucket, sizeof tags);
  bytes_eight_bits bits = __builtin_convertvector(tags == tag, bytes_eight_bits);
  uint8_t mask;
  memcpy(&mask, &bits, sizeof mask);
  return mask;
}

// What two tokens become that are looked for at a place.
static inline __attribute__((always_inline)) uint32_t bytes_find_pair(bytes_pair_place place) {
  const uint32_t *bucket = place.bucket;
  uint32_t mask = bytes_tag_mask(bucket, place.tag);
  // Whether there is such a pair is not asked with a branch, which would be guessed wrong too often: a place is
  // looked at in any case.
  uint32_t is_missing = (uint32_t)(mask == 0);
  uint32_t whole = bucket[bytes_bucket_pairs + __builtin_ctz(mask | 0x80)] | (0 - is_missing);
  uint32_t is_full = (uint32_t)(bucket[bytes_bucket_pairs - 1] != bytes_no_merge);
  if (__builtin_expect(is_missing & is_full, 0)) {
    for (uint32_t distance = 1; distance <= bytes_bucket_distance; distance++) {
      bucket += 2 * bytes_bucket_pairs;
      mask = bytes_tag_mask(bucket, bytes_pair_tag(place.tag, distance));
      if (mask != 0) return bucket[bytes_bucket_pairs + __builtin_ctz(mask)];
      if (bucket[bytes_bucket_pairs - 1] == bytes_no_merge) break;
    }
  }
  return whole;
}

// A piece of 1 to 15 bytes, behind which 15 may be read, and how many tokens it becomes.
typedef struct {
  const uint8_t *text;
  uint32_t length, tokens;
} bytes_short_piece;

// A piece whose bytes are being merged. A part begins at each byte at first, and lies where it begins. The last
// place is none of a byte's, and what is beside the first and the last part.
typedef struct {
  // What each part and the next one become.
  uint32_t wholes[16] __attribute__((aligned(64)));
  uint32_t parts[16];
  // Where parts begin: a bit for each, and one for the last place.
  uint32_t begins;
  // The part that was made last, the one before it, and where it is looked for with its neighbours.
  uint32_t place, before;
  bytes_pair_place left, right;
} bytes_merging;

static inline __attribute__((always_inline)) void bytes_begin_merging(
    const uint32_t *of_bytes, const bytes_short_piece *piece, bytes_merging *merging) {
  // Behind its last two bytes there are none: all bits.
  static const uint32_t beyond[2 * bytes_merged_length] = {
      [bytes_merged_length... 2 * bytes_merged_length - 1] = 0xFFFFFFFF};
  const uint32_t *ends = beyond + bytes_merged_length + 1 - piece->length;
  for (uint32_t place = 0; place < bytes_merged_length; place++) {
    uint16_t two;
    memcpy(&two, piece->text + place, sizeof two);
    merging->wholes[place] = of_bytes[two] | ends[place];
    merging->parts[place] = piece->text[place];
  }
  merging->wholes[bytes_merged_length] = bytes_no_merge;
  merging->parts[bytes_merged_length] = bytes_no_token;
  merging->begins = (1u << piece->length) - 1 | 1u << bytes_merged_length;
}

// Merges the pair that comes first, if there is one, and asks for what its whole becomes with its neighbours.
// Returns whether there was.
static inline __attribute__((always_inline)) int bytes_merge_once(
    bytes_pairs pairs, bytes_merging *merging) {
  bytes_numbers wholes;
  memcpy(&wholes, merging->wholes, sizeof wholes);
  uint32_t whole = __builtin_reduce_min(wholes);
  if (whole == bytes_no_merge) return 0;
  bytes_sixteen_bits bits = __builtin_convertvector(wholes == whole, bytes_sixteen_bits);
  uint16_t mask;
  memcpy(&mask, &bits, sizeof mask);
  uint32_t place = (uint32_t)__builtin_ctz(mask);
  uint32_t begins = merging->begins;
  uint32_t right = (uint32_t)__builtin_ctz(begins & ~1u << place);
  begins ^= 1u << right;
  uint32_t after = (uint32_t)__builtin_ctz(begins & ~1u << place);
  uint32_t below = begins & ((1u << place) - 1);
  uint32_t before = below != 0 ? 31 - (uint32_t)__builtin_clz(below) : bytes_merged_length;
  merging->wholes[right] = bytes_no_merge;
  merging->parts[place] = whole;
  merging->begins = begins;
  merging->place = place;
  merging->before = before;
  merging->left = bytes_place_pair(pairs, merging->parts[before], whole);
  merging->right = bytes_place_pair(pairs, whole, merging->parts[after]);
  __builtin_prefetch(merging->left.bucket);
  __builtin_prefetch(merging->right.bucket);
  return 1;
}

// Counts pieces: each makes a step in turn, so that what it has asked for comes while the others make theirs.
static inline __attribute__((always_inline)) void bytes_count_merged_parts(
    bytes_pairs pairs, const uint32_t *of_bytes, bytes_short_piece *pieces, size_t count) {
  bytes_merging mergings[bytes_merged_together];
  uint8_t active[bytes_merged_together];
  for (size_t index = 0; index < count; index++) {
    bytes_begin_merging(of_bytes, pieces + index, mergings + index);
  }
  size_t left = count;
  for (size_t index = 0; index < count; index++) active[index] = (uint8_t)index;
  while (left != 0) {
    size_t merged = left;
    left = 0;
    for (size_t index = 0; index < merged; index++) {
      active[left] = active[index];
      left += (size_t)bytes_merge_once(pairs, mergings + active[index]);
    }
    // Not at once: what is written in parts is read as a whole quickly only when it has long been written.
    for (size_t index = 0; index < left; index++) {
      bytes_merging *merging = mergings + active[index];
      merging->wholes[merging->before] = bytes_find_pair(merging->left);
      merging->wholes[merging->place] = bytes_find_pair(merging->right);
    }
  }
  for (size_t index = 0; index < count; index++) {
    pieces[index].tokens = (uint32_t)__builtin_popcount(mergings[index].begins) - 1;
  }
}

// Counts the tokens that a piece of at most `bytes_merged_longer` bytes becomes: of all pairs the one that comes
// first, again and again.
static inline __attribute__((always_inline)) uint32_t bytes_count_longer_parts(
    bytes_pairs pairs, const uint32_t *of_bytes, const uint8_t *text, uint32_t length) {
  // What each part and the next one become, and the parts.
  uint32_t wholes[bytes_merged_longer], parts[bytes_merged_longer];
  for (uint32_t place = 0; place + 1 < length; place++) {
    uint16_t two;
    memcpy(&two, text + place, sizeof two);
    wholes[place] = of_bytes[two];
    parts[place] = text[place];
  }
  parts[length - 1] = text[length - 1];
  while (length > 1) {
    uint32_t whole = bytes_no_merge;
    for (uint32_t place = 0; place + 1 < length; place++) {
      whole = wholes[place] < whole ? wholes[place] : whole;
    }
    if (whole == bytes_no_merge) break;
    uint32_t place = 0;
    while (wholes[place] != whole) place++;
    length--;
    size_t behind = length - place - 1;
    memmove(parts + place + 1, parts + place + 2, behind * sizeof *parts);
    // The last part has no pair: one fewer is moved.
    if (behind > 0) memmove(wholes + place, wholes + place + 1, behind * sizeof *wholes);
    parts[place] = whole;
    if (place > 0) {
      wholes[place - 1] = bytes_find_pair(bytes_place_pair(pairs, parts[place - 1], whole));
    }
    if (place + 1 < length) {
      wholes[place] = bytes_find_pair(bytes_place_pair(pairs, whole, parts[place + 1]));
    }
  }
  return length;
}

#if defined __SSE2__
static inline __attribute__((target("avx2,popcnt"))) void bytes_count_merged_wide(
    bytes_pairs pairs, const uint32_t *of_bytes, bytes_short_piece *pieces, size_t count) {
  bytes_count_merged_parts(pairs, of_bytes, pieces, count);
}

static inline __attribute__((target("avx2,popcnt"))) uint32_t bytes_count_longer_wide(
    bytes_pairs pairs, const uint32_t *of_bytes, const uint8_t *text, uint32_t length) {
  return bytes_count_longer_parts(pairs, of_bytes, text, length);
}
#endif

// Counts the tokens that pieces become, no more than are merged together. `of_bytes` has what each two bytes become, the first one in
// the lower half of the index. `isWide` says that the processor has what `bytes_has_wide` asks for.
static inline void bytes_count_merged(
    bytes_pairs pairs, const uint32_t *of_bytes, bytes_short_piece *pieces, size_t count, int isWide) {
#if defined __SSE2__
  if (isWide != 0) {
    bytes_count_merged_wide(pairs, of_bytes, pieces, count);
    return;
  }
#endif
  bytes_count_merged_parts(pairs, of_bytes, pieces, count);
}

// Counts the tokens that one piece of 2 to `bytes_merged_longer` bytes becomes.
static inline uint32_t bytes_count_longer(
    bytes_pairs pairs, const uint32_t *of_bytes, const uint8_t *text, uint32_t length, int isWide) {
#if defined __SSE2__
  if (isWide != 0) return bytes_count_longer_wide(pairs, of_bytes, text, length);
#endif
  return bytes_count_longer_parts(pairs, of_bytes, text, length);
}

#endif
