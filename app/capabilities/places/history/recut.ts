import { add, compare, fromNumber, type Rational } from '#app/plain/rational.ts'
import { shareOf } from '../succession.ts'
import { isSameName, readShare, tidyName, writeSum } from './change.ts'

/*
 * Areas that are cut anew (Neuzuschnitt): several end on one day and several begin in their stead, each new one made of parts of
 * the old ones. A table says which part of which old one goes where: old ones in rows, new ones in columns, in one measure.
 */

/** The table as somebody typed it; every field is text. */
export type TypedRecut = {
  readonly happenedOn: string
  readonly base: string
  readonly note: string
  readonly decidedBy: string
  /** A name for each column. */
  readonly names: readonly string[]
  /** A row for each of the old ones, in their order. */
  readonly rows: readonly { readonly parts: readonly string[]; readonly whole: string }[]
  /** In which column what lies in an old one lies afterwards, by its key. */
  readonly children: Readonly<Record<string, string>>
  /** Three columns "old; new; number", instead of the table. */
  readonly list: string
}

/** Which part of which old one becomes part of which new one. */
export type Recut = {
  readonly names: readonly string[]
  readonly rows: readonly RecutRow[]
  /** Position of the new one in which a child lies afterwards, by key of the child. */
  readonly childParts: ReadonlyMap<string, number>
}
export type RecutRow = {
  readonly key: string
  /** For each new one; undefined where nothing goes there. */
  readonly parts: readonly (string | undefined)[]
  readonly whole: string
}

/** What is wrong with one field; the sentences stand in `recut/textsDe.ts` (`problem.<kind>`). */
export type RecutProblem = {
  readonly field: string
  readonly kind:
    | 'no-name'
    | 'long'
    | 'same-names'
    | 'too-few-new'
    | 'no-base'
    | 'no-number'
    | 'gives-nothing'
    | 'gets-nothing'
    | 'no-whole'
    | 'not-whole'
    | 'stays'
    | 'only-renamed'
    | 'no-child'
    | 'child-elsewhere'
  readonly parameters?: Readonly<Record<string, string | number>>
}
export type ReadRecut = { readonly value: Recut } | { readonly problems: readonly RecutProblem[] }

/** An old one, and what lies in it. */
export type Former = {
  readonly key: string
  readonly name: string
  readonly children: readonly { readonly key: string; readonly name: string }[]
}

const longestName = 200
/** The sum of a row must be a number that shares can be computed with. */
const longestNumber = 12
const nothing = /^[-–—]?$|^0+(?:[.,]0+)?$/

/** A part as it was typed: `undefined` is nothing, `wrong` is no number. */
function readPart(typed: string): { readonly part: string | undefined } | 'wrong' {
  const text = typed.trim()
  if (nothing.test(text)) return { part: undefined }
  const part = readShare(text)
  return part === undefined || part.split('.')[0]!.length > longestNumber ? 'wrong' : { part }
}

const sumOf = (parts: readonly (string | undefined)[]) => writeSum(parts.filter((part) => part !== undefined))

/** What the parts of a row that are numbers make together; undefined where there are none. */
export function typedSum(parts: readonly string[]): string | undefined {
  const found = parts.map(readPart).flatMap((read) => (read === 'wrong' ? [] : (read.part ?? [])))
  return found.length > 0 ? writeSum(found) : undefined
}

/** Reads the table. Columns with neither a name nor a number don't count. */
export function readRecut(typed: TypedRecut, formers: readonly Former[]): ReadRecut {
  const problems: RecutProblem[] = []
  const say = (field: string, kind: RecutProblem['kind'], parameters?: RecutProblem['parameters']) =>
    problems.push({ field, kind, ...(parameters && { parameters }) })
  const parts = formers.map((_, row) =>
    typed.names.map((_name, column) => readPart(typed.rows[row]?.parts[column] ?? '')),
  )
  const isUsed = (column: number) =>
    tidyName(typed.names[column]!) !== '' ||
    parts.some((row) => row[column] === 'wrong' || (row[column] as { part?: string }).part !== undefined)
  const columns = typed.names.map((_, column) => column).filter(isUsed)
  checkNames(typed, columns, say)
  const rows = formers.map(({ key, name }, row): RecutRow => {
    const own = columns.map((column) => {
      const read = parts[row]![column]!
      if (read !== 'wrong') return read.part
      say(`part-${row}-${column}`, 'no-number', { text: typed.rows[row]!.parts[column]! })
      return undefined
    })
    const hasWrong = columns.some((column) => parts[row]![column] === 'wrong')
    const whole = sumOf(own)
    if (!hasWrong && own.every((part) => part === undefined)) say(`part-${row}-0`, 'gives-nothing', { name })
    else if (!hasWrong) checkWhole(typed.rows[row]?.whole ?? '', whole, name, row, say)
    return { key, parts: own, whole }
  })
  for (const [position, column] of columns.entries()) {
    const isEmpty = rows.every((row) => row.parts[position] === undefined)
    if (isEmpty && parts.every((row) => row[column] !== 'wrong'))
      say(`newName-${column}`, 'gets-nothing', { name: tidyName(typed.names[column]!) })
  }
  if (tidyName(typed.base) === '') say('base', 'no-base')
  const names = columns.map((column) => tidyName(typed.names[column]!))
  if (problems.length === 0) checkStaying({ names, rows }, columns, formers, say)
  const childParts = readChildren(typed, formers, rows, columns, say)
  return problems.length > 0 ? { problems } : { value: { names, rows, childParts } }
}

