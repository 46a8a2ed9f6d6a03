import type { SourceRow } from '#app/platform/tables/sourcecell.ts'
import { isEmptyCell } from '#app/platform/tables/sourcecell.ts'
import { type Columns, fieldText, type Header, type Headings } from '../files/columns.ts'
import type { PlaceMatch } from '../files/matchPlaces.ts'
import { readHouseNumber } from './houseNumber.ts'
import { type HouseNumber, isOpenEnd, type Side, type StreetRange } from './street.ts'

export const registerFields = [
  'street',
  'side',
  'from',
  'fromSuffix',
  'to',
  'toSuffix',
  'area',
  'postcode',
  'town',
] as const
export type RegisterField = (typeof registerFields)[number]

/** Headings as towns write them, e.g. "Straßenname;Strassenschlüssel;HNr von;Zusatz von;HNr bis;Zusatz bis;Seite (G/U/A);Stadtteil". */
export const registerHeadings: Headings<RegisterField> = {
  street: [
    /^(?:strassenname|strasse|strname|strassenbezeichnung)$/,
    /^str$/,
    /^strasse(?!nschl|nnr|nkenn|nid)/,
  ],
  side: [/^(?:seite|strassenseite|geradeungerade|gu|gua|ug)/, /gerade|seite/],
  from: [
    /^(?:hnr|hausnr|hausnummer|nr|nummer|num)?von(?:hnr|hausnr|hausnummer|nr|nummer)?$/,
    /(?:nr|nummer)(?:von|ab)$|^von(?!zus|buch)/,
  ],
  fromSuffix: [/(?:zusatz|zus|buchstabe|bst|adz).*von|von.*(?:zusatz|zus|buchstabe|bst)/],
  to: [
    /^(?:hnr|hausnr|hausnummer|nr|nummer|num)?bis(?:hnr|hausnr|hausnummer|nr|nummer)?$/,
    /(?:nr|nummer)bis$|^bis(?!zus|buch)/,
  ],
  toSuffix: [/(?:zusatz|zus|buchstabe|bst|adz).*bis|bis.*(?:zusatz|zus|buchstabe|bst)/],
  area: [
    /^(?:sozialraum|planungsraum)/,
    /^(?:gebietsschluessel|raumschluessel|bezirksschluessel|gebiet|area)/,
    /^(?:stadtteil|statistischerbezirk|statbezirk|ortsteil|stadtbezirk|bezirk|quartier)/,
  ],
  postcode: [/^(?:plz|postleitzahl)/],
  town: [/^(?:ort|gemeinde|stadt|kommune|wohnort|gemeindename|ortsname)$/],
}

export type RegisterProblem =
  | { readonly kind: 'no-street' | 'no-area'; readonly row: number }
  | {
      readonly kind: 'unreadable-number'
      readonly row: number
      readonly field: 'from' | 'to'
      readonly text: string
    }
  | { readonly kind: 'unknown-side'; readonly row: number; readonly text: string }
  | { readonly kind: 'from-after-to'; readonly row: number; readonly from: string; readonly to: string }
  | { readonly kind: 'unknown-area' | 'several-areas'; readonly row: number; readonly text: string }

export type RegisterRows = {
  readonly ranges: readonly StreetRange[]
  readonly problems: readonly RegisterProblem[]
  /** Every name or key of an area in the file, with how many lines name it and what it means. */
  readonly areas: ReadonlyMap<string, { readonly lines: number; readonly match: PlaceMatch }>
}

const sideWords: readonly (readonly [Side, RegExp])[] = [
  ['all', /^(?:|a|alle|alles|beide|beideseiten|b|gu|ug|0|gesamt|geradeundungerade|all|both|fortlaufend|f)$/],
  ['even', /^(?:g|ger|gerade|2|even|e)$/],
  ['odd', /^(?:u|ung|ungerade|1|odd|o)$/],
]

export function readSide(text: string): Side | undefined {
  const simple = text.toLowerCase().replace(/[^a-z0-9]/g, '')
  return sideWords.find(([, pattern]) => pattern.test(simple))?.[0]
}

type End = HouseNumber | 'open' | 'unreadable'

function readEnd(text: string, suffix: string): End {
  if (text === '') return suffix === '' ? 'open' : 'unreadable'
  const read = readHouseNumber(`${text}${suffix === '' ? '' : ` ${suffix}`}`)
  if (!read || read.first) return 'unreadable'
  return read.at
}

const start: HouseNumber = { number: 0, suffix: '' }

/**
 * Reads the lines under the header. A line that can't be read is a problem at its row; nothing is guessed or left out in
 * silence. `find` says which place a name or key means.
 */
export function readRegisterRows(
  rows: readonly SourceRow[],
  header: Header,
  columns: Columns<RegisterField>,
  find: (text: string) => PlaceMatch,
): RegisterRows {
  const ranges: StreetRange[] = []
  const problems: RegisterProblem[] = []
  const areas = new Map<string, { lines: number; match: PlaceMatch }>()
  for (const source of rows) {
    if (source.row <= header.row || source.cells.every(isEmptyCell)) continue
    const { row } = source
    const text = (field: RegisterField) => fieldText(source, columns, field)
    const before = problems.length
    const street = text('street')
    if (street === '') problems.push({ kind: 'no-street', row })
    const side = readSide(text('side'))
    if (side === undefined) problems.push({ kind: 'unknown-side', row, text: text('side') })
    const from = readEnd(text('from'), text('fromSuffix'))
    const to = readEnd(text('to'), text('toSuffix'))
    for (const [field, end] of [['from', from] as const, ['to', to] as const])
      if (end === 'unreadable')
        problems.push({ kind: 'unreadable-number', row, field, text: text(field) || text(`${field}Suffix`) })
    const area = text('area')
    const match: PlaceMatch = area === '' ? { kind: 'none' } : (areas.get(area)?.match ?? find(area))
    if (area === '') problems.push({ kind: 'no-area', row })
    else {
      areas.set(area, { lines: (areas.get(area)?.lines ?? 0) + 1, match })
      if (match.kind === 'none') problems.push({ kind: 'unknown-area', row, text: area })
      if (match.kind === 'several') problems.push({ kind: 'several-areas', row, text: area })
    }
    if (from === 'unreadable' || to === 'unreadable' || match.kind !== 'same' || side === undefined) continue
    const first = from === 'open' ? start : from
    const last =
      to === 'open' || isOpenEnd(to.number) || (to.number === 0 && first.number === 0) ? undefined : to
    if (
      last &&
      (first.number > last.number || (first.number === last.number && isAfter(first.suffix, last.suffix)))
    )
      problems.push({
        kind: 'from-after-to',
        row,
        from: `${text('from')}${text('fromSuffix')}`,
        to: `${text('to')}${text('toSuffix')}`,
      })
    if (problems.length > before) continue
    ranges.push({
      row,
      street,
      side,
      from: first,
      to: last,
      placeId: match.place.id,
      postcode: text('postcode'),
      town: text('town'),
    })
  }
  return { ranges, problems, areas }
}

/** "263 a" to "263" means all letters of 263: the end without letter holds them. */
const isAfter = (from: string, to: string) => to !== '' && from > to
