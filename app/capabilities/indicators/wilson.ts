/** Quantile 0.975 of the standard normal distribution: two-sided 95 %. */
const z = 1.959963984540054

/**
 * Wilson score interval without continuity correction, 95 %, for `part` cases out of `whole`, as fractions from 0 to 1.
 * E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927), 209-212.
 * Undefined where there is no proportion: no cases, or a part larger than the whole.
 */
export function wilsonInterval(part: number, whole: number): readonly [number, number] | undefined {
  if (!(whole > 0) || part < 0 || part > whole) return undefined
  const share = part / whole
  const correction = (z * z) / whole
  const centre = share + correction / 2
  const reach = z * Math.sqrt((share * (1 - share) + correction / 4) / whole)
  // At the ends the formula gives exactly 0 and 1, but for the last bit of the machine.
  const lower = part === 0 ? 0 : (centre - reach) / (1 + correction)
  const upper = part === whole ? 1 : (centre + reach) / (1 + correction)
  return [lower, upper]
}
