/* Two-phase commit as one would write it for SPIN: a process for the manager and one for each resource manager, whose
 * states are places in the text; what was sent and heard as sets of bits. Each action is one step, and no process
 * ends, so that SPIN counts the same states as models/classics/two-phase-commit.yaml does.
 *
 * A message is never removed, so it can be received again and again, which changes nothing. Who writes for SPIN
 * leaves such steps out; with -DLOOPS they are in, and SPIN counts the same transitions too. There is no
 * assertion: SPIN has nothing to do but count.
 *
 * spin -DN=8 -a two-phase-commit.pml && cc -O3 -DSAFETY -DNOREDUCE -DMEMLIM=8192 -o pan pan.c && ./pan -w23 */

#ifndef N
#define N 3
#endif

#define BIT(r) (1 << (r))
#define ALL (BIT(N) - 1)
#define ME BIT(_pid - 1)

#ifdef LOOPS
#define HEARS(r) d_step { prepared & BIT(r) -> heard = heard | BIT(r) }
#else
#define HEARS(r) d_step { (prepared & ~heard) & BIT(r) -> heard = heard | BIT(r) }
#endif

unsigned prepared : N;
unsigned heard : N;
bool committing;
bool aborting;

active proctype manager()
{
	do
	:: HEARS(0)
#if N > 1
	:: HEARS(1)
#endif
#if N > 2
	:: HEARS(2)
#endif
#if N > 3
	:: HEARS(3)
#endif
#if N > 4
	:: HEARS(4)
#endif
#if N > 5
	:: HEARS(5)
#endif
#if N > 6
	:: HEARS(6)
#endif
#if N > 7
	:: HEARS(7)
#endif
#if N > 8
	:: HEARS(8)
#endif
#if N > 9
	:: HEARS(9)
#endif
	:: d_step { heard == ALL -> committing = true }; break
	:: aborting = true; break
	od;
end_decided:
	false
}

active [N] proctype resource_manager()
{
	if
	:: prepared = prepared | ME; goto end_prepared
	:: true; goto end_aborted
	:: committing; goto end_committed
	:: aborting; goto end_aborted
	fi;

end_prepared:
	if
	:: committing; goto end_committed
	:: aborting; goto end_aborted
	fi;

end_committed:
	if
	:: aborting; goto end_aborted
#ifdef LOOPS
	:: committing; goto end_committed
#endif
	fi;

end_aborted:
	if
	:: committing; goto end_committed
#ifdef LOOPS
	:: aborting; goto end_aborted
#endif
	fi
}
