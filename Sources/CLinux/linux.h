// The system calls whose C prototypes are variadic, macros, or outside the
// headers that the Glibc module covers, as plain functions that Swift can call.
// There is no code here but the call itself, except where a program is started.
#ifndef PERFORMANCE_CORE_LINUX_H
#define PERFORMANCE_CORE_LINUX_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
// With it comes X/Open, under which the members of fd_set have other names than in the modules that
// do not ask for it: one type with two definitions, if a header that defines it is read twice.
#include <features.h>
#undef __USE_XOPEN

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

static inline int linux_open(const char *path, int flags, unsigned mode) {
  return open(path, flags, mode);
}

static inline int linux_openat(int folder, const char *path, int flags, unsigned mode) {
  return openat(folder, path, flags, mode);
}

// Opens a file below a folder by a way that leads through no link and never out of it:
// Linux 5.6 and later.
static inline int linux_openat2(int folder, const char *path, int flags, unsigned mode) {
  struct open_how how = {0};
  how.flags = (unsigned)flags;
  how.mode = mode;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

// Lets two names change places.
static inline int linux_exchange(int folder, const char *name, int other, const char *name2) {
  return (int)syscall(SYS_renameat2, folder, name, other, name2, RENAME_EXCHANGE);
}

// A lock on some bytes of an open file, whoever shares it. `wait` stands in the kernel's queue.
static inline int linux_lock_range(int fd, short type, long start, long length, int wait) {
  struct flock range = {0};
  range.l_type = type;
  range.l_whence = SEEK_SET;
  range.l_start = start;
  range.l_len = length;
  return fcntl(fd, wait ? F_OFD_SETLKW : F_OFD_SETLK, &range);
}

// Whether somebody else has a lock on some bytes that would keep us out; -1 where that cannot be said.
static inline int linux_is_range_locked(int fd, long start, long length) {
  struct flock range = {0};
  range.l_type = F_WRLCK;
  range.l_whence = SEEK_SET;
  range.l_start = start;
  range.l_len = length;
  if (fcntl(fd, F_OFD_GETLK, &range) < 0) return -1;
  return range.l_type != F_UNLCK;
}

// Sets when the file was last read and last changed, in nanoseconds since 1970.
static inline int linux_set_stamps(int fd, long long read, long long changed) {
  struct timespec times[2] = {
      {read / 1000000000, read % 1000000000}, {changed / 1000000000, changed % 1000000000}};
  return futimens(fd, times);
}

// What a program gets of our descriptors: none from a number on. And a session of its own.
static inline int linux_spawn_closing_from(posix_spawn_file_actions_t *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}
static inline short linux_spawn_session(void) { return POSIX_SPAWN_SETSID; }

static inline void *linux_remap(void *old, unsigned long count, unsigned long wanted) {
  return mremap(old, count, wanted, MREMAP_MAYMOVE);
}

static inline char **linux_environment(void) { return environ; }

// Starts a program with some of our descriptors as its standard three (-1: as we have them), and
// with a mask of signals (null: ours). `ending` is the signal that it gets when the thread that starts
// it has gone, in whatever way (0: none). Returns its number, or what went wrong as a negative number.
// It is C because no function of Swift's returns twice. `posix_spawn` does the same, but first asks
// for and sets the handler of each of 64 signals, so that none of ours runs in the new process,
// which has our memory until it becomes the program: that takes as long as opening forty files.
// Here all signals are held back until nothing is left to do but to become the program, and the
// only handler that the suite ever sets does nothing.
__attribute__((noinline)) static int linux_spawn(
    const char *file, char *const *words, char *const *variables, int input, int output, int errors,
    const sigset_t *mask, int ending) {
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  const int numbers[3] = {input, output, errors};
  volatile int failure = 0;
  int parent = getpid();
  int child = vfork();
  if (child == 0) {
    if (ending && prctl(PR_SET_PDEATHSIG, ending) < 0) failure = errno;
    // Who had gone before will not tell.
    if (ending && getppid() != parent) _exit(127);
    for (int standard = 0; standard < 3; standard++) {
      int number = numbers[standard];
      if (number < 0) continue;
      // A descriptor that is in its place already must not be closed there.
      int result = number == standard ? fcntl(number, F_SETFD, 0) : dup2(number, standard);
      if (result < 0) failure = errno;
    }
    if (failure == 0) {
      sigprocmask(SIG_SETMASK, mask ? mask : &before, (void *)0);
      execve(file, words, variables);
      failure = errno;
    }
    _exit(127);
  }
  if (child < 0) failure = errno;
  sigprocmask(SIG_SETMASK, &before, (void *)0);
  if (failure == 0) return child;
  if (child > 0) {
    while (waitpid(child, (void *)0, 0) < 0 && errno == EINTR) {
    }
  }
  return -failure;
}

static inline int linux_pidfd_open(int pid) { return (int)syscall(SYS_pidfd_open, pid, 0u); }

// A descriptor of the pid namespace of a process: Linux 6.11 and later.
static inline int linux_pidfd_namespace(int pidfd) { return ioctl(pidfd, _IO(0xFF, 5), 0); }

static inline int linux_pidfd_send_signal(int pidfd, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, (void *)0, 0u);
}

