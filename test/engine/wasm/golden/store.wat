(module $store
  (import "env" "memory" (memory 798 65536 shared))
  (global $table (export "table") (mut i32) (i32.const 0))
  (global $size (export "size") (mut i32) (i32.const 0))
  (global $end (export "end") (mut i32) (i32.const 0))
  (global $touched (export "touched") (mut i32) (i32.const 0))
  (global $near (export "near") (mut i32) (i32.const 0))
  (global $fresh (export "fresh") (mut i32) (i32.const 0))
  (global $origins (export "origins") (mut i32) (i32.const 0))
  (global $places (export "places") (mut i32) (i32.const 0))
  (global $base (export "base") (mut i32) (i32.const 0))

  (func $sift (export "sift") (param $record i32) (param $until i32) (param $hashes i32) (result i32)
    (local $to i32)
    (local $seen i32)
    (local $differs i32)
    (local $hash i64)
    (local $x i64)
    (local $w0 i64)
    (local.set $to (local.get $record))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $record) (local.get $until)))
        (local.set $hash
          (i64.or
            (i64.mul
              (i64.and
                (i64.xor
                  (local.tee $x (i64.shl (i64.load (local.get $record)) (i64.const 5)))
                  (i64.shr_u (local.get $x) (i64.const 32))
                )
                (i64.const -32)
              )
              (i64.const -7046029254386353131)
            )
            (i64.const 1)
          )
        )
        (local.set $seen
          (i32.add
            (i32.add (global.get $base) (i32.const 729344))
            (i32.mul (i32.wrap_i64 (i64.shr_u (local.get $hash) (i64.const 50))) (i32.const 8))
          )
        )
        (local.set $w0 (i64.load (local.get $record)))
        (local.set $differs (i64.ne (i64.load (local.get $seen)) (local.get $hash)))
        (i64.store (local.get $seen) (local.get $hash))
        (i64.store (local.get $hashes) (local.get $hash))
        (i64.store offset=8 (local.get $to) (i64.load offset=8 (local.get $record)))
        (i64.store (local.get $to) (local.get $w0))
        (local.set $to (i32.add (local.get $to) (i32.mul (local.get $differs) (i32.const 16))))
        (local.set $hashes
          (i32.add (local.get $hashes) (i32.mul (local.get $differs) (i32.const 8)))
        )
        (local.set $record (i32.add (local.get $record) (i32.const 16)))
        (br $next)
      )
    )
    (return (local.get $to))
  )

  (func $touch (export "touch") (param $hashes i32) (param $until i32)
    (local $sum i32)
    (local $hash i64)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $hashes) (local.get $until)))
        (local.set $hash (i64.load (local.get $hashes)))
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
        (local.set $hashes (i32.add (local.get $hashes) (i32.const 8)))
        (br $next)
      )
    )
    (global.set $touched (local.get $sum))
  )

  (func $prepareStates (export "prepareStates") (param $record i32) (param $until i32) (param $hashes i32)
    (local $sum i32)
    (local $hash i64)
    (local $x i64)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $record) (local.get $until)))
        (local.set $hash
          (i64.or
            (i64.mul
              (i64.and
                (i64.xor
                  (local.tee $x (i64.shl (i64.load (local.get $record)) (i64.const 5)))
                  (i64.shr_u (local.get $x) (i64.const 32))
                )
                (i64.const -32)
              )
              (i64.const -7046029254386353131)
            )
            (i64.const 1)
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
        (local.set $record (i32.add (local.get $record) (i32.const 8)))
        (local.set $hashes (i32.add (local.get $hashes) (i32.const 8)))
        (br $next)
      )
    )
    (global.set $touched (local.get $sum))
  )

  (func $insert (export "insert") (param $record i32) (param $until i32) (param $hashes i32) (param $tag i32) (param $later i32) (result i32)
    (local $fresh i32)
    (local $origins i32)
    (local $places i32)
    (local $slot i32)
    (local $home i32)
    (local $hash i64)
    (local $last i64)
    (local $entry i64)
    (local $mine i64)
    (local.set $mine (i64.shl (i64.extend_i32_u (local.get $tag)) (i64.const 1)))
    (local.set $fresh (global.get $fresh))
    (local.set $origins (global.get $origins))
    (local.set $places (global.get $places))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $record) (local.get $until)))
        (local.set $hash (i64.load (local.get $hashes)))
        (local.set $home
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
        (local.set $slot (local.get $home))
        (local.set $last (local.get $hash))
        (block $known
          (block $new
            (loop $probe
              (br_if $known
                (i64.eq (local.tee $entry (i64.atomic.load (local.get $slot))) (local.get $last))
              )
              (if
                (i64.eqz (local.get $entry))
                (then
                  (br_if $new
                    (i64.eqz
                      (local.tee $entry
                        (i64.atomic.rmw.cmpxchg
                          (local.get $slot)
                          (i64.const 0)
                          (i64.or (local.get $last) (local.get $mine))
                        )
                      )
                    )
                  )
                )
              )
              (block $other
                (br_if $other
                  (i64.ne
                    (i64.and (i64.xor (local.get $entry) (local.get $last)) (i64.const -31))
                    (i64.const 0)
                  )
                )
                (br_if $known
                  (i32.eqz
                    (i32.and
                      (i32.shr_u
                        (local.get $later)
                        (i32.and
                          (i32.wrap_i64 (i64.shr_u (local.get $entry) (i64.const 1)))
                          (i32.const 15)
                        )
                      )
                      (i32.const 1)
                    )
                  )
                )
                (br_if $new
                  (i64.eq
                    (i64.atomic.rmw.cmpxchg
                      (local.get $slot)
                      (local.get $entry)
                      (i64.or (local.get $last) (local.get $mine))
                    )
                    (local.get $entry)
                  )
                )
                (br $probe)
              )
              (local.set $slot
                (i32.or
                  (i32.and (local.get $slot) (i32.const -64))
                  (i32.and (i32.add (local.get $slot) (i32.const 8)) (i32.const 63))
                )
              )
              (if
                (i32.eq (local.get $slot) (local.get $home))
                (then
                  (local.set $home (i32.add (local.get $home) (i32.const 64)))
                  (local.set $slot (local.get $home))
                )
              )
              (br $probe)
            )
          )
          (i64.store (local.get $fresh) (i64.load (local.get $record)))
          (i64.store (local.get $origins) (i64.load offset=8 (local.get $record)))
          (i32.store (local.get $places) (local.get $slot))
          (local.set $fresh (i32.add (local.get $fresh) (i32.const 8)))
          (local.set $origins (i32.add (local.get $origins) (i32.const 8)))
          (local.set $places (i32.add (local.get $places) (i32.const 4)))
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
    (global.set $fresh (local.get $fresh))
    (global.set $origins (local.get $origins))
    (global.set $places (local.get $places))
    (return (local.get $record))
  )

  (func $confirm (export "confirm") (param $record i32) (param $until i32) (param $hashes i32) (param $tag i32) (param $to i32) (param $origin i32) (param $toOrigin i32) (result i32)
    (local $slot i32)
    (local $home i32)
    (local $hash i64)
    (local $last i64)
    (local $entry i64)
    (local $mine i64)
    (local.set $mine (i64.shl (i64.extend_i32_u (local.get $tag)) (i64.const 1)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $record) (local.get $until)))
        (local.set $hash (i64.load (local.get $hashes)))
        (local.set $home
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
        (local.set $slot (local.get $home))
        (local.set $last (local.get $hash))
        (block $found
          (loop $probe
            (block $other
              (br_if $other
                (i64.ne
                  (i64.and
                    (i64.xor (local.tee $entry (i64.load (local.get $slot))) (local.get $last))
                    (i64.const -31)
                  )
                  (i64.const 0)
                )
              )
              (br $found)
            )
            (local.set $slot
              (i32.or
                (i32.and (local.get $slot) (i32.const -64))
                (i32.and (i32.add (local.get $slot) (i32.const 8)) (i32.const 63))
              )
            )
            (if
              (i32.eq (local.get $slot) (local.get $home))
              (then
                (local.set $home (i32.add (local.get $home) (i32.const 64)))
                (local.set $slot (local.get $home))
              )
            )
            (br $probe)
          )
        )
        (if
          (i64.eq (i64.and (local.get $entry) (i64.const 30)) (local.get $mine))
          (then
            (i64.store (local.get $slot) (local.get $last))
            (i64.store (local.get $to) (i64.load (local.get $record)))
            (i64.store (local.get $toOrigin) (i64.load (local.get $origin)))
            (local.set $to (i32.add (local.get $to) (i32.const 8)))
            (local.set $toOrigin (i32.add (local.get $toOrigin) (i32.const 8)))
          )
        )
        (local.set $record (i32.add (local.get $record) (i32.const 8)))
        (local.set $hashes (i32.add (local.get $hashes) (i32.const 8)))
        (local.set $origin (i32.add (local.get $origin) (i32.const 8)))
        (br $next)
      )
    )
    (return (local.get $to))
  )

  (func $touchPlaces (export "touchPlaces") (param $places i32) (param $until i32)
    (local $sum i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $places) (local.get $until)))
        (local.set $sum (i32.add (local.get $sum) (i32.load8_u (i32.load (local.get $places)))))
        (local.set $places (i32.add (local.get $places) (i32.const 4)))
        (br $next)
      )
    )
    (global.set $touched (local.get $sum))
  )

  (func $confirmPlaced (export "confirmPlaced") (param $record i32) (param $until i32) (param $places i32) (param $tag i32) (param $to i32) (param $origin i32) (param $toOrigin i32) (result i32)
    (local $slot i32)
    (local $entry i64)
    (local $mine i64)
    (local.set $mine (i64.shl (i64.extend_i32_u (local.get $tag)) (i64.const 1)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $record) (local.get $until)))
        (local.set $slot (i32.load (local.get $places)))
        (if
          (i64.eq
            (i64.and (local.tee $entry (i64.load (local.get $slot))) (i64.const 30))
            (local.get $mine)
          )
          (then
            (i64.store (local.get $slot) (i64.and (local.get $entry) (i64.const -31)))
            (i64.store (local.get $to) (i64.load (local.get $record)))
            (i64.store (local.get $toOrigin) (i64.load (local.get $origin)))
            (local.set $to (i32.add (local.get $to) (i32.const 8)))
            (local.set $toOrigin (i32.add (local.get $toOrigin) (i32.const 8)))
          )
        )
        (local.set $record (i32.add (local.get $record) (i32.const 8)))
        (local.set $places (i32.add (local.get $places) (i32.const 4)))
        (local.set $origin (i32.add (local.get $origin) (i32.const 8)))
        (br $next)
      )
    )
    (return (local.get $to))
  )

  (func $lift (export "lift") (param $low i32) (param $from i32) (param $to i32) (result i32)
    (local $taken i32)
    (local.set $to (i32.sub (local.get $to) (i32.const 8)))
    (block $done
      (loop $next
        (br_if $done (i32.le_u (local.get $from) (local.get $low)))
        (local.set $from (i32.sub (local.get $from) (i32.const 8)))
        (local.set $taken (i64.ne (i64.load (local.get $from)) (i64.const 0)))
        (i64.store (local.get $to) (i64.load (local.get $from)))
        (local.set $to (i32.sub (local.get $to) (i32.mul (local.get $taken) (i32.const 8))))
        (br $next)
      )
    )
    (return (i32.add (local.get $to) (i32.const 8)))
  )

  (func $settle (export "settle") (param $from i32) (param $until i32) (param $low i32) (param $end i32) (param $strays i32) (result i32)
    (local $to i32)
    (local $slot i32)
    (local $home i32)
    (local $limit i32)
    (local $most i32)
    (local $hash i64)
    (local $w0 i64)
    (local.set $to (local.get $low))
    (local.set $most (i32.add (global.get $base) (i32.const 52273536)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $from) (local.get $until)))
        (local.set $w0 (i64.load (local.get $from)))
        (local.set $hash (local.get $w0))
        (local.set $home
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
        (local.set $slot (local.get $home))
        (block $settled
          (block $stray
            (br_if $stray (i32.lt_u (local.get $home) (local.get $low)))
            (block $free
              (loop $probe
                (br_if $stray (i32.ge_u (local.get $slot) (local.get $end)))
                (if
                  (i32.ge_u (local.get $slot) (local.get $to))
                  (then
                    (local.set $limit
                      (i32.and (i32.add (local.get $slot) (i32.const 64)) (i32.const -64))
                    )
                    (br_if $stray
                      (i32.gt_u (local.get $limit) (i32.add (local.get $from) (i32.const 8)))
                    )
                    (block $emptied
                      (loop $empty
                        (br_if $emptied (i32.ge_u (local.get $to) (local.get $limit)))
                        (i64.store (local.get $to) (i64.const 0))
                        (local.set $to (i32.add (local.get $to) (i32.const 8)))
                        (br $empty)
                      )
                    )
                  )
                )
                (br_if $free (i64.eqz (i64.load (local.get $slot))))
                (local.set $slot
                  (i32.or
                    (i32.and (local.get $slot) (i32.const -64))
                    (i32.and (i32.add (local.get $slot) (i32.const 8)) (i32.const 63))
                  )
                )
                (if
                  (i32.eq (local.get $slot) (local.get $home))
                  (then
                    (local.set $home (i32.add (local.get $home) (i32.const 64)))
                    (local.set $slot (local.get $home))
                  )
                )
                (br $probe)
              )
            )
            (i64.store (local.get $slot) (local.get $w0))
            (br $settled)
          )
          (if (i32.ge_u (local.get $strays) (local.get $most)) (then (return (i32.const 0))))
          (i64.store (local.get $strays) (local.get $w0))
          (local.set $strays (i32.add (local.get $strays) (i32.const 8)))
        )
        (local.set $from (i32.add (local.get $from) (i32.const 8)))
        (br $next)
      )
    )
    (block $emptied
      (loop $empty
        (br_if $emptied (i32.ge_u (local.get $to) (local.get $end)))
        (i64.store (local.get $to) (i64.const 0))
        (local.set $to (i32.add (local.get $to) (i32.const 8)))
        (br $empty)
      )
    )
    (return (local.get $strays))
  )

  (func $put (export "put") (param $from i32) (param $until i32)
    (local $slot i32)
    (local $home i32)
    (local $hash i64)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $from) (local.get $until)))
        (local.set $hash (i64.load (local.get $from)))
        (local.set $home
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
        (local.set $slot (local.get $home))
        (block $free
          (loop $probe
            (br_if $free (i64.eqz (i64.load (local.get $slot))))
            (local.set $slot
              (i32.or
                (i32.and (local.get $slot) (i32.const -64))
                (i32.and (i32.add (local.get $slot) (i32.const 8)) (i32.const 63))
              )
            )
            (if
              (i32.eq (local.get $slot) (local.get $home))
              (then
                (local.set $home (i32.add (local.get $home) (i32.const 64)))
                (local.set $slot (local.get $home))
              )
            )
            (br $probe)
          )
        )
        (i64.store (local.get $slot) (i64.load (local.get $from)))
        (local.set $from (i32.add (local.get $from) (i32.const 8)))
        (br $next)
      )
    )
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
                    (i64.or
                      (i64.mul
                        (i64.and
                          (i64.xor
                            (local.tee $x (i64.shl (i64.load (local.get $record)) (i64.const 5)))
                            (i64.shr_u (local.get $x) (i64.const 32))
                          )
                          (i64.const -32)
                        )
                        (i64.const -7046029254386353131)
                      )
                      (i64.const 1)
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
        (local.set $to (i32.load offset=860416 (i32.add (global.get $base) (local.get $pointer))))
        (i64.store (local.get $to) (i64.load (local.get $record)))
        (i64.store offset=8 (local.get $to) (i64.load offset=8 (local.get $record)))
        (i32.store offset=860416
          (i32.add (global.get $base) (local.get $pointer))
          (i32.add (local.get $to) (i32.const 16))
        )
        (local.set $record (i32.add (local.get $record) (i32.const 16)))
        (br $next)
      )
    )
  )
)
