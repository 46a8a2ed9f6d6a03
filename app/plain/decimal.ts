/**
 * Decimal numbers as text ("1634", "-82.11"), because amounts must stay exact: binary fractions can't hold 0.1.
 * Canonical: no leading or trailing zeros that say nothing, no exponent, "-0" is "0".
 */
export type Decimal = string

/** Composes digits as read; both parts may be empty, but not both. */
export function composeDecimal(negative: boolean, whole: string, fraction: string): Decimal {
  const before = whole.replace(/^0+(?=\d)/, '') || '0'
  const after = fraction.replace(/0+$/, '')
  const text = after === '' ? before : `${before}.${after}`
  return negative && text !== '0' ? `-${text}` : text
}

/** Times 10 to the power of `places` (negative: divided), exactly. */
export function shiftDecimal(decimal: Decimal, places: number): Decimal {
  const negative = decimal.startsWith('-')
  const [whole = '', fraction = ''] = decimal.slice(negative ? 1 : 0).split('.')
  const digits = whole + fraction
  const point = whole.length + places
  if (point <= 0) return composeDecimal(negative, '0', '0'.repeat(-point) + digits)
  if (point >= digits.length) return composeDecimal(negative, digits + '0'.repeat(point - digits.length), '')
  return composeDecimal(negative, digits.slice(0, point), digits.slice(point))
}

/**
 * A binary number as a workbook stores it, rounded to the 15 digits that Excel itself shows and keeps
 * (Microsoft: "Excel specifications and limits, number precision"). Undefined if it isn't finite.
 */
export function decimalOfNumber(value: number): Decimal | undefined {
  if (!Number.isFinite(value)) return undefined
  const [mantissa = '', exponent = '0'] = value.toPrecision(15).split('e')
  const negative = mantissa.startsWith('-')
  const [whole = '', fraction = ''] = mantissa.slice(negative ? 1 : 0).split('.')
  return shiftDecimal(composeDecimal(negative, whole, fraction), Number(exponent))
}

export function isWhole(decimal: Decimal): boolean {
  return !decimal.includes('.')
}

export function isNegative(decimal: Decimal): boolean {
  return decimal.startsWith('-')
}

/** Digits before the decimal point, without sign. */
export function wholeDigits(decimal: Decimal): number {
  const point = decimal.indexOf('.')
  return (point < 0 ? decimal.length : point) - (isNegative(decimal) ? 1 : 0)
}
