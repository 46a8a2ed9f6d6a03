/**
 * Exact arithmetic for formulas: fractions of whole numbers. Every figure is a decimal, so every result of + − · ÷ is a
 * fraction; only the last step turns it into a (correctly rounded) number. That is why 57 % is 57 and not 56.99999999999999,
 * and why "reached" never hangs on a rounding of the machine.
 */
export type Rational = { readonly numerator: bigint; readonly denominator: bigint }

/** Above this size fractions are reduced, so that long formulas stay quick. */
const roomy = 1n << 64n

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** `denominator` must not be 0. */
function fraction(numerator: bigint, denominator: bigint): Rational {
  const [n, d] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator]
  if (d < roomy) return { numerator: n, denominator: d }
  const divisor = greatestCommonDivisor(n, d)
  return { numerator: n / divisor, denominator: d / divisor }
}

function wholeNumber(value: number): Rational {
  return { numerator: BigInt(value), denominator: 1n }
}

/** The decimal that this finite number prints as: 36.7 is 367/10, not the binary fraction nearest to it. */
export function fromNumber(value: number): Rational {
  if (Number.isSafeInteger(value)) return wholeNumber(value)
  const [digits = '0', exponentText = '0'] = String(value).split('e')
  const [whole = '0', decimals = ''] = digits.split('.')
  const exponent = Number(exponentText) - decimals.length
  const units = BigInt(whole + decimals)
  return exponent >= 0
    ? { numerator: units * 10n ** BigInt(exponent), denominator: 1n }
    : { numerator: units, denominator: 10n ** BigInt(-exponent) }
}

export function add(a: Rational, b: Rational): Rational {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
}

export function negate(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator }
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negate(b))
}

export function multiply(a: Rational, b: Rational): Rational {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator)
}

/** Undefined where the divisor is 0. */
export function divide(a: Rational, b: Rational): Rational | undefined {
  if (b.numerator === 0n) return undefined
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator)
}

/** Negative, zero or positive, as a is below, equal to or above b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function absolute(a: Rational): Rational {
  return a.numerator < 0n ? negate(a) : a
}

/** The nearest double; exact for every decimal that a double can print. */
export function toNumber(a: Rational): number {
  const { numerator, denominator } = a
  if (isSafe(numerator) && isSafe(denominator)) return Number(numerator) / Number(denominator)
  const divisor = greatestCommonDivisor(numerator, denominator)
  const n = numerator / divisor
  const d = denominator / divisor
  return isSafe(n) && isSafe(d) ? Number(n) / Number(d) : Number(longDecimal(n, d))
}

const safe = BigInt(Number.MAX_SAFE_INTEGER)
const isSafe = (value: bigint) => value <= safe && -value <= safe

/** Enough digits that reading them back gives the nearest double. */
function longDecimal(n: bigint, d: bigint): string {
  const digits = 25
  const size = (value: bigint) => (value < 0n ? -value : value).toString().length
  const shift = digits + size(d) - size(n)
  const scaled = shift >= 0 ? (n * 10n ** BigInt(shift)) / d : n / (d * 10n ** BigInt(-shift))
  return `${scaled}e${-shift}`
}

/** Rounded half away from zero to a whole number, as a till rounds cents. */
export function roundToWhole(a: Rational): Rational {
  const doubled = (a.numerator < 0n ? -a.numerator : a.numerator) * 2n + a.denominator
  const magnitude = doubled / (a.denominator * 2n)
  return { numerator: a.numerator < 0n ? -magnitude : magnitude, denominator: 1n }
}
