/** From this on a value counts as an outlier: Iglewicz and Hoaglin, How to Detect and Handle Outliers, ASQC 1993. */
export const outlying = 3.5

export function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/**
 * How far `value` lies from the others, in robust standard deviations: 0.6745 (x - median) / MAD (Iglewicz and Hoaglin 1993).
 * Where more than half of the others are equal, MAD is 0 and says nothing: then with 1.253314 times the mean absolute deviation
 * instead, as their book and the tables of IBM SPSS do. Others that are all equal make every different value infinitely far.
 */
export function modifiedZ(value: number, others: readonly number[]): number {
  const median = medianOf(others)
  const distance = value - median
  if (distance === 0) return 0
  const deviations = others.map((other) => Math.abs(other - median))
  const mad = medianOf(deviations)
  if (mad > 0) return (0.6745 * distance) / mad
  const mean = deviations.reduce((sum, deviation) => sum + deviation, 0) / deviations.length
  return mean > 0 ? distance / (1.253314 * mean) : Math.sign(distance) * Number.POSITIVE_INFINITY
}
