// The C library of a static program asks the processor some forty questions before `main`, to choose
// the fastest of its functions for strings and the sizes by which they go. Where the machine is a
// guest of another one, each question is answered by the host, and all of them together take
// 0.2 ms: a third of the life of a command that answers at once. The plain functions, which every
// processor has, do as well for what a command copies and compares.
//
// So this is the C library's own beginning without the questions: the same steps in the same order,
// by its own functions. Defining the symbols of its member of the archive leaves that one out. It is
// right for one version of the C library: with any other, and on any other kind of processor, this
// file is empty, and a program begins as the library has it. So it does when the build is told to
// by PC_PLAIN_START=1, should a later patch of the library not link with this.

#include <features.h>

#if defined STATIC_PROGRAM && !defined PLAIN_START && defined __x86_64__ && defined __GLIBC__ \
    && __GLIBC__ == 2 && __GLIBC_MINOR__ == 36

#include <elf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

typedef void (*Initialiser)(int, char **, char **);
typedef void (*Finaliser)(void);

extern char **__environ;
extern void *__libc_stack_end;
extern void *_dl_random;
extern int __libc_enable_secure;
extern int _dl_x86_cpu_features[];
extern const Elf64_Rela __rela_iplt_start[] __attribute__((weak, visibility("hidden")));
extern const Elf64_Rela __rela_iplt_end[] __attribute__((weak, visibility("hidden")));
extern const Initialiser __preinit_array_start[] __attribute__((visibility("hidden")));
extern const Initialiser __preinit_array_end[] __attribute__((visibility("hidden")));
extern const Initialiser __init_array_start[] __attribute__((visibility("hidden")));
extern const Initialiser __init_array_end[] __attribute__((visibility("hidden")));
extern const Finaliser __fini_array_start[] __attribute__((visibility("hidden")));
extern const Finaliser __fini_array_end[] __attribute__((visibility("hidden")));

extern void _dl_aux_init(Elf64_auxv_t *);
extern void __tunables_init(char **);
extern void _dl_relocate_static_pie(void);
extern void __libc_setup_tls(void);
extern void __libc_early_init(bool);
extern void __libc_init_first(int, char **, char **);
extern void __libc_check_standard_fds(void);
extern int __cxa_atexit(void (*)(void *), void *, void *);
extern void *_dl_debug_initialize(Elf64_Addr, long);
extern void _init(void);
extern void _fini(void);

// The sizes by which the functions for memory choose their way, as the library has them before it
// asks. They are defined in the same member, and so have to be here.
long __x86_data_cache_size_half = 32 * 1024 / 2;
long __x86_data_cache_size = 32 * 1024;
long __x86_shared_cache_size_half = 1024 * 1024 / 2;
long __x86_shared_cache_size = 1024 * 1024;
long __x86_shared_non_temporal_threshold = 1024 * 1024 * 3 / 4;
long __x86_rep_movsb_threshold = 2048;
long __x86_rep_stosb_threshold = 2048;
long __x86_rep_movsb_stop_threshold = 1024 * 1024 * 3 / 4;
int __x86_string_control;

static void finish(void *unused) {
  (void)unused;
  for (const Finaliser *last = __fini_array_end; last > __fini_array_start;) (*--last)();
  _fini();
}

// The guard of the stack is set in the middle of it.
__attribute__((no_stack_protector, noreturn)) int __libc_start_main(
    int (*main)(int, char **, char **), int count, char **words, void (*init)(void),
    void (*fini)(void), void (*loader_end)(void), void *stack_end) {
  (void)init, (void)fini;
  __environ = words + count + 1;
  __libc_stack_end = stack_end;
  char **after = __environ;
  while (*after++ != NULL) {
  }
  _dl_aux_init((Elf64_auxv_t *)after);
  __tunables_init(__environ);
  // Here come the questions. 4 stands for a processor of no known kind.
  _dl_x86_cpu_features[0] = 4;
  _dl_relocate_static_pie();
  for (const Elf64_Rela *place = __rela_iplt_start; place < __rela_iplt_end; place++) {
    Elf64_Addr (*choose)(void) = (Elf64_Addr(*)(void))place->r_addend;
    *(Elf64_Addr *)place->r_offset = choose();
  }
  __libc_setup_tls();
  uintptr_t guard = ((const uintptr_t *)_dl_random)[0] & ~(uintptr_t)0xFF;
  uintptr_t pointer_guard = ((const uintptr_t *)_dl_random)[1];
  __asm__ volatile("mov %0, %%fs:0x28" : : "r"(guard) : "memory");
  __asm__ volatile("mov %0, %%fs:0x30" : : "r"(pointer_guard) : "memory");
  if (loader_end != NULL) __cxa_atexit((void (*)(void *))loader_end, NULL, NULL);
  __libc_early_init(true);
  __libc_init_first(count, words, __environ);
  __cxa_atexit(finish, NULL, NULL);
  if (__libc_enable_secure) __libc_check_standard_fds();
  for (const Initialiser *next = __preinit_array_start; next < __preinit_array_end; next++) {
    (*next)(count, words, __environ);
  }
  _init();
  for (const Initialiser *next = __init_array_start; next < __init_array_end; next++) {
    (*next)(count, words, __environ);
  }
  _dl_debug_initialize(0, 0);
  exit(main(count, words, __environ));
}

#endif
