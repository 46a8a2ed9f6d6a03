import { composeDecimal, type Decimal } from '#app/plain/decimal.ts'
import { longestWords } from './names.ts'

/**
 * What is written in one value cell of a text file. `percent` and `euro`: the sign stood there and nothing was scaled.
 * `limited`: in parentheses. `footnote`: a mark behind the number.
 */
export type WrittenValue =
  | {
      readonly kind: 'number'
      readonly decimal: Decimal
      readonly percent?: true
      readonly euro?: true
      readonly limited?: true
      readonly footnote?: string
      readonly flag?: 'provisional' | 'revised'
    }
  | { readonly kind: 'sign'; readonly sign: Sign; readonly below?: Decimal }
  | { readonly kind: 'empty' }
  /** "1.634" can be 1634 or 1.634; nothing in its column decides. */
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'unreadable' }

/** Signs of German official statistics (Statistisches Bundesamt, Zeichenerklärung); `below`: "<5" or "unter 5". */
export type Sign =
  | 'dot'
  | 'not-yet'
  | 'not-applicable'
  | 'unreliable'
  | 'secret'
  | 'below'
  | 'unknown'
  | 'not-collected'

/** How a column writes decimals. `both`: it contradicts itself, so an ambiguous number stays ambiguous. */
export type Convention = ',' | '.' | 'both' | undefined

type Shape = { readonly convention: ',' | '.' | undefined; readonly decimal: Decimal }
/** A number with exactly one mark and three digits behind: both readings are possible. */
type OpenShape = { readonly mark: ',' | '.'; readonly asDecimal: Decimal; readonly asThousands: Decimal }

/** Spaces that programmes put between thousands: usual, no-break, narrow no-break, thin, figure space. */
const spaces = '[ \\u00a0\\u202f\\u2009\\u2007]'
const grouped = (mark: string) => new RegExp(`^[1-9]\\d{0,2}(?:${mark}\\d{3})+$`)
const groupedByPoint = grouped('\\.')
const groupedByComma = grouped(',')
const groupedBySpace = grouped(spaces)
const groupedByApostrophe = grouped("['’]")
const allGroupMarks = /[.,'’ \u00a0\u202f\u2009\u2007]/g

/** The number in bare digits and marks; undefined where it is none. */
function readShape(text: string, negative: boolean): Shape | OpenShape | undefined {
  const last = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'))
  if (last < 0) {
    const digits = /^\d+$/.test(text)
    if (!digits && !groupedBySpace.test(text) && !groupedByApostrophe.test(text)) return undefined
    return { convention: undefined, decimal: composeDecimal(negative, text.replace(allGroupMarks, ''), '') }
  }
  const mark = text[last] as ',' | '.'
  const other = mark === ',' ? '.' : ','
  const wholes = mark === ',' ? groupedByComma : groupedByPoint
  if (wholes.test(text)) {
    const thousands = composeDecimal(negative, text.replace(allGroupMarks, ''), '')
    if (text.indexOf(mark) !== last) return { convention: other, decimal: thousands }
    const asDecimal = composeDecimal(negative, text.slice(0, last), text.slice(last + 1))
    return { mark, asDecimal, asThousands: thousands }
  }
  const whole = text.slice(0, last)
  const fraction = text.slice(last + 1)
  const wholeGrouped =
    (other === '.' ? groupedByPoint : groupedByComma).test(whole) ||
    groupedBySpace.test(whole) ||
    groupedByApostrophe.test(whole)
  if (!/^\d+$/.test(fraction) || !(/^\d+$/.test(whole) || wholeGrouped)) return undefined
  return { convention: mark, decimal: composeDecimal(negative, whole.replace(allGroupMarks, ''), fraction) }
}

type Stripped = {
  body: string
  negative: boolean
  percent?: true
  euro?: true
  limited?: true
  footnote?: string
  flag?: 'provisional' | 'revised'
}

/** Takes off sign, unit, parentheses and marks, each at most once. */
function strip(text: string): Stripped {
  const found: Stripped = { body: text, negative: false }
  const footnote = /^(.*[\d%€)])\s*(\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹]+\)?)$|^(.*[\d%€)])\s(\d\))$/u.exec(found.body)
  if (footnote) {
    found.body = (footnote[1] ?? footnote[3])!.trim()
    found.footnote = (footnote[2] ?? footnote[4])!
  }
  const parenthesis = /^\((.*)\)$/.exec(found.body)
  if (parenthesis) {
    found.body = parenthesis[1]!.trim()
    found.limited = true
  }
  const flag = /^(.*\d)\s?([pr])$/.exec(found.body)
  if (flag) {
    found.body = flag[1]!
    found.flag = flag[2] === 'p' ? 'provisional' : 'revised'
  }
  const percent = /^(.*?)\s*(?:%|v\. ?H\.)$/u.exec(found.body)
  if (percent) {
    found.body = percent[1]!
    found.percent = true
  }
  const euro = percent ? null : /^(?:€|EUR)\s*(.*)$|^(.*?)\s*(?:€|EUR|Euro)$/u.exec(found.body)
  if (euro) {
    found.body = (euro[1] ?? euro[2])!
    found.euro = true
  }
  const signed = /^([-+\u2212\u2013])\s*(.*)$/u.exec(found.body)
  if (signed) {
    found.body = signed[2]!
    found.negative = signed[1] !== '+'
  }
  return found
}

