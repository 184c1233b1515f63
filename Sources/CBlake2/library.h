#include <blake2.h>

// The library's functions ask the processor what it can do when they are first called. On a machine
// that is a guest of another one this takes 25 microseconds, more than the digest of a short text.
// Where the library was built for several kinds of processors, its plain functions have names of
// their own.
extern int blake2b_init_ref(blake2b_state *state, size_t count) __attribute__((weak));
extern int blake2b_update_ref(blake2b_state *state, const uint8_t *bytes, size_t count)
    __attribute__((weak));
extern int blake2b_final_ref(blake2b_state *state, uint8_t *digest, size_t count)
    __attribute__((weak));

// The digest of a short text.
static inline void blake2b_short(
    uint8_t *digest, size_t digest_count, const uint8_t *bytes, size_t count) {
  blake2b_state state;
  if (blake2b_init_ref && blake2b_update_ref && blake2b_final_ref) {
    blake2b_init_ref(&state, digest_count);
    blake2b_update_ref(&state, bytes, count);
    blake2b_final_ref(&state, digest, digest_count);
  } else {
    blake2b_init(&state, digest_count);
    blake2b_update(&state, bytes, count);
    blake2b_final(&state, digest, digest_count);
  }
}
