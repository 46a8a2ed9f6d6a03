import { isEmptyCell, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { SystemCode } from '../boundaries/referenceSystem.ts'
import { type Columns, fieldText, type Header, type Headings } from '../files/columns.ts'
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
import { type PlacePoint, type PointKind, pointKey } from './point.ts'
import { lengthProblem, readPointKind, readShown } from './pointWords.ts'

export const pointFields = [
  'name',
  'kind',
  'street',
  'number',
  'postcode',
  'town',
  'x',
  'y',
  'shown',
] as const
export type PointField = (typeof pointFields)[number]

export const pointHeadings: Headings<PointField> = {
  name: [
    /^(?:name|nameder?einrichtung|einrichtungsname|einrichtung|bezeichnung)$/,
    /^(?:kita|schule|schulname|kitaname)$/,
    /^(?!.*(?:traeger|strasse|ort)).*(?:name|bezeichnung)/,
  ],
  kind: [/^(?:art|typ|kategorie|einrichtungsart|einrichtungstyp|artder?einrichtung|schulform|kind|type)$/],
  street: [
    /^(?:strasse|strassenname|str|strname|street)$/,
    /^(?:adresse|anschrift|strasseundhausnummer|strassehausnummer|strassehausnr|strassehnr|strassenr)$/,
  ],
  number: [/^(?:hausnummer|hausnr|hnr|nr|nummer|housenumber)$/],
  postcode: [/^(?:plz|postleitzahl|postcode)$/],
  town: [/^(?:ort|gemeinde|stadt|kommune|wohnort|town)$/],
  x: [
    /^(?:x|lon|lng|long|longitude|laenge|laengengrad|geolaenge|rechtswert|ostwert|easting|utmx|utmost|east|ost|xkoordinate|xwert|koordx)$/,
  ],
  y: [
    /^(?:y|lat|latitude|breite|breitengrad|geobreite|hochwert|nordwert|northing|utmy|utmnord|north|nord|ykoordinate|ywert|koordy)$/,
  ],
  shown: [/^(?:oeffentlich|oeffentlichzeigen|sichtbar|public)$/],
}

/** What the file says of a facility; '' and undefined where it says nothing. */
export type FilePoint = Omit<PlacePoint, 'kind' | 'shown'> & {
  readonly row: number
  readonly kind: PointKind | undefined
  readonly shown: boolean | undefined
}

/** Each blocks the file until the line is corrected or left out. */
export type PointProblem = { readonly row: number; readonly text: string } & (
  | { readonly kind: 'no-name' | 'no-place' | 'half-point' | 'no-image' | 'odd-coordinate' }
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
  /** Of the coordinates; undefined where there are none that can be read. */
  readonly system: { readonly code: SystemCode; readonly how: 'detected' | 'chosen' } | undefined
}

type Raw = Omit<FilePoint, 'at'> & { readonly pair: Pair | undefined }

function readRow(
  source: SourceRow,
  columns: Columns<PointField>,
  notes: PointNote[],
): Raw | readonly PointProblem[] {
  const { row } = source
  // Our own CSV puts an apostrophe before what a spreadsheet would run.
  const text = (field: PointField) => fieldText(source, columns, field).replace(/^'(?=[=+\-@])/, '')
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
  const address = text('number') === '' ? splitAddress(text('street')) : undefined
  const point = {
    row,
    name: text('name'),
    street: address?.street ?? text('street'),
    houseNumber: address?.number ?? text('number'),
    postcode: text('postcode') || (address?.postcode ?? ''),
    town: text('town') || (address?.town ?? ''),
  }
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
  for (const source of rows) {
    if (source.row <= header.row || skip.has(source.row) || source.cells.every(isEmptyCell)) continue
    const read = readRow(source, columns, notes)
    if ('name' in read) raw.push(read)
    else problems.push(...read)
  }
  const common = commonKind(raw.flatMap(({ pair }) => (pair ? [pair] : [])))
  const kind: Kind | undefined =
    common && (system === undefined ? common : { code: system, swapped: common.swapped })
  if (common?.swapped) notes.unshift({ kind: 'swapped', row: header.row })
  const project = kind && degreesOf(kind)
  const known = new Map<string, number>()
  const points = raw.map(({ pair, ...point }): FilePoint => {
    const { row, name } = point
    const fits = pair === undefined || sameKind(kindOf(pair), common)
    const at = pair && fits ? project?.(pair) : undefined
    if (!fits) problems.push({ kind: 'odd-coordinate', row, text: pair.join(' / ') })
    else if (pair && !at) problems.push({ kind: 'no-image', row, text: pair.join(' / ') })
    const key = pointKey({ ...point, at })
    if (known.has(key)) problems.push({ kind: 'double', row, text: name.slice(0, 60) })
    known.set(key, row)
    return { ...point, at }
  })
  return {
    points,
    problems: problems.toSorted((a, b) => a.row - b.row),
    notes,
    system: kind && { code: kind.code, how: system === undefined ? 'detected' : 'chosen' },
  }
}
