/* tank, a model of migcheck, for SPIN 6.5 */

/* Count: 'states, stored' are migcheck's states and one more (the choice of the initial state) */
/*   spin -o1 -o2 -a tank.pml && cc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -n -m1000000 */
/* One property, n from the list below; 'assertion violated' is what breaks it: */
/*   spin -o1 -o2 -a -DPROPERTY=n tank.pml && cc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -n -m1000000 */
/* All properties at once, each with the depth of its shortest run: */
/*   spin -o1 -o2 -a -DPROPERTY=0 tank.pml && cc -O2 -DSAFETY -DNOREDUCE -DBFS -o pan pan.c && ./pan -n -c0 */
/* The run that was found: */
/*   spin -t -p -g tank.pml */
/* One formula, n from the list below; 'acceptance cycle' is a fair run that breaks it: */
/*   spin -o1 -o2 -a -DLTL=n tank.pml && cc -O2 -DNOREDUCE -o pan pan.c && ./pan -a -n -m1000000 -N property_n */
/* Too large: SPIN's swarm, here 4 searches in parallel; it finds, and never proves: */
/*   spin -o1 -o2 -DPROPERTY=0 -run -swarm4,2 tank.pml */

/* 1: never-drained (step), model.yaml:15 */
/* 2: not-both (never), model.yaml:16 */
/* 3: fills (eventually), model.yaml:17; a formula, for -DLTL */
/* 4: deadlock (deadlock), model.yaml:1 */
/* 5: range (range), model.yaml:1 */

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
#if CHECK(4)
#define violated_4 assert(4 == 0)
#else
#define violated_4 skip
#endif
#if CHECK(5)
#define violated_5 assert(5 == 0)
#else
#define violated_5 skip
#endif

#define e_running 0

byte v_level = 0; /* level: 0..3 */
byte v_open[2] = { 0, 1 }; /* open[0], open[1]: 0 false .. 1 true */
bit v_pump_state = 0; /* pump.state: 0 running */

/* Values before the action, temporaries: 0 between actions, so they tell no states apart. */
byte old_level;

/* Whole runs, for formulas. */
#ifdef LTL
#define RUNS(n) (LTL == 0 || LTL == n)
byte turn; /* what waits to be paid; all have been in turn: fair is 1 */
bit fair;
byte paid; /* by the last step */
bit rest; /* nothing is owed: the run may stop here for ever */
bit broken; /* this is no run, or it broke a promise: never fair again */
bit able_1; /* 0 between; weakly fair: pump */
#define moves(n) paid = n; rest = 0
#define no_step broken = 1
#else
#define RUNS(n) 0
#define moves(n) skip
#define no_step skip
#endif
#if RUNS(3)
bit begun_3;
byte ltl_3_1 = 2;
#endif

/* Steps are looked at when the new values are there and the old ones still are. */
#ifdef PROPERTY
#define keep_old old_level = v_level
#else
#define keep_old skip
#endif
#ifdef PROPERTY
#define forget_old old_level = 0
#else
#define forget_old skip
#endif
#if CHECK(1)
#define look_1 if :: v_level < old_level -> violated_1 :: else fi
#else
#define look_1 skip
#endif
#define look_at_step look_1

active proctype model() {
  /* The initial states. */
  if
  :: d_step { skip }
  :: d_step { skip; v_level = 1 }
  :: d_step { skip; v_level = 2 }
  :: d_step { skip; v_level = 3 }
  fi;
end_loop:
#ifdef LTL
  do ::
  /* The look: who can go on, whose turn it is, what the formulas see. */
  d_step { true ->
    if
    :: v_pump_state == e_running && (v_open[0] || v_open[1]) ->
      old_level = v_level;
      if :: v_level + 1 > 3 -> goto fault_1_able; :: else fi;
      v_level = v_level + 1;
      v_level = old_level;
      old_level = 0;
      goto able_at_1;
fault_1_able: skip;
      v_level = old_level;
      old_level = 0;
      skip
    :: else fi;
    if :: v_pump_state == e_running && v_open[0] != (v_level == 0) -> goto able_at_1; :: else fi;
    if :: v_pump_state == e_running && v_open[1] != (v_level == 0) -> goto able_at_1; :: else fi;
    goto unable_1;
able_at_1: able_1 = 1;
unable_1: skip;
    if :: turn == 0 && (paid == 1 || !able_1) -> turn = 1 :: else fi;
    if :: turn == 1 -> fair = 1; turn = 0 :: else -> fair = 0 fi;
    rest = !(broken || able_1);
    able_1 = 0;
#if RUNS(3)
    ltl_3_1 = (v_level == 3 -> 1 : 0);
    begun_3 = 1;
#endif
    paid = 0;
    skip
  };
  if :: broken -> goto unfair :: else fi;
  if
#else
  do
#endif
  /* model.yaml:12 pump: running */
  :: d_step { v_pump_state == e_running && (v_open[0] || v_open[1]) ->
    keep_old;
    moves(1);
    if :: v_level + 1 > 3 -> goto fault_1; :: else fi;
    v_level = v_level + 1;
    look_at_step;
    goto done_1;
fault_1: skip;
    violated_5;
    no_step;
done_1: skip;
    forget_old;
    skip
  }
  /* model.yaml:13 pump: running #2 (v = 0) */
  :: d_step { v_pump_state == e_running && v_open[0] != (v_level == 0) ->
    keep_old;
    moves(1);
    v_open[0] = !v_open[0];
    look_at_step;
    forget_old;
    skip
  }
  /* model.yaml:13 pump: running #2 (v = 1) */
  :: d_step { v_pump_state == e_running && v_open[1] != (v_level == 0) ->
    keep_old;
    moves(1);
    v_open[1] = !v_open[1];
    look_at_step;
    forget_old;
    skip
  }
#ifdef PROPERTY
  /* The properties of states, looked at in each: it changes nothing. */
  :: d_step { true ->
#if CHECK(2)
    if :: v_open[0] && v_open[1] -> violated_2 :: else fi;
#endif
#if CHECK(4)
    if :: v_pump_state == e_running && (v_open[0] || v_open[1]) -> goto alive_4; :: else fi;
    if :: v_pump_state == e_running && v_open[0] != (v_level == 0) -> goto alive_4; :: else fi;
    if :: v_pump_state == e_running && v_open[1] != (v_level == 0) -> goto alive_4; :: else fi;
    violated_4;
alive_4: skip;
#endif
    skip
  }
#endif
  :: false -> skip
#ifdef LTL
  /* Where nothing is owed, the run may stop. */
  :: rest -> goto stopped
  fi
  od;
stopped: do
  :: d_step { true ->
    fair = 1; rest = 0;
#if RUNS(3)
    ltl_3_1 = (v_level == 3 -> 1 : 0);
    begun_3 = 1;
#endif
    skip
  }
  od;
unfair: do :: d_step { true -> fair = 0; rest = 0 } od
#else
  od
#endif
}
#if RUNS(3)
ltl property_3 { ([] <> (fair == 1)) -> <> (ltl_3_1 == 1) }
#endif
