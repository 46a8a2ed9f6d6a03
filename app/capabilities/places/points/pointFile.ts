import { isEmptyCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { SystemCode } from '../boundaries/referenceSystem.ts'
import { type Columns, fieldText, type Header } from '../files/columns.ts'
import { splitAddress } from '../streets/houseNumber.ts'
import {
  commonKind,
  degreesOf,
  isNone,
  type Kind,
  kindOf,
  type Pair,
  readCoordinate,
  sameKind,
} from './coordinates.ts'
import { isSameFacility, type PlaceAndName, type PlacePoint, type PointKind, pointKey } from './point.ts'
import { isBareNumber, type PointField } from './pointColumns.ts'
import { lengthProblem, readPointKind, readShown } from './pointWords.ts'

/** What the file says of a facility; '' and undefined where it says nothing. */
export type FilePoint = Omit<PlacePoint, 'kind' | 'shown'> & {
  readonly row: number
  readonly kind: PointKind | undefined
  readonly shown: boolean | undefined
}

/** Each blocks the file until the line is corrected or left out. */
export type PointProblem = { readonly row: number; readonly text: string } & (
  | { readonly kind: 'no-name' | 'no-place' | 'half-point' }
  /** `swapped-coordinate`: the other way round the pair is like the others of the file. */
  | { readonly kind: 'no-image' | 'odd-coordinate' | 'swapped-coordinate'; readonly pair: Pair }
  | { readonly kind: 'unreadable-coordinate' | 'double' | 'too-long' }
)

/** What somebody should know; `swapped` and `no-column` concern the whole file. */
export type PointNote =
  | { readonly kind: 'unknown-kind' | 'unknown-shown'; readonly row: number; readonly text: string }
  | { readonly kind: 'swapped'; readonly row: number }

export type PointRows = {
  readonly points: readonly FilePoint[]
  readonly problems: readonly PointProblem[]
  readonly notes: readonly PointNote[]
  /** What the lines that are left out name, as far as it can be read. */
  readonly leftOut: readonly PlaceAndName[]
  /** Of the coordinates; undefined where there are none that can be read. */
  readonly system: { readonly code: SystemCode; readonly how: 'detected' | 'chosen' } | undefined
}

type Raw = Omit<FilePoint, 'at'> & { readonly pair: Pair | undefined }

type Texts = (field: PointField) => string

/** Our own CSV puts an apostrophe before what a spreadsheet would run. */
const textsOf =
  (source: SourceRow, columns: Columns<PointField>): Texts =>
  (field) =>
    fieldText(source, columns, field).replace(/^'(?=[=+\-@])/, '')

/** Name and address, wherever the line has them; `isSure` says that the column of numbers holds house numbers. */
function addressIn(text: Texts, isSure: boolean) {
  const [street, number] = [text('street'), text('number')]
  const split = splitAddress(street)
  // "Ahornweg 3" beside a number: that one counts the lines, or it is the same again.
  const isWhole = number === '' || (split.number !== '' && (!isSure || split.number === number))
  const address = isWhole ? split : undefined
  return {
    name: text('name'),
    street: address?.street ?? street,
    houseNumber: address?.number ?? number,
    postcode: text('postcode') || (address?.postcode ?? ''),
    town: text('town') || (address?.town ?? ''),
  }
}

function readRow(
  source: SourceRow,
  text: Texts,
  isSure: boolean,
  notes: PointNote[],
): Raw | readonly PointProblem[] {
  const { row } = source
  const problems: PointProblem[] = []
  if (text('name') === '') problems.push({ kind: 'no-name', row, text: '' })
  const written = [text('x'), text('y')] as const
  const numbers = written.map((part) => (part === '' ? undefined : readCoordinate(part)))
  for (const [index, part] of written.entries())
    if (part !== '' && numbers[index] === undefined)
      problems.push({ kind: 'unreadable-coordinate', row, text: part.slice(0, 60) })
  if ((written[0] === '') !== (written[1] === '')) problems.push({ kind: 'half-point', row, text: '' })
  const [x, y] = numbers
  const pair: Pair | undefined = x === undefined || y === undefined || isNone([x, y]) ? undefined : [x, y]
  const point = { row, ...addressIn(text, isSure) }
  if (pair === undefined && point.street === '' && problems.length === 0)
    problems.push({ kind: 'no-place', row, text: point.name.slice(0, 60) })
  if (lengthProblem(point)) problems.push({ kind: 'too-long', row, text: point.name.slice(0, 60) })
  if (problems.length > 0) return problems
  const [kind, shown] = [readPointKind(text('kind')), readShown(text('shown'))]
  if (kind === 'unknown') notes.push({ kind: 'unknown-kind', row, text: text('kind').slice(0, 60) })
  if (shown === 'unknown') notes.push({ kind: 'unknown-shown', row, text: text('shown').slice(0, 60) })
  return {
    ...point,
    kind: kind === 'unknown' ? 'other' : kind,
    // Who writes something that isn't understood may have meant no.
    shown: shown === 'unknown' ? false : shown,
    pair,
  }
}

export type PointReading = {
  readonly columns: Columns<PointField>
  readonly system?: SystemCode | undefined
  /** Lines that somebody wants to leave out. */
  readonly skip: ReadonlySet<number>
}

/**
 * Reads facilities under the header. The coordinates of a file are all of one system, told by their size; a pair that doesn't fit
 * the others is a mistake of its line, not of the file.
 */
export function readPointRows(
  rows: readonly SourceRow[],
  header: Header,
  { columns, system, skip }: PointReading,
): PointRows {
  const problems: PointProblem[] = []
  const notes: PointNote[] = []
  const raw: Raw[] = []
  const leftOut: PlaceAndName[] = []
  const isSure = !isBareNumber(header.titles[(columns.number ?? 0) - 1])
  for (const source of rows) {
    if (source.row <= header.row || source.cells.every(isEmptyCell)) continue
    const text = textsOf(source, columns)
    if (skip.has(source.row)) {
      leftOut.push({ ...addressIn(text, isSure), at: undefined })
      continue
    }
    const read = readRow(source, text, isSure, notes)
    if ('name' in read) raw.push(read)
    else problems.push(...read)
  }
  const common = commonKind(raw.flatMap(({ pair }) => (pair ? [pair] : [])))
  const kind: Kind | undefined =
    common && (system === undefined ? common : { code: system, swapped: common.swapped })
  if (common?.swapped) notes.unshift({ kind: 'swapped', row: header.row })
  const project = kind && degreesOf(kind)
  const known = new Map<string, FilePoint[]>()
  const points = raw.map(({ pair, ...point }): FilePoint => {
    const { row, name } = point
    const fits = pair === undefined || sameKind(kindOf(pair), common)
    const at = pair && fits ? project?.(pair) : undefined
    if (!fits) {
      const isSwapped = sameKind(kindOf([pair[1], pair[0]]), common)
      problems.push({ kind: isSwapped ? 'swapped-coordinate' : 'odd-coordinate', row, text: '', pair })
    } else if (pair && !at) problems.push({ kind: 'no-image', row, text: '', pair })
    const read = { ...point, at }
    const key = pointKey(read)
    const alike = known.get(key) ?? []
    if (alike.some((other) => isSameFacility(other, read)))
      problems.push({ kind: 'double', row, text: name.slice(0, 60) })
    known.set(key, [...alike, read])
    return read
  })
  return {
    points,
    leftOut,
    problems: problems.toSorted((a, b) => a.row - b.row),
    notes,
    system: kind && { code: kind.code, how: system === undefined ? 'detected' : 'chosen' },
  }
}
