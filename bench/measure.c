/* Runs a command and writes what it cost into a file: seconds on the clock, seconds of processor (user and system),
 * and the most memory it held, in bytes. Its output and exit code stay its own.
 *
 * measure FILE COMMAND ARGUMENT... */

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __APPLE__
#define RSS_UNIT 1.0
#else
#define RSS_UNIT 1024.0
#endif

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  double start = now();
  pid_t child = fork();
  if (child < 0) return 2;
  if (child == 0) {
    execvp(argv[2], argv + 2);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (waitpid(child, &status, 0) < 0) return 2;
  double wall = now() - start;
  if (getrusage(RUSAGE_CHILDREN, &usage) < 0) return 2;
  FILE *file = fopen(argv[1], "w");
  if (!file) return 2;
  fprintf(file, "%.6f %.6f %.6f %.0f\n", wall, seconds(usage.ru_utime), seconds(usage.ru_stime),
          (double)usage.ru_maxrss * RSS_UNIT);
  fclose(file);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