const signs: ReadonlyMap<string, Sign> = new Map([
  ['.', 'dot'],
  ['...', 'not-yet'],
  ['…', 'not-yet'],
  ['x', 'not-applicable'],
  ['X', 'not-applicable'],
  ['/', 'unreliable'],
  ['*', 'secret'],
  ['( )', 'unreliable'],
  ['()', 'unreliable'],
])
/** What offices write out instead of a sign. */
const words: readonly (readonly [RegExp, Sign])[] = [
  [
    /^(?:k\.?\s?a\.?|o\.?\s?a\.?|keine angaben?|ohne angabe|n\.\s?v\.|nicht verfügbar|unbekannt)$/iu,
    'unknown',
  ],
  [/^(?:nicht erhoben|n\.\s?e\.)$/iu, 'not-collected'],
  [/^(?:entfällt|trifft nicht zu)$/iu, 'not-applicable'],
  [/^(?:liegt noch nicht vor|folgt)$/iu, 'not-yet'],
  [/^(?:geheim|geheim gehalten|gesperrt)$/iu, 'secret'],
]
const below = /^(?:<|unter|weniger als)\s*(\d+)$/iu

/** The form of most cells, which needs no further look. */
const plainNumber = /^(?:0|[1-9]\d{0,14})$/
const bareNumber = /^[\d.,]+$/

function readNumber(text: string): { shape: Shape | OpenShape; marks: Stripped } | undefined {
  const marks = bareNumber.test(text) ? { body: text, negative: false } : strip(text)
  const shape = readShape(marks.body, marks.negative)
  return shape && { shape, marks }
}

/**
 * Reads one value as written. `whole`: the series counts whole things, so that "1.634" without any hint means 1634.
 * A single unambiguous number is read as it stands, whatever its column does; only an ambiguous one asks the column.
 */
export function readValue(written: string, convention: Convention, whole: boolean): WrittenValue {
  if (plainNumber.test(written)) return { kind: 'number', decimal: written }
  const text = written.trim()
  if (text === '') return { kind: 'empty' }
  if (text.length > longestWords) return { kind: 'unreadable' }
  if (text === '-' || text === '\u2013' || text === '\u2014' || text === '\u2212') {
    return { kind: 'number', decimal: '0' }
  }
  const sign = signs.get(text)
  if (sign) return { kind: 'sign', sign }
  const word = /^[a-zä]/iu.test(text) ? words.find(([pattern]) => pattern.test(text)) : undefined
  if (word) return { kind: 'sign', sign: word[1] }
  const bound = below.exec(text)
  if (bound) return { kind: 'sign', sign: 'below', below: composeDecimal(false, bound[1]!, '') }
  const number = readNumber(text)
  if (!number) return { kind: 'unreadable' }
  const decimal = 'decimal' in number.shape ? number.shape.decimal : decide(number.shape, convention, whole)
  if (decimal === undefined) return { kind: 'ambiguous' }
  const { percent, euro, limited, footnote, flag } = number.marks
  return {
    kind: 'number',
    decimal,
    ...(percent && { percent }),
    ...(euro && { euro }),
    ...(limited && { limited }),
    ...(footnote !== undefined && { footnote }),
    ...(flag && { flag }),
  }
}

/**
 * German files write 1.634 for thousands and 1,634 for a fraction, English ones the other way round. Without any other
 * number that decides, a comma is taken as German decimal comma; a point is thousands where only whole numbers make sense.
 */
function decide(shape: OpenShape, convention: Convention, whole: boolean): Decimal | undefined {
  if (convention === 'both') return undefined
  if (convention !== undefined) return shape.mark === convention ? shape.asDecimal : shape.asThousands
  if (shape.mark === ',') return shape.asDecimal
  return whole ? shape.asThousands : undefined
}

/** Whether a cell is nothing but a number that its column has to decide ("1.634"). */
function isOpenNumber(written: string): boolean {
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(written)
}

/** Which decimal mark this cell proves; undefined where it proves nothing. */
export function conventionProvedBy(written: string): ',' | '.' | undefined {
  if (plainNumber.test(written) || isOpenNumber(written)) return undefined
  const text = written.trim()
  const number = text.length > longestWords ? undefined : readNumber(text)
  return number && 'convention' in number.shape ? number.shape.convention : undefined
}

export function joinConventions(a: Convention, b: Convention): Convention {
  if (a === undefined || a === b) return b
  return b === undefined ? a : 'both'
}
