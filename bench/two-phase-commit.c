/* Two-phase commit by hand: what a C programmer would write for this one protocol and nothing else. It has exactly
 * the transitions of models/classics/two-phase-commit.yaml, one for each action and parameter, those that lead
 * back to their own state among them, and counts states, transitions and depth. It checks no property and
 * remembers no way to a state.
 *
 * A state is 64 bits. The set of states seen is an open-addressing table of such words, of a fixed size that is
 * known to be enough; the queue is an array of all states in order of discovery.
 *
 * With -DBATCH a batch of states is expanded first, the table slots of all their successors are asked for, and only
 * then the successors are looked up, so that the waits for memory overlap. It is the same search.
 *
 * cc -O3 -o two-phase-commit two-phase-commit.c && ./two-phase-commit 9 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef uint64_t State;

enum { WORKING, PREPARED, COMMITTED, ABORTED };

/* From bit 0 the resource managers, two bits each; then one bit each. */
#define MOST 12
#define RM(r) (2 * (r))
#define IS_PREPARED(r) ((State)1 << (24 + (r)))
#define HEARD(r) ((State)1 << (36 + (r)))
#define DONE ((State)1 << 48)
#define COMMIT ((State)1 << 49)
#define ABORT ((State)1 << 50)
#define PRESENT ((State)1 << 63) /* in every state, so that 0 is an empty slot */

static int n;
static int bits; /* the table has 2^bits slots */
static State *table;
static State *queue;
static uint64_t states;
static uint64_t transitions;
#ifdef LOOPS
static uint64_t loops;
static State from;
#endif

static inline uint64_t home(State s) { return (s * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - bits); }

static inline void insert(State s) {
  uint64_t mask = (UINT64_C(1) << bits) - 1;
  for (uint64_t i = home(s);; i = (i + 1) & mask) {
    if (table[i] == s) return;
    if (table[i] == 0) {
      table[i] = s;
      queue[states++] = s;
      return;
    }
  }
}

#ifdef BATCH
#define MOST_WAITING 4096
static State waiting[MOST_WAITING];
static int count;

static inline void found(State s) {
  transitions++;
  waiting[count++] = s;
  __builtin_prefetch(&table[home(s)], 1);
}

static void settle(void) {
  for (int i = 0; i < count; i++) insert(waiting[i]);
  count = 0;
}
#else
static inline void found(State s) {
  transitions++;
#ifdef LOOPS
  loops += s == from;
#endif
  insert(s);
}
#endif

static inline State with(State s, int r, State rm) {
  return (s & ~((State)3 << RM(r))) | rm << RM(r);
}

static void expand(State s) {
  State all = HEARD(n) - HEARD(0);
  if (!(s & DONE)) {
    for (int r = 0; r < n; r++)
      if (s & IS_PREPARED(r)) found(s | HEARD(r));
    if ((s & all) == all) found(s | DONE | COMMIT);
    found(s | DONE | ABORT);
  }
  for (int r = 0; r < n; r++) {
    if ((s >> RM(r) & 3) == WORKING) {
      found(with(s, r, PREPARED) | IS_PREPARED(r));
      found(with(s, r, ABORTED));
    }
    if (s & COMMIT) found(with(s, r, COMMITTED));
    if (s & ABORT) found(with(s, r, ABORTED));
  }
}

/* 2^n + 4^n + 6^n states; the table is at most two thirds full. */
static uint64_t expected(void) {
  uint64_t two = 1, four = 1, six = 1;
  for (int i = 0; i < n; i++) {
    two *= 2;
    four *= 4;
    six *= 6;
  }
  return two + four + six;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  n = argc > 1 ? atoi(argv[1]) : 3;
  if (n < 1 || n > MOST) {
    fprintf(stderr, "usage: %s RESOURCE-MANAGERS (1 to %d)\n", argv[0], MOST);
    return 2;
  }
  for (bits = 8; UINT64_C(2) << bits < 3 * expected(); bits++) continue;
  table = calloc(UINT64_C(1) << bits, sizeof *table);
  queue = malloc((UINT64_C(1) << bits) * sizeof *queue);
  if (!table || !queue) {
    fprintf(stderr, "not enough memory\n");
    return 1;
  }
  double start = now();
  insert(PRESENT);
  int depth = 0;
  uint64_t next = 0;
  for (uint64_t end = states; next < states; end = states, depth++) {
    while (next < end) {
#ifdef LOOPS
      from = queue[next];
#endif
      expand(queue[next++]);
#ifdef BATCH
      if (count > MOST_WAITING - 5 * MOST || next == end) settle();
#endif
    }
  }
#ifdef LOOPS
  printf("%llu self-loops\n", (unsigned long long)loops);
#endif
  printf("%.6f s search\n", now() - start);
  printf("%llu states, %llu transitions, depth %d\n", (unsigned long long)states,
         (unsigned long long)transitions, depth - 1);
  return 0;
}
