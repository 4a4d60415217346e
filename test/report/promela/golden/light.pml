/* light, a model of migcheck, for SPIN 6.5 */

/* Count: 'states, stored' are migcheck's states; transitions are its transitions and one more */
/*   spin -o1 -o2 -a light.pml && cc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -n -m1000000 */
/* One property, n from the list below; 'assertion violated' is what breaks it: */
/*   spin -o1 -o2 -a -DPROPERTY=n light.pml && cc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -n -m1000000 */
/* All properties at once, each with the depth of its shortest run: */
/*   spin -o1 -o2 -a -DPROPERTY=0 light.pml && cc -O2 -DSAFETY -DNOREDUCE -DBFS -o pan pan.c && ./pan -n -c0 */
/* The run that was found: */
/*   spin -t -p -g light.pml */
/* Too large: SPIN's swarm, here 4 searches in parallel; it finds, and never proves: */
/*   spin -o1 -o2 -DPROPERTY=0 -run -swarm4,2 light.pml */

/* 1: can-be-lit (reachable), model.yaml:9; 'assertion violated' says that it is reached */
/* 2: deadlock (deadlock), model.yaml:1 */
/* 3: unhandled (unhandled), model.yaml:1 */
/* 4: range (range), model.yaml:1 */

#ifdef PROPERTY
#define CHECK(n) (PROPERTY == 0 || PROPERTY == n)
#else
#define CHECK(n) 0
#endif
#if CHECK(1)
#define violated_1 assert(1 == 0)
#else
#define violated_1 skip
#endif
#if CHECK(2)
#define violated_2 assert(2 == 0)
#else
#define violated_2 skip
#endif
#if CHECK(3)
#define violated_3 assert(3 == 0)
#else
#define violated_3 skip
#endif
#if CHECK(4)
#define violated_4 assert(4 == 0)
#else
#define violated_4 skip
#endif

#define e_on 1
#define e_off 0

bit v_lamp_state = 0; /* lamp.state: 0 off, 1 on */

active proctype model() {
end_loop:
  do
  /* model.yaml:6 lamp: press */
  :: d_step { v_lamp_state == e_off ->
    v_lamp_state = e_on;
    skip
  }
  /* model.yaml:7 lamp: press #2 */
  :: d_step { v_lamp_state == e_on ->
    v_lamp_state = e_off;
    skip
  }
#ifdef PROPERTY
  /* The properties of states, looked at in each: it changes nothing. */
  :: d_step { true ->
#if CHECK(1)
    if :: v_lamp_state == e_on -> violated_1 :: else fi;
#endif
    skip
  }
#endif
  :: false -> skip
  od
}
