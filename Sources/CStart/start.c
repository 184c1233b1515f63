// What a static Swift program does before its first line costs 0.15 ms, a quarter of the whole life
// of a command that answers at once. Half of it is spent on three things that no command here wants:
//
//   - The runtime finds the words of the command line by reading /proc/self/maps. They lie where the
//     ABI puts them, right below the environment.
//   - The runtime looks in seven places for a program that prints stack traces. A command's errors
//     are one line, and never a stack trace.
//   - The C library asks for the path of the program, beside which shared libraries might lie.
//
// The linker takes a member of an archive only for a symbol that is still missing, so defining
// these symbols leaves the three members out, and their initialisers with them. Should a
// later toolchain rename one, the member comes back and the program is slow but right; should it
// add one, the link fails. Debug programs are dynamic and keep the runtime as it is.

#ifdef STATIC_PROGRAM

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern char **environ;

// The words lie below the environment, with a null pointer between, and their number below them.
// It is smaller than any address, so that walking down ends where the number is that of the steps.
char **_swift_stdlib_getUnsafeArgvArgc(int *count) {
  char **words = environ - 1;
  uintptr_t steps = 0;
  while ((uintptr_t)words[-1] != steps) {
    words--;
    steps++;
  }
  *count = (int)steps;
  return words;
}

void _swift_stdlib_overrideUnsafeArgvArgc(char **words, int count) {
  (void)words;
  (void)count;
}

// All zero: switched off. It is larger than the runtime's own, which is 88 bytes.
uint64_t _swift_backtraceSettings[64];

char *_swift_backtrace_demangle(const char *name, size_t length, char *buffer, size_t *size) {
  (void)name, (void)length, (void)buffer, (void)size;
  return NULL;
}

bool _swift_backtrace_isThunkFunction(const char *name) {
  (void)name;
  return false;
}

void _swift_displayCrashMessage(int signal, const void *address) {
  (void)signal, (void)address;
}

bool _swift_spawnBacktracer(const void *information, int pipe) {
  (void)information, (void)pipe;
  return false;
}

// Minus one: not known.
const char *_dl_get_origin(void) { return (const char *)-1; }

#endif
