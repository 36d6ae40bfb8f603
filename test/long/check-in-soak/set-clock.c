/*
 * Stands between a program and the machine's clock (LD_PRELOAD): the wall clock is off by so many milliseconds as the
 * text of CLOCK_FILE says at that moment. The monotonic clock is left alone, as it is when a real clock is set.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long long offset(void) {
  static int fd = -2;
  if (fd == -2) {
    const char *path = getenv("CLOCK_FILE");
    fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  }
  if (fd < 0) return 0;
  char text[32];
  ssize_t length = pread(fd, text, sizeof text - 1, 0);
  if (length <= 0) return 0;
  text[length] = 0;
  return atoll(text);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  int answer = real(clock, time);
  if (answer == 0 && clock == CLOCK_REALTIME) {
    long long off = offset();
    time->tv_sec += off / 1000;
    time->tv_nsec += (off % 1000) * 1000000;
    if (time->tv_nsec < 0) {
      time->tv_nsec += 1000000000;
      time->tv_sec -= 1;
    } else if (time->tv_nsec >= 1000000000) {
      time->tv_nsec -= 1000000000;
      time->tv_sec += 1;
    }
  }
  return answer;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  int answer = clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return answer;
}
