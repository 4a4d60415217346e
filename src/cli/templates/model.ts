// The model that `migcheck init` writes: small, true to life, with each part of the language that a first model needs.

export const MODEL: string = `# A migration that can be cancelled. Edit it, then run: migcheck check protocol.yaml
model: protocol
about: An operator cancels while the migration thread is about to complete.

# Constants switch between variants of one protocol: --set careful=false, or a scenario.
constants:
  careful: true                  # false: the thread looks first and writes later

types:
  Status: [active, cancelling, cancelled, completed]

# What all machines share. Each change of a variable that emits is an event observers see.
variables:
  status: { type: Status, initial: active, emits: STATUS }

# What runs on its own: threads, hosts, controllers. They take turns in any order.
machines:
  monitor:
    initial: ready
    states:
      ready:
        on:
          cancel:                # a trigger from outside
            - guard: status == active
              actions: status = cancelling
            - guard: else        # too late: nothing to do

  thread:
    variables:
      seen: { type: Status, initial: active }
    initial: copying
    states:
      copying:
        always:                  # its own steps, without a trigger
          - name: finish
            when: careful
            actions: if cas(status, active, completed) then skip else status = cancelled
            target: done
          - name: look, then finish
            when: not careful
            steps:               # between two steps anything may happen
              - seen = status
              - if seen == active then status = completed else status = cancelled
            target: done
      done: { type: final }

# What the outside may do, and how often.
triggers:
  cancel: { by: operator, times: 1 }

# What libvirt or a user of the protocol relies on: which status may follow which.
observers:
  client:
    follows: STATUS
    initial: active
    allowed: [active -> completed, active -> cancelling -> cancelled]

properties:
  cancel-is-kept:
    step: old(status) == cancelling implies status in [cancelling, cancelled]
    because: who has been told "cancelling" will not expect "completed"
  can-complete:
    reachable: status == completed
`;
