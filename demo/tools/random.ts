/** Seeded random numbers in [0, 1) (mulberry32): the same seed gives the same town. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** How many of `n` independent trials with chance `p` succeed. */
export function binomial(random: () => number, n: number, p: number): number {
  let successes = 0
  for (let trial = 0; trial < n; trial++) if (random() < p) successes++
  return successes
}

/** A whole number around `mean` with the spread of a Poisson distribution (normal approximation above 30). */
export function poisson(random: () => number, mean: number): number {
  if (mean > 30) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal))
  }
  const limit = Math.exp(-mean)
  let product = random()
  let count = 0
  while (product > limit) {
    product *= random()
    count++
  }
  return count
}
