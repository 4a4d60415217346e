(module $store
  (import "env" "memory" (memory 37 65536 shared))
  (global $table (export "table") (mut i32) (i32.const 0))
  (global $size (export "size") (mut i32) (i32.const 0))
  (global $end (export "end") (mut i32) (i32.const 0))
  (global $touched (export "touched") (mut i32) (i32.const 0))
  (global $near (export "near") (mut i32) (i32.const 0))
  (global $fresh (export "fresh") (mut i32) (i32.const 0))
  (global $origins (export "origins") (mut i32) (i32.const 0))

  (func $prepare (export "prepare") (param $record i32) (param $until i32) (param $hashes i32)
    (local $sum i32)
    (local $hash i64)
    (local $x i64)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $record) (local.get $until)))
        (local.set $hash
          (i64.mul
            (i64.xor
              (local.tee $x (i64.load (local.get $record)))
              (i64.shr_u (local.get $x) (i64.const 32))
            )
            (i64.const -7046029254386353131)
          )
        )
        (i64.store (local.get $hashes) (local.get $hash))
        (local.set $sum
          (i32.add
            (local.get $sum)
            (i32.load8_u
              (i32.add
                (global.get $table)
                (i32.mul
                  (i32.wrap_i64
                    (i64.shr_u
                      (i64.mul
                        (i64.shr_u (local.get $hash) (i64.const 32))
                        (i64.extend_i32_u (global.get $size))
                      )
                      (i64.const 32)
                    )
                  )
                  (i32.const 8)
                )
              )
            )
          )
        )
        (local.set $record (i32.add (local.get $record) (i32.const 16)))
        (local.set $hashes (i32.add (local.get $hashes) (i32.const 8)))
        (br $next)
      )
    )
    (global.set $touched (local.get $sum))
  )

  (func $insert (export "insert") (param $record i32) (param $until i32) (param $hashes i32) (result i32)
    (local $fresh i32)
    (local $origins i32)
    (local $slot i32)
    (local $from i32)
    (local $hash i64)
    (local $entry i64)
    (local.set $fresh (global.get $fresh))
    (local.set $origins (global.get $origins))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $record) (local.get $until)))
        (local.set $hash (i64.load (local.get $hashes)))
        (local.set $slot
          (i32.add
            (global.get $table)
            (i32.mul
              (i32.wrap_i64
                (i64.shr_u
                  (i64.mul
                    (i64.shr_u (local.get $hash) (i64.const 32))
                    (i64.extend_i32_u (global.get $size))
                  )
                  (i64.const 32)
                )
              )
              (i32.const 8)
            )
          )
        )
        (block $known
          (block $here
            (loop $probe
              (br_if $here
                (i32.eqz
                  (i64.lt_u
                    (i64.sub (local.tee $entry (i64.load (local.get $slot))) (i64.const 1))
                    (i64.sub (local.get $hash) (i64.const 1))
                  )
                )
              )
              (local.set $slot (i32.add (local.get $slot) (i32.const 8)))
              (br $probe)
            )
          )
          (br_if $known (i64.eq (local.get $entry) (local.get $hash)))
          (i64.store (local.get $slot) (local.get $hash))
          (block $shifted
            (loop $shift
              (br_if $shifted (i64.eqz (local.get $entry)))
              (local.set $slot (i32.add (local.get $slot) (i32.const 8)))
              (local.set $hash (i64.load (local.get $slot)))
              (i64.store (local.get $slot) (local.get $entry))
              (local.set $entry (local.get $hash))
              (br $shift)
            )
          )
          (i64.store (local.get $fresh) (i64.load (local.get $record)))
          (i64.store (local.get $origins) (i64.load offset=8 (local.get $record)))
          (local.set $fresh (i32.add (local.get $fresh) (i32.const 8)))
          (local.set $origins (i32.add (local.get $origins) (i32.const 8)))
          (if
            (i32.gt_u (local.get $slot) (global.get $end))
            (then (global.set $near (i32.const 1)) (br $done))
          )
        )
        (local.set $record (i32.add (local.get $record) (i32.const 16)))
        (local.set $hashes (i32.add (local.get $hashes) (i32.const 8)))
        (br $next)
      )
    )
    (if
      (i32.lt_u (local.get $record) (local.get $until))
      (then (local.set $record (i32.add (local.get $record) (i32.const 16))))
    )
    (global.set $fresh (local.get $fresh))
    (global.set $origins (local.get $origins))
    (return (local.get $record))
  )

  (func $lift (export "lift") (param $from i32) (param $to i32) (result i32)
    (block $done
      (loop $next
        (br_if $done (i32.le_u (local.get $from) (global.get $table)))
        (local.set $from (i32.sub (local.get $from) (i32.const 8)))
        (br_if $next (i64.eqz (i64.load (local.get $from))))
        (local.set $to (i32.sub (local.get $to) (i32.const 8)))
        (i64.store (local.get $to) (i64.load (local.get $from)))
        (br $next)
      )
    )
    (return (local.get $to))
  )

  (func $settle (export "settle") (param $from i32) (param $until i32) (result i32)
    (local $to i32)
    (local $home i32)
    (local.set $to (global.get $table))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $from) (local.get $until)))
        (local.set $home
          (i32.add
            (global.get $table)
            (i32.mul
              (i32.wrap_i64
                (i64.shr_u
                  (i64.mul
                    (i64.shr_u (i64.load (local.get $from)) (i64.const 32))
                    (i64.extend_i32_u (global.get $size))
                  )
                  (i64.const 32)
                )
              )
              (i32.const 8)
            )
          )
        )
        (if (i32.gt_u (local.get $home) (local.get $from)) (then (return (i32.const 0))))
        (block $filled
          (loop $fill
            (br_if $filled (i32.ge_u (local.get $to) (local.get $home)))
            (i64.store (local.get $to) (i64.const 0))
            (local.set $to (i32.add (local.get $to) (i32.const 8)))
            (br $fill)
          )
        )
        (i64.store (local.get $to) (i64.load (local.get $from)))
        (local.set $from (i32.add (local.get $from) (i32.const 8)))
        (local.set $to (i32.add (local.get $to) (i32.const 8)))
        (br $next)
      )
    )
    (local.set $home (local.get $to))
    (block $filled
      (loop $fill
        (br_if $filled (i32.ge_u (local.get $to) (local.get $until)))
        (i64.store (local.get $to) (i64.const 0))
        (local.set $to (i32.add (local.get $to) (i32.const 8)))
        (br $fill)
      )
    )
    (return (local.get $home))
  )

  (func $split (export "split") (param $record i32) (param $until i32)
    (local $pointer i32)
    (local $to i32)
    (local $x i64)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $record) (local.get $until)))
        (local.set $pointer
          (i32.mul
            (i32.wrap_i64
              (i64.shr_u
                (i64.mul
                  (i64.and
                    (i64.mul
                      (i64.xor
                        (local.tee $x (i64.load (local.get $record)))
                        (i64.shr_u (local.get $x) (i64.const 32))
                      )
                      (i64.const -7046029254386353131)
                    )
                    (i64.const 4294967295)
                  )
                  (i64.const 2)
                )
                (i64.const 32)
              )
            )
            (i32.const 4)
          )
        )
        (local.set $to (i32.load offset=819456 (local.get $pointer)))
        (i64.store (local.get $to) (i64.load (local.get $record)))
        (i64.store offset=8 (local.get $to) (i64.load offset=8 (local.get $record)))
        (i32.store offset=819456 (local.get $pointer) (i32.add (local.get $to) (i32.const 16)))
        (local.set $record (i32.add (local.get $record) (i32.const 16)))
        (br $next)
      )
    )
  )
)
