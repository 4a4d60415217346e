/* The same protocol as two-phase-commit.pml, written for SPIN's speed rather than for a reader: one process, and what
 * the resource managers are in as an array. SPIN has no process to look through, and its states are smaller.
 *
 * spin -DN=8 -a two-phase-commit-flat.pml && cc -O3 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -w22 */

#ifndef N
#define N 3
#endif

#define BIT(r) (1 << (r))
#define ALL (BIT(N) - 1)

#define WORKING 0
#define PREPARED 1
#define COMMITTED 2
#define ABORTED 3

#define STEPS(r) \
	:: d_step { !decided && (prepared & ~heard & BIT(r)) -> heard = heard | BIT(r) } \
	:: d_step { rm[r] == WORKING -> rm[r] = PREPARED; prepared = prepared | BIT(r) } \
	:: d_step { rm[r] == WORKING -> rm[r] = ABORTED } \
	:: d_step { committing && rm[r] != COMMITTED -> rm[r] = COMMITTED } \
	:: d_step { aborting && rm[r] != ABORTED -> rm[r] = ABORTED }

unsigned prepared : N;
unsigned heard : N;
bool decided;
bool committing;
bool aborting;
byte rm[N];

active proctype system()
{
end:
	do
	:: d_step { !decided && heard == ALL -> committing = true; decided = true }
	:: d_step { !decided -> aborting = true; decided = true }
	STEPS(0)
#if N > 1
	STEPS(1)
#endif
#if N > 2
	STEPS(2)
#endif
#if N > 3
	STEPS(3)
#endif
#if N > 4
	STEPS(4)
#endif
#if N > 5
	STEPS(5)
#endif
#if N > 6
	STEPS(6)
#endif
#if N > 7
	STEPS(7)
#endif
#if N > 8
	STEPS(8)
#endif
#if N > 9
	STEPS(9)
#endif
	od
}