static inline int linux_signalfd(const sigset_t *set) {
  return signalfd(-1, set, SFD_CLOEXEC | SFD_NONBLOCK);
}

// Reads names of an open folder, as records of the kernel's own form: inode and offset (8 bytes
// each), length of the record (2), kind (1), then the name with a zero at its end.
// How many processors this process may run on; 0 where the system does not say.
static inline int linux_processor_count(void) {
  cpu_set_t set;
  CPU_ZERO(&set);
  return sched_getaffinity(0, sizeof set, &set) < 0 ? 0 : CPU_COUNT(&set);
}

static inline long linux_getdents(int fd, void *buffer, unsigned long count) {
  return syscall(SYS_getdents64, fd, buffer, count);
}

static inline int linux_socket_private(void) { return SOCK_CLOEXEC; }

static inline int linux_memory_file(void) {
  // 1: closed where another program is run.
  return (int)syscall(SYS_memfd_create, "performance-core", 1u);
}

static inline int linux_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }

static inline int linux_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

static inline unsigned linux_major(unsigned long device) { return major(device); }
static inline unsigned linux_minor(unsigned long device) { return minor(device); }

static inline int linux_terminal_width(int fd) {
  struct winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static inline int linux_exited(int status) { return WIFEXITED(status); }
static inline int linux_exit_status(int status) { return WEXITSTATUS(status); }
static inline int linux_signaled(int status) { return WIFSIGNALED(status); }
static inline int linux_term_signal(int status) { return WTERMSIG(status); }

// When the file was made, in nanoseconds since 1970; 0 where the file system does not remember.
static inline long long linux_birth(int fd) {
  struct statx status;
  if (statx(fd, "", AT_EMPTY_PATH, STATX_BTIME, &status) != 0) return 0;
  if (!(status.stx_mask & STATX_BTIME)) return 0;
  return status.stx_btime.tv_sec * 1000000000LL + status.stx_btime.tv_nsec;
}

// The kernel's own names for what a file system is, for the ones that lie across a network.
enum {
  LINUX_NFS = 0x6969,
  LINUX_SMB = 0x517B,
  LINUX_SMB2 = (int)0xFE534D42,
  LINUX_CIFS = (int)0xFF534D42,
  LINUX_CEPH = 0x00C36400,
  LINUX_AFS = 0x5346414F,
  LINUX_CODA = 0x73757245,
  LINUX_LUSTRE = 0x0BD00BD0,
  LINUX_V9FS = 0x01021997,
  LINUX_PIDFS = 0x50494446
};

#endif
