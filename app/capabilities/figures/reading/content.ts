import type { CellFlag, MissingReason } from '#app/plain/cell.ts'
import { type Decimal, isNegative, isWhole, shiftDecimal, wholeDigits } from '#app/plain/decimal.ts'
import type { SourceCell } from '#app/platform/tables/sourcecell.ts'
import type { MarkMeaning, Series, ValueScale } from '../figure.ts'
import { type Convention, readValue, type WrittenValue } from './value.ts'

/** Why a value can't be stored; each kind has its sentence in `texts.ts` (`problem.<kind>`). */
export type ValueProblem =
  | 'unreadable-value'
  | 'ambiguous-number'
  | 'not-whole'
  | 'negative'
  | 'percent-not-expected'
  | 'currency-not-expected'
  | 'fraction-of-cent'
  | 'too-large-number'
  | 'date-instead-of-number'
  | 'formula-error'
  | 'formula-without-value'
  | 'merged-value'

/** What is remarkable about a value that is stored all the same. */
export type ValueNote = 'formula' | 'footnote-mark'

export type Content =
  | {
      readonly content:
        | { readonly value: string }
        | { readonly missing: MissingReason; readonly below?: number }
      readonly flags: readonly CellFlag[]
      readonly note?: ValueNote
    }
  | { readonly problem: ValueProblem }
  | undefined

/** How the values of one column are read. `dot`: what a lone "." means in this file. */
export type ReadingRules = {
  readonly convention: Convention
  readonly dot: 'unknown' | 'secret-at-source'
  /** Counts below this are secret in the source. */
  readonly secretBelow?: number | undefined
  /** How the numbers are written, where that isn't the series' unit. */
  readonly scale?: ValueScale | undefined
  /** What a mark behind a value means. */
  readonly marks?: Readonly<Record<string, MarkMeaning>> | undefined
}

/** Powers of ten from what is written to the series' unit. */
const scaleShift: Readonly<Record<ValueScale, number>> = { fraction: 2, thousand: 3, million: 6 }
const noFlags: readonly CellFlag[] = []
/** Amounts are kept in whole cents up to 10^13 EUR, the exact range of a number in JavaScript. */
const maximalDigits = 13

function isWholeSeries(series: Pick<Series, 'kind'>): boolean {
  return series.kind === 'count' || series.kind === 'amount'
}

/**
 * What a cell says about a series: a value in the series' unit (percent 82 for 82 %, EUR in whole cents), a reason why it
 * is missing, or a problem. Undefined for an empty cell, which says nothing.
 */
export function readContent(
  cell: SourceCell,
  series: Pick<Series, 'kind' | 'unit'>,
  rules: ReadingRules,
): Content {
  if (typeof cell === 'string') {
    return contentOf(readValue(cell, rules.convention, isWholeSeries(series)), series, rules, noFlags)
  }
  switch (cell.kind) {
    case 'number': {
      const percent = cell.percent ? { percent: true as const } : undefined
      const content = contentOf({ kind: 'number', decimal: cell.decimal, ...percent }, series, rules, noFlags)
      return cell.formula ? withNote(content, 'formula') : content
    }
    case 'text':
      return withNote(readContent(cell.text, series, rules), 'formula')
    case 'date':
      return { problem: 'date-instead-of-number' }
    case 'error':
      return { problem: 'formula-error' }
    case 'uncomputed':
      return { problem: 'formula-without-value' }
    case 'boolean':
      return { problem: 'unreadable-value' }
    case 'spread':
      return readContent(cell.of, series, rules) && { problem: 'merged-value' }
  }
}

function withNote(content: Content, note: ValueNote): Content {
  return content && 'content' in content ? { ...content, note } : content
}

function contentOf(
  written: WrittenValue,
  series: Pick<Series, 'kind' | 'unit'>,
  rules: ReadingRules,
  flags: readonly CellFlag[],
): Content {
  switch (written.kind) {
    case 'empty':
      return undefined
    case 'unreadable':
      return { problem: 'unreadable-value' }
    case 'ambiguous':
      return { problem: 'ambiguous-number' }
    case 'sign':
      return { content: missingFor(written, series, rules), flags }
    case 'number': {
      const stored = storedValue(written, series, rules.scale)
      if (typeof stored !== 'string') return stored
      const { footnote, flag, limited } = written
      const meaning = footnote === undefined ? undefined : rules.marks?.[footnote]
      const own: readonly CellFlag[] =
        limited || flag || meaning
          ? [
              ...new Set([
                ...(flag ? [flag] : []),
                ...(limited ? (['limited'] as const) : []),
                ...(meaning ? [meaning] : []),
              ]),
            ]
          : flags
      const content: Content = { content: { value: stored }, flags: own }
      return footnote !== undefined && !meaning ? { ...content, note: 'footnote-mark' } : content
    }
  }
}

/** Counts that a source keeps secret by its own rule are known to be less than the bound of that rule. */
function secretAtSource(series: Pick<Series, 'kind'>, { secretBelow }: ReadingRules) {
  const bound = series.kind === 'count' ? secretBelow : undefined
  return { missing: 'secret-at-source' as const, ...(bound !== undefined && { below: bound }) }
}

function missingFor(
  written: Extract<WrittenValue, { kind: 'sign' }>,
  series: Pick<Series, 'kind' | 'unit'>,
  rules: ReadingRules,
): { missing: MissingReason; below?: number } {
  switch (written.sign) {
    case 'dot':
      return rules.dot === 'unknown' ? { missing: rules.dot } : secretAtSource(series, rules)
    case 'not-yet':
      return { missing: 'not-yet' }
    case 'not-applicable':
      return { missing: 'not-applicable' }
    case 'unreliable':
      return { missing: 'unreliable' }
    case 'unknown':
      return { missing: 'unknown' }
    case 'not-collected':
      return { missing: 'not-collected' }
    case 'secret':
      return secretAtSource(series, rules)
    case 'below': {
      const bound = Number(series.unit === 'eur' ? shiftDecimal(written.below!, 2) : written.below)
      return { missing: 'secret-at-source', below: bound }
    }
  }
}

function storedValue(
  written: Extract<WrittenValue, { kind: 'number' }>,
  series: Pick<Series, 'kind' | 'unit'>,
  scale: ValueScale | undefined,
): Decimal | { problem: ValueProblem } {
  // A percent sign says that the number is in percent already, whatever its column is.
  const shift = scale === undefined || (scale === 'fraction' && written.percent) ? 0 : scaleShift[scale]
  const decimal = shift === 0 ? written.decimal : shiftDecimal(written.decimal, shift)
  if (written.percent && series.unit !== 'percent') return { problem: 'percent-not-expected' }
  if (written.euro && series.unit !== 'eur') return { problem: 'currency-not-expected' }
  if (wholeDigits(decimal) > maximalDigits) return { problem: 'too-large-number' }
  if (series.kind === 'count' && !isWhole(decimal)) return { problem: 'not-whole' }
  if ((series.kind === 'count' || series.kind === 'rate') && isNegative(decimal))
    return { problem: 'negative' }
  if (series.unit !== 'eur') return decimal
  const cents = shiftDecimal(decimal, 2)
  return isWhole(cents) ? cents : { problem: 'fraction-of-cent' }
}
