// floor MODE THREADS FOLDER [FILE...]: the least that a walk of a tree can cost, to measure pc-scan
// by. It knows no ignore rules, keeps nothing, and prints how many files there are. The modes:
//   getdents  reads all folders but .git
//   statx     asks for the status of each file, too
//   read      reads each file instead
//   blake2b   computes the digest of what it reads, too, of 256 bits
// The threads share a stack of folders. In every mode, the FILEs are read and digested besides.
#define _GNU_SOURCE
#include <blake2.h>
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum mode { GETDENTS, STATX, READ, BLAKE2B, MODES };
static const char *const mode_names[MODES] = {"getdents", "statx", "read", "blake2b"};

static enum mode mode;
static int thread_count;
static atomic_long file_count;

// The folders that nobody has read yet. A thread that finds none waits, as another may be about to
// add some. Once all wait, there are none to come.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t added = PTHREAD_COND_INITIALIZER;
static char **folders;
static size_t folder_count, folder_capacity;
static int waiting;
static bool done;

// The files that are read besides.
static char **more;
static int more_count;
static atomic_int more_next;

static void *or_die(void *memory) {
  if (memory == NULL) abort();
  return memory;
}

static void push(char *folder) {
  pthread_mutex_lock(&lock);
  if (folder_count == folder_capacity) {
    folder_capacity = folder_capacity ? folder_capacity * 2 : 1024;
    folders = or_die(realloc(folders, folder_capacity * sizeof *folders));
  }
  folders[folder_count++] = folder;
  pthread_cond_signal(&added);
  pthread_mutex_unlock(&lock);
}

static char *pop(void) {
  char *folder = NULL;
  pthread_mutex_lock(&lock);
  while (folder_count == 0 && !done) {
    if (++waiting == thread_count) {
      done = true;
      pthread_cond_broadcast(&added);
    } else {
      pthread_cond_wait(&added, &lock);
      waiting--;
    }
  }
  if (folder_count > 0) folder = folders[--folder_count];
  pthread_mutex_unlock(&lock);
  return folder;
}

// Reads as many bytes as the status tells of: that spares the read that finds the end.
static void read_file(int folder, const char *name, bool digest) {
  static _Thread_local uint8_t buffer[256 * 1024];
  int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) return;
  struct stat status;
  blake2b_state state;
  uint8_t result[32];
  if (digest) blake2b_init(&state, sizeof result);
  if (fstat(file, &status) == 0) {
    ssize_t length;
    for (off_t left = status.st_size; left > 0; left -= length) {
      length = read(file, buffer, sizeof buffer);
      if (length <= 0) break;
      if (digest) blake2b_update(&state, buffer, length);
    }
  }
  if (digest) blake2b_final(&state, result, sizeof result);
  close(file);
}

static void visit_file(int folder, const char *name) {
  struct statx status;
  switch (mode) {
    case STATX:
      statx(folder, name, AT_SYMLINK_NOFOLLOW | AT_STATX_DONT_SYNC, STATX_BASIC_STATS, &status);
      break;
    case READ:
    case BLAKE2B:
      read_file(folder, name, mode == BLAKE2B);
      break;
    default:
      break;
  }
}

static char *join(const char *folder, const char *name) {
  size_t length = strlen(folder), rest = strlen(name) + 1;
  char *path = or_die(malloc(length + 1 + rest));
  memcpy(path, folder, length);
  path[length] = '/';
  memcpy(path + length + 1, name, rest);
  return path;
}

static void visit_folder(const char *path) {
  char buffer[64 * 1024] __attribute__((aligned(8)));
  int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  long length, count = 0;
  while ((length = syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0) {
    const struct dirent64 *entry;
    for (long offset = 0; offset < length; offset += entry->d_reclen) {
      entry = (const struct dirent64 *)(buffer + offset);
      const char *name = entry->d_name;
      if (!strcmp(name, ".") || !strcmp(name, "..") || !strcmp(name, ".git")) continue;
      if (entry->d_type == DT_DIR) {
        push(join(path, name));
      } else {
        count++;
        visit_file(folder, name);
      }
    }
  }
  close(folder);
  file_count += count;
}

static void *work(void *unused) {
  int next;
  while ((next = more_next++) < more_count) read_file(AT_FDCWD, more[next], true);
  char *folder;
  while ((folder = pop()) != NULL) {
    visit_folder(folder);
    free(folder);
  }
  return unused;
}

int main(int count, char **arguments) {
  if (count >= 4) {
    while (mode < MODES && strcmp(arguments[1], mode_names[mode])) mode++;
    thread_count = atoi(arguments[2]);
  }
  if (count < 4 || mode == MODES || thread_count < 1 || thread_count > 64) {
    fprintf(stderr, "usage: floor getdents|statx|read|blake2b THREADS FOLDER [FILE...]\n");
    return 2;
  }
  push(or_die(strdup(arguments[3])));
  more = arguments + 4;
  more_count = count - 4;
  pthread_t threads[64];
  for (int number = 1; number < thread_count; number++) {
    if (pthread_create(&threads[number], NULL, work, NULL) != 0) abort();
  }
  work(NULL);
  for (int number = 1; number < thread_count; number++) pthread_join(threads[number], NULL);
  printf("%ld\n", file_count);
}
