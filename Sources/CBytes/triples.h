// Sets bits for the triples of bytes of a text: in Sources/Logs/TextSignature.swift.
#ifndef PERFORMANCE_CORE_TRIPLES_H
#define PERFORMANCE_CORE_TRIPLES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// The hash of the first three of four bytes, the lowest first, letters in lower case: sixteen bits.
static inline uint32_t bytes_triple_hash(uint32_t four) {
  return ((four | 0x202020) & 0xFFFFFF) * 0x9E3779B1u >> 16;
}

// Sets the bit of each triple of a text among 65,536. One byte may be read behind the text.
static inline void bytes_set_triples(const uint8_t *text, size_t count, uint64_t *bits) {
  for (size_t index = 0; index + 2 < count; index++) {
    uint32_t four;
    memcpy(&four, text + index, sizeof four);
    uint64_t hash = bytes_triple_hash(four);
    uint64_t word = bits[hash >> 6];
#if defined __x86_64__
    // One step, which takes of the number what it needs. Compilers shift a bit there, which takes four, and set it
    // in memory.
    __asm__("btsq %1, %0" : "+r"(word) : "r"(hash) : "cc");
#else
    word |= (uint64_t)1 << (hash & 63);
#endif
    bits[hash >> 6] = word;
  }
}

#endif
