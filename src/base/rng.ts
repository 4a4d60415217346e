// Seeded random numbers: the same seed gives the same numbers on every machine.
// mulberry32 (Tommy Ettinger's generator, public domain): 32 bits of state, good enough for walks.

export interface Rng {
  /** A whole number from 0 to n-1. */
  below(n: number): number;
}

export function rng(seed: number): Rng {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  return { below: n => Math.floor((next() / 0x1_0000_0000) * n) };
}