type Say = (field: string, kind: RecutProblem['kind'], parameters?: RecutProblem['parameters']) => void

function checkNames(typed: TypedRecut, columns: readonly number[], say: Say): void {
  if (columns.length < 2) {
    const free = typed.names.findIndex((_, column) => !columns.includes(column))
    say(`newName-${Math.max(0, free)}`, 'too-few-new')
  }
  for (const [position, column] of columns.entries()) {
    const name = tidyName(typed.names[column]!)
    if (name === '') say(`newName-${column}`, 'no-name')
    else if ([...name].length > longestName) say(`newName-${column}`, 'long')
    else if (columns.slice(0, position).some((other) => isSameName(typed.names[other]!, name)))
      say(`newName-${column}`, 'same-names', { name })
  }
}

function checkWhole(typed: string, sum: string, name: string, row: number, say: Say): void {
  if (typed.trim() === '') return
  const whole = readShare(typed)
  if (whole === undefined) say(`whole-${row}`, 'no-whole')
  else if (compare(shareOf(whole, '1')!, shareOf(sum, '1')!) !== 0)
    say(`whole-${row}`, 'not-whole', { name, sum, whole })
}

/** One that goes over as a whole into one that is nothing else: it stays, or is only called otherwise. */
function checkStaying(
  { names, rows }: Pick<Recut, 'names' | 'rows'>,
  columns: readonly number[],
  formers: readonly Former[],
  say: Say,
): void {
  for (const [index, row] of rows.entries()) {
    const [only, second] = row.parts.flatMap((part, position) => (part === undefined ? [] : [position]))
    if (only === undefined || second !== undefined) continue
    if (rows.some((other) => other !== row && other.parts[only] !== undefined)) continue
    const { name } = formers[index]!
    const isSame = isSameName(name, names[only]!)
    say(`part-${index}-${columns[only]}`, isSame ? 'stays' : 'only-renamed', {
      name,
      newName: names[only]!,
    })
  }
}

function readChildren(
  typed: TypedRecut,
  formers: readonly Former[],
  rows: readonly RecutRow[],
  columns: readonly number[],
  say: Say,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const [index, former] of formers.entries())
    for (const { key, name } of former.children) {
      const text = typed.children[key] ?? ''
      const position = text === '' ? -1 : columns.indexOf(Number(text))
      if (position < 0) say(`child-${key}`, 'no-child', { name })
      else if (rows[index]!.parts[position] === undefined)
        say(`child-${key}`, 'child-elsewhere', { name, former: former.name })
      else found.set(key, position)
    }
  return found
}

/** Whether every old one gives all it has, and every new one gets something. */
export function isSound({ names, rows }: Pick<Recut, 'names' | 'rows'>): boolean {
  const givesAll = ({ parts, whole }: RecutRow) => {
    const shares = parts.flatMap((part) => (part === undefined ? [] : [shareOf(part, whole)]))
    return (
      parts.length === names.length &&
      shares.every((share) => share !== undefined) &&
      compare(shares.reduce<Rational>(add, fromNumber(0)), fromNumber(1)) === 0
    )
  }
  return (
    names.length >= 2 &&
    rows.length >= 2 &&
    rows.every(givesAll) &&
    names.every((_, column) => rows.some(({ parts }) => parts[column] !== undefined))
  )
}

/**
 * Which of the old ones hands its position on the tile map to which new one, by position of the new one: to the one of the
 * same name, else to the one that gets its largest part and has none yet.
 */
export function heirsOf(
  { names, rows }: Pick<Recut, 'names' | 'rows'>,
  formers: readonly { readonly key: string; readonly name: string }[],
): ReadonlyMap<number, string> {
  const heirs = new Map<number, string>()
  const rest: RecutRow[] = []
  for (const row of rows) {
    const former = formers.find(({ key }) => key === row.key)
    const namesake = names.findIndex((name) => former !== undefined && isSameName(name, former.name))
    if (namesake >= 0) heirs.set(namesake, row.key)
    else rest.push(row)
  }
  for (const { key, parts, whole } of rest) {
    const sized = parts.flatMap((part, position) =>
      part === undefined ? [] : [{ position, share: shareOf(part, whole)! }],
    )
    const largest = sized.toSorted((a, b) => compare(b.share, a.share))
    const free = largest.find(({ position }) => !heirs.has(position))
    if (free) heirs.set(free.position, key)
  }
  return heirs
}
