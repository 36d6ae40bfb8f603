/*
 * Stands between SQLite and the kernel (LD_PRELOAD): from the Nth call on, writes and syncs of files below FAIL_FOLDER fail.
 *   FAIL_FOLDER  calls on files whose path begins so are counted
 *   FAIL_AFTER   how many of them succeed
 *   FAIL_FOR     how many fail then; after them the disk is well again
 *   FAIL_HOW     eio | enospc | short (half of a write is done, then EIO)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long calls = 0;

/* 0: let it through; otherwise the error to give. */
static int verdict(int fd) {
  const char *folder = getenv("FAIL_FOLDER");
  if (!folder) return 0;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  if (strncmp(path, folder, strlen(folder)) != 0) return 0;
  long call = calls++;
  long after = atol(getenv("FAIL_AFTER")), many = atol(getenv("FAIL_FOR"));
  if (call < after || call >= after + many) return 0;
  return strcmp(getenv("FAIL_HOW"), "enospc") == 0 ? ENOSPC : EIO;
}

static int is_short(void) {
  const char *how = getenv("FAIL_HOW");
  return how && strcmp(how, "short") == 0;
}

#define REAL(name) \
  static __typeof__(name) *real = NULL; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  REAL(pwrite64);
  int error = verdict(fd);
  if (!error) return real(fd, bytes, length, at);
  if (is_short() && length > 1) real(fd, bytes, length / 2, at);
  errno = error;
  return -1;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }

ssize_t write(int fd, const void *bytes, size_t length) {
  REAL(write);
  int error = fd > 2 ? verdict(fd) : 0;
  if (!error) return real(fd, bytes, length);
  if (is_short() && length > 1) real(fd, bytes, length / 2);
  errno = error;
  return -1;
}

int fsync(int fd) {
  REAL(fsync);
  int error = verdict(fd);
  if (!error) return real(fd);
  errno = error;
  return -1;
}

int fdatasync(int fd) {
  REAL(fdatasync);
  int error = verdict(fd);
  if (!error) return real(fd);
  errno = error;
  return -1;
}

int ftruncate64(int fd, off64_t length) {
  REAL(ftruncate64);
  int error = verdict(fd);
  if (!error) return real(fd, length);
  errno = error;
  return -1;
}
