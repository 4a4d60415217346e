(module $slots
  (import "env" "memory" (memory 19 65536 shared))
  (global $out (export "out") (mut i32) (i32.const 0))
  (global $transitions (export "transitions") (mut i32) (i32.const 0))
  (global $alive (export "alive") (mut i32) (i32.const 0))
  (global $noted (export "noted") (mut i32) (i32.const 0))
  (global $base (export "base") (mut i32) (i32.const 0))

  (func $expand (export "expand") (param $state i32) (param $until i32) (param $from i32) (param $limit i32) (result i32)
    (local $s0 i64)
    (local $hot i32)
    (local $still i32)
    (local $v32 i32)
    (local $v64 i64)
    (local $index i32)
    (local $fault i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $state) (local.get $until)))
        (br_if $done (i32.gt_u (global.get $out) (local.get $limit)))
        (local.set $s0 (i64.load (local.get $state)))
        (global.set $alive (i32.const 0))
        (global.set $out
          (call $actions0
            (global.get $out)
            (local.get $from)
            (local.get $hot)
            (local.get $still)
            (local.get $s0)
          )
        )
        (if
          (i32.eqz (global.get $alive))
          (then
            (block $resting
              (block $fault (br_if $resting (i32.const 0)))
              (if
                (i32.eqz (i32.load8_u offset=64 (i32.const 0)))
                (then (call $note (i32.const 0) (local.get $from) (i32.const -1)))
              )
            )
          )
        )
        (local.set $state (i32.add (local.get $state) (i32.const 8)))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (br $next)
      )
    )
    (return (local.get $state))
  )

  (func $look (export "look") (param $state i32) (param $until i32) (param $from i32) (param $origin i32)
    (local $s0 i64)
    (local $action i32)
    (local $key i32)
    (local $v32 i32)
    (local $v64 i64)
    (local $index i32)
    (local $fault i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $state) (local.get $until)))
        (local.set $s0 (i64.load (local.get $state)))
        (local.set $action (i32.load (local.get $origin)))
        ;; probe 0: state thread 0
        (block $missed
          (br_if $missed (i32.load8_u offset=64 (local.tee $key (i32.const 11))))
          (br_if $missed (i32.eqz (i32.const 1)))
          (call $note (local.get $key) (local.get $from) (local.get $action))
        )
        (local.set $state (i32.add (local.get $state) (i32.const 8)))
        (local.set $origin (i32.add (local.get $origin) (i32.const 8)))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (br $next)
      )
    )
  )

  (func $actions0 (param $out i32) (param $from i32) (param $hot i32) (param $still i32) (param $s0 i64) (result i32)
    (local $count i32)
    (local $alive i32)
    (local $origin i64)
    (local $n0 i64)
    (local $v32 i32)
    (local $v64 i64)
    (local $index i32)
    (local $fault i32)
    (local $at i32)
    (local $put i64)
    (local $shift i64)
    (local $marks0 i32)
    (local.set $origin (i64.shl (i64.extend_i32_u (local.get $from)) (i64.const 32)))
    ;; random.yaml:12  thread[0]: put i=0
    (block $disabled
      (block $stepped
        (block $fault
          (local.set $marks0 (i32.const 0))
          ;; when a[0]
          (br_if $disabled
            (i32.eqz
              (i32.lt_s
                (i32.add (i32.and (i32.wrap_i64 (local.get $s0)) (i32.const 7)) (i32.const -2))
                (i32.const 2)
              )
            )
          )
          (local.set $n0 (local.get $s0))
          ;; sets a[0] by a[0]
          (local.set $n0
            (i64.or
              (i64.and (local.get $n0) (i64.const -8))
              (i64.extend_i32_u
                (if
                  (i32.gt_u
                    (local.tee $v32
                      (i32.add
                        (i32.add
                          (i32.add
                            (i32.and (i32.wrap_i64 (local.get $n0)) (i32.const 7))
                            (i32.const -2)
                          )
                          (i32.const 1)
                        )
                        (i32.const 2)
                      )
                    )
                    (i32.const 4)
                  )
                  (then (local.set $fault (i32.const 1)) (br $fault))
                )
                (local.get $v32)
              )
            )
          )
          ;; when a[0]
          (if
            (i32.eqz
              (i32.ne
                (i32.add (i32.and (i32.wrap_i64 (local.get $n0)) (i32.const 7)) (i32.const -2))
                (i32.const 0)
              )
            )
            (then
              (local.set $marks0 (i32.or (local.get $marks0) (i32.const 1)))
              (local.set $fault (i32.const 4))
              (br $fault)
            )
          )
          (br $stepped)
        )
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (local.set $alive (i32.const 1))
        (if
          (i32.and (local.get $marks0) (i32.const 1))
          (then
            (if
              (i32.eqz (i32.load8_u offset=73 (i32.const 0)))
              (then (call $note (i32.const 9) (local.get $from) (i32.wrap_i64 (i64.const 0))))
            )
          )
        )
        (if
          (i32.eqz (i32.load8_u offset=65 (i32.const 0)))
          (then (call $note (i32.const 1) (local.get $from) (i32.wrap_i64 (i64.const 0))))
        )
        (if
          (i32.eq (local.get $fault) (i32.const 1))
          (then
            (if
              (i32.eqz (i32.load8_u offset=67 (i32.const 0)))
              (then (call $note (i32.const 3) (local.get $from) (i32.wrap_i64 (i64.const 0))))
            )
          )
        )
        (br $disabled)
      )
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (local.set $alive (i32.const 1))
      (if
        (i32.and (local.get $marks0) (i32.const 1))
        (then
          (if
            (i32.eqz (i32.load8_u offset=73 (i32.const 0)))
            (then (call $note (i32.const 9) (local.get $from) (i32.wrap_i64 (i64.const 0))))
          )
        )
      )
      (if
        (i32.eqz (i32.load8_u offset=65 (i32.const 0)))
        (then (call $note (i32.const 1) (local.get $from) (i32.wrap_i64 (i64.const 0))))
      )
      (i64.store (local.get $out) (local.get $n0))
      (i64.store offset=8 (local.get $out) (i64.or (local.get $origin) (i64.const 0)))
      (local.set $out
        (i32.add (local.get $out) (i32.mul (i64.ne (local.get $s0) (local.get $n0)) (i32.const 16)))
      )
    )
    ;; random.yaml:12  thread[0]: put i=1
    (block $disabled
      (block $stepped
        (block $fault
          (local.set $marks0 (i32.const 0))
          ;; when a[1]
          (br_if $disabled
            (i32.eqz
              (i32.lt_s
                (i32.add
                  (i32.and (i32.wrap_i64 (i64.shr_u (local.get $s0) (i64.const 3))) (i32.const 7))
                  (i32.const -2)
                )
                (i32.const 2)
              )
            )
          )
          (local.set $n0 (local.get $s0))
          ;; sets a[1] by a[1]
          (local.set $n0
            (i64.or
              (i64.and (local.get $n0) (i64.const -57))
              (i64.shl
                (i64.extend_i32_u
                  (if
                    (i32.gt_u
                      (local.tee $v32
                        (i32.add
                          (i32.add
                            (i32.add
                              (i32.and
                                (i32.wrap_i64 (i64.shr_u (local.get $n0) (i64.const 3)))
                                (i32.const 7)
                              )
                              (i32.const -2)
                            )
                            (i32.const 1)
                          )
                          (i32.const 2)
                        )
                      )
                      (i32.const 4)
                    )
                    (then (local.set $fault (i32.const 1)) (br $fault))
                  )
                  (local.get $v32)
                )
                (i64.const 3)
              )
            )
          )
          ;; when a[1]
          (if
            (i32.eqz
              (i32.ne
                (i32.add
                  (i32.and (i32.wrap_i64 (i64.shr_u (local.get $n0) (i64.const 3))) (i32.const 7))
                  (i32.const -2)
                )
                (i32.const 0)
              )
            )
            (then
              (local.set $marks0 (i32.or (local.get $marks0) (i32.const 1)))
              (local.set $fault (i32.const 4))
              (br $fault)
            )
          )
          (br $stepped)
        )
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (local.set $alive (i32.const 1))
        (if
          (i32.and (local.get $marks0) (i32.const 1))
          (then
            (if
              (i32.eqz (i32.load8_u offset=73 (i32.const 0)))
              (then (call $note (i32.const 9) (local.get $from) (i32.wrap_i64 (i64.const 1))))
            )
          )
        )
        (if
          (i32.eqz (i32.load8_u offset=65 (i32.const 0)))
          (then (call $note (i32.const 1) (local.get $from) (i32.wrap_i64 (i64.const 1))))
        )
        (if
          (i32.eq (local.get $fault) (i32.const 1))
          (then
            (if
              (i32.eqz (i32.load8_u offset=67 (i32.const 0)))
              (then (call $note (i32.const 3) (local.get $from) (i32.wrap_i64 (i64.const 1))))
            )
          )
        )
        (br $disabled)
      )
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (local.set $alive (i32.const 1))
      (if
        (i32.and (local.get $marks0) (i32.const 1))
        (then
          (if
            (i32.eqz (i32.load8_u offset=73 (i32.const 0)))
            (then (call $note (i32.const 9) (local.get $from) (i32.wrap_i64 (i64.const 1))))
          )
        )
      )
      (if
        (i32.eqz (i32.load8_u offset=65 (i32.const 0)))
        (then (call $note (i32.const 1) (local.get $from) (i32.wrap_i64 (i64.const 1))))
      )
      (i64.store (local.get $out) (local.get $n0))
      (i64.store offset=8 (local.get $out) (i64.or (local.get $origin) (i64.const 1)))
      (local.set $out
        (i32.add (local.get $out) (i32.mul (i64.ne (local.get $s0) (local.get $n0)) (i32.const 16)))
      )
    )
    ;; random.yaml:12  thread[0]: put i=2
    (block $disabled
      (block $stepped
        (block $fault
          (local.set $marks0 (i32.const 0))
          ;; when a[2]
          (br_if $disabled
            (i32.eqz
              (i32.lt_s
                (i32.add
                  (i32.and (i32.wrap_i64 (i64.shr_u (local.get $s0) (i64.const 6))) (i32.const 7))
                  (i32.const -2)
                )
                (i32.const 2)
              )
            )
          )
          (local.set $n0 (local.get $s0))
          ;; sets a[2] by a[2]
          (local.set $n0
            (i64.or
              (i64.and (local.get $n0) (i64.const -449))
              (i64.shl
                (i64.extend_i32_u
                  (if
                    (i32.gt_u
                      (local.tee $v32
                        (i32.add
                          (i32.add
                            (i32.add
                              (i32.and
                                (i32.wrap_i64 (i64.shr_u (local.get $n0) (i64.const 6)))
                                (i32.const 7)
                              )
                              (i32.const -2)
                            )
                            (i32.const 1)
                          )
                          (i32.const 2)
                        )
                      )
                      (i32.const 4)
                    )
                    (then (local.set $fault (i32.const 1)) (br $fault))
                  )
                  (local.get $v32)
                )
                (i64.const 6)
              )
            )
          )
          ;; when a[2]
          (if
            (i32.eqz
              (i32.ne
                (i32.add
                  (i32.and (i32.wrap_i64 (i64.shr_u (local.get $n0) (i64.const 6))) (i32.const 7))
                  (i32.const -2)
                )
                (i32.const 0)
              )
            )
            (then
              (local.set $marks0 (i32.or (local.get $marks0) (i32.const 1)))
              (local.set $fault (i32.const 4))
              (br $fault)
            )
          )
          (br $stepped)
        )
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (local.set $alive (i32.const 1))
        (if
          (i32.and (local.get $marks0) (i32.const 1))
          (then
            (if
              (i32.eqz (i32.load8_u offset=73 (i32.const 0)))
              (then (call $note (i32.const 9) (local.get $from) (i32.wrap_i64 (i64.const 2))))
            )
          )
        )
        (if
          (i32.eqz (i32.load8_u offset=65 (i32.const 0)))
          (then (call $note (i32.const 1) (local.get $from) (i32.wrap_i64 (i64.const 2))))
        )
        (if
          (i32.eq (local.get $fault) (i32.const 1))
          (then
            (if
              (i32.eqz (i32.load8_u offset=67 (i32.const 0)))
              (then (call $note (i32.const 3) (local.get $from) (i32.wrap_i64 (i64.const 2))))
            )
          )
        )
        (br $disabled)
      )
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (local.set $alive (i32.const 1))
      (if
        (i32.and (local.get $marks0) (i32.const 1))
        (then
          (if
            (i32.eqz (i32.load8_u offset=73 (i32.const 0)))
            (then (call $note (i32.const 9) (local.get $from) (i32.wrap_i64 (i64.const 2))))
          )
        )
      )
      (if
        (i32.eqz (i32.load8_u offset=65 (i32.const 0)))
        (then (call $note (i32.const 1) (local.get $from) (i32.wrap_i64 (i64.const 2))))
      )
      (i64.store (local.get $out) (local.get $n0))
      (i64.store offset=8 (local.get $out) (i64.or (local.get $origin) (i64.const 2)))
      (local.set $out
        (i32.add (local.get $out) (i32.mul (i64.ne (local.get $s0) (local.get $n0)) (i32.const 16)))
      )
    )
    ;; random.yaml:12  thread[1]: put i=0
    (block $disabled
      (block $stepped
        (block $fault
          (local.set $marks0 (i32.const 0))
          ;; when a[0]
          (br_if $disabled
            (i32.eqz
              (i32.lt_s
                (i32.add (i32.and (i32.wrap_i64 (local.get $s0)) (i32.const 7)) (i32.const -2))
                (i32.const 2)
              )
            )
          )
          (local.set $n0 (local.get $s0))
          ;; sets a[0] by a[0]
          (local.set $n0
            (i64.or
              (i64.and (local.get $n0) (i64.const -8))
              (i64.extend_i32_u
                (if
                  (i32.gt_u
                    (local.tee $v32
                      (i32.add
                        (i32.add
                          (i32.add
                            (i32.and (i32.wrap_i64 (local.get $n0)) (i32.const 7))
                            (i32.const -2)
                          )
                          (i32.const 1)
                        )
                        (i32.const 2)
                      )
                    )
                    (i32.const 4)
                  )
                  (then (local.set $fault (i32.const 1)) (br $fault))
                )
                (local.get $v32)
              )
            )
          )
          ;; when a[0]
          (if
            (i32.eqz
              (i32.ne
                (i32.add (i32.and (i32.wrap_i64 (local.get $n0)) (i32.const 7)) (i32.const -2))
                (i32.const 0)
              )
            )
            (then
              (local.set $marks0 (i32.or (local.get $marks0) (i32.const 1)))
              (local.set $fault (i32.const 4))
              (br $fault)
            )
          )
          (br $stepped)
        )
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (local.set $alive (i32.const 1))
        (if
          (i32.and (local.get $marks0) (i32.const 1))
          (then
            (if
              (i32.eqz (i32.load8_u offset=74 (i32.const 0)))
              (then (call $note (i32.const 10) (local.get $from) (i32.wrap_i64 (i64.const 3))))
            )
          )
        )
        (if
          (i32.eqz (i32.load8_u offset=66 (i32.const 0)))
          (then (call $note (i32.const 2) (local.get $from) (i32.wrap_i64 (i64.const 3))))
        )
        (if
          (i32.eq (local.get $fault) (i32.const 1))
          (then
            (if
              (i32.eqz (i32.load8_u offset=68 (i32.const 0)))
              (then (call $note (i32.const 4) (local.get $from) (i32.wrap_i64 (i64.const 3))))
            )
          )
        )
        (br $disabled)
      )
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (local.set $alive (i32.const 1))
      (if
        (i32.and (local.get $marks0) (i32.const 1))
        (then
          (if
            (i32.eqz (i32.load8_u offset=74 (i32.const 0)))
            (then (call $note (i32.const 10) (local.get $from) (i32.wrap_i64 (i64.const 3))))
          )
        )
      )
      (if
        (i32.eqz (i32.load8_u offset=66 (i32.const 0)))
        (then (call $note (i32.const 2) (local.get $from) (i32.wrap_i64 (i64.const 3))))
      )
      (i64.store (local.get $out) (local.get $n0))
      (i64.store offset=8 (local.get $out) (i64.or (local.get $origin) (i64.const 3)))
      (local.set $out
        (i32.add (local.get $out) (i32.mul (i64.ne (local.get $s0) (local.get $n0)) (i32.const 16)))
      )
    )
    ;; random.yaml:12  thread[1]: put i=1
    (block $disabled
      (block $stepped
        (block $fault
          (local.set $marks0 (i32.const 0))
          ;; when a[1]
          (br_if $disabled
            (i32.eqz
              (i32.lt_s
                (i32.add
                  (i32.and (i32.wrap_i64 (i64.shr_u (local.get $s0) (i64.const 3))) (i32.const 7))
                  (i32.const -2)
                )
                (i32.const 2)
              )
            )
          )
          (local.set $n0 (local.get $s0))
          ;; sets a[1] by a[1]
          (local.set $n0
            (i64.or
              (i64.and (local.get $n0) (i64.const -57))
              (i64.shl
                (i64.extend_i32_u
                  (if
                    (i32.gt_u
                      (local.tee $v32
                        (i32.add
                          (i32.add
                            (i32.add
                              (i32.and
                                (i32.wrap_i64 (i64.shr_u (local.get $n0) (i64.const 3)))
                                (i32.const 7)
                              )
                              (i32.const -2)
                            )
                            (i32.const 1)
                          )
                          (i32.const 2)
                        )
                      )
                      (i32.const 4)
                    )
                    (then (local.set $fault (i32.const 1)) (br $fault))
                  )
                  (local.get $v32)
                )
                (i64.const 3)
              )
            )
          )
          ;; when a[1]
          (if
            (i32.eqz
              (i32.ne
                (i32.add
                  (i32.and (i32.wrap_i64 (i64.shr_u (local.get $n0) (i64.const 3))) (i32.const 7))
                  (i32.const -2)
                )
                (i32.const 0)
              )
            )
            (then
              (local.set $marks0 (i32.or (local.get $marks0) (i32.const 1)))
              (local.set $fault (i32.const 4))
              (br $fault)
            )
          )
          (br $stepped)
        )
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (local.set $alive (i32.const 1))
        (if
          (i32.and (local.get $marks0) (i32.const 1))
          (then
            (if
              (i32.eqz (i32.load8_u offset=74 (i32.const 0)))
              (then (call $note (i32.const 10) (local.get $from) (i32.wrap_i64 (i64.const 4))))
            )
          )
        )
        (if
          (i32.eqz (i32.load8_u offset=66 (i32.const 0)))
          (then (call $note (i32.const 2) (local.get $from) (i32.wrap_i64 (i64.const 4))))
        )
        (if
          (i32.eq (local.get $fault) (i32.const 1))
          (then
            (if
              (i32.eqz (i32.load8_u offset=68 (i32.const 0)))
              (then (call $note (i32.const 4) (local.get $from) (i32.wrap_i64 (i64.const 4))))
            )
          )
        )
        (br $disabled)
      )
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (local.set $alive (i32.const 1))
      (if
        (i32.and (local.get $marks0) (i32.const 1))
        (then
          (if
            (i32.eqz (i32.load8_u offset=74 (i32.const 0)))
            (then (call $note (i32.const 10) (local.get $from) (i32.wrap_i64 (i64.const 4))))
          )
        )
      )
      (if
        (i32.eqz (i32.load8_u offset=66 (i32.const 0)))
        (then (call $note (i32.const 2) (local.get $from) (i32.wrap_i64 (i64.const 4))))
      )
      (i64.store (local.get $out) (local.get $n0))
      (i64.store offset=8 (local.get $out) (i64.or (local.get $origin) (i64.const 4)))
      (local.set $out
        (i32.add (local.get $out) (i32.mul (i64.ne (local.get $s0) (local.get $n0)) (i32.const 16)))
      )
    )
    ;; random.yaml:12  thread[1]: put i=2
    (block $disabled
      (block $stepped
        (block $fault
          (local.set $marks0 (i32.const 0))
          ;; when a[2]
          (br_if $disabled
            (i32.eqz
              (i32.lt_s
                (i32.add
                  (i32.and (i32.wrap_i64 (i64.shr_u (local.get $s0) (i64.const 6))) (i32.const 7))
                  (i32.const -2)
                )
                (i32.const 2)
              )
            )
          )
          (local.set $n0 (local.get $s0))
          ;; sets a[2] by a[2]
          (local.set $n0
            (i64.or
              (i64.and (local.get $n0) (i64.const -449))
              (i64.shl
                (i64.extend_i32_u
                  (if
                    (i32.gt_u
                      (local.tee $v32
                        (i32.add
                          (i32.add
                            (i32.add
                              (i32.and
                                (i32.wrap_i64 (i64.shr_u (local.get $n0) (i64.const 6)))
                                (i32.const 7)
                              )
                              (i32.const -2)
                            )
                            (i32.const 1)
                          )
                          (i32.const 2)
                        )
                      )
                      (i32.const 4)
                    )
                    (then (local.set $fault (i32.const 1)) (br $fault))
                  )
                  (local.get $v32)
                )
                (i64.const 6)
              )
            )
          )
          ;; when a[2]
          (if
            (i32.eqz
              (i32.ne
                (i32.add
                  (i32.and (i32.wrap_i64 (i64.shr_u (local.get $n0) (i64.const 6))) (i32.const 7))
                  (i32.const -2)
                )
                (i32.const 0)
              )
            )
            (then
              (local.set $marks0 (i32.or (local.get $marks0) (i32.const 1)))
              (local.set $fault (i32.const 4))
              (br $fault)
            )
          )
          (br $stepped)
        )
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (local.set $alive (i32.const 1))
        (if
          (i32.and (local.get $marks0) (i32.const 1))
          (then
            (if
              (i32.eqz (i32.load8_u offset=74 (i32.const 0)))
              (then (call $note (i32.const 10) (local.get $from) (i32.wrap_i64 (i64.const 5))))
            )
          )
        )
        (if
          (i32.eqz (i32.load8_u offset=66 (i32.const 0)))
          (then (call $note (i32.const 2) (local.get $from) (i32.wrap_i64 (i64.const 5))))
        )
        (if
          (i32.eq (local.get $fault) (i32.const 1))
          (then
            (if
              (i32.eqz (i32.load8_u offset=68 (i32.const 0)))
              (then (call $note (i32.const 4) (local.get $from) (i32.wrap_i64 (i64.const 5))))
            )
          )
        )
        (br $disabled)
      )
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (local.set $alive (i32.const 1))
      (if
        (i32.and (local.get $marks0) (i32.const 1))
        (then
          (if
            (i32.eqz (i32.load8_u offset=74 (i32.const 0)))
            (then (call $note (i32.const 10) (local.get $from) (i32.wrap_i64 (i64.const 5))))
          )
        )
      )
      (if
        (i32.eqz (i32.load8_u offset=66 (i32.const 0)))
        (then (call $note (i32.const 2) (local.get $from) (i32.wrap_i64 (i64.const 5))))
      )
      (i64.store (local.get $out) (local.get $n0))
      (i64.store offset=8 (local.get $out) (i64.or (local.get $origin) (i64.const 5)))
      (local.set $out
        (i32.add (local.get $out) (i32.mul (i64.ne (local.get $s0) (local.get $n0)) (i32.const 16)))
      )
    )
    (global.set $transitions (i32.add (global.get $transitions) (local.get $count)))
    (if (local.get $alive) (then (global.set $alive (i32.const 1))))
    (return (local.get $out))
  )

  (func $note (param $key i32) (param $state i32) (param $action i32)
    (local $index i32)
    (local $place i32)
    (i32.store8 offset=64 (local.get $key) (i32.const 1))
    (local.set $index (global.get $noted))
    (local.set $place (i32.mul (local.get $index) (i32.const 12)))
    (i32.store offset=128 (local.get $place) (local.get $key))
    (i32.store offset=132 (local.get $place) (local.get $state))
    (i32.store offset=136 (local.get $place) (local.get $action))
    (global.set $noted (i32.add (local.get $index) (i32.const 1)))
  )

  (func $min (param $a i64) (param $b i64) (result i64)
    (local $q i64)
    (return (select (local.get $a) (local.get $b) (i64.lt_s (local.get $a) (local.get $b))))
  )

  (func $max (param $a i64) (param $b i64) (result i64)
    (local $q i64)
    (return (select (local.get $a) (local.get $b) (i64.gt_s (local.get $a) (local.get $b))))
  )

  (func $divide (param $a i64) (param $b i64) (result i64)
    (local $q i64)
    (return
      (i64.sub
        (i64.div_s (local.get $a) (local.get $b))
        (i64.and
          (i64.extend_i32_u (i64.ne (i64.rem_s (local.get $a) (local.get $b)) (i64.const 0)))
          (i64.shr_u (i64.xor (local.get $a) (local.get $b)) (i64.const 63))
        )
      )
    )
  )

  (func $modulo (param $a i64) (param $b i64) (result i64)
    (local $q i64)
    (return
      (i64.add
        (i64.rem_s (local.get $a) (local.get $b))
        (i64.mul
          (i64.and
            (i64.extend_i32_u (i64.ne (i64.rem_s (local.get $a) (local.get $b)) (i64.const 0)))
            (i64.shr_u (i64.xor (local.get $a) (local.get $b)) (i64.const 63))
          )
          (local.get $b)
        )
      )
    )
  )
)

