import { csvLine, csvSeparators } from '#app/plain/csv.ts'
import type { Reader } from '#app/platform/database.server.ts'
import type { FileRefusal } from '#app/platform/tables/refusal.ts'
import { cellText, isEmptyCell } from '#app/platform/tables/sourcecell.ts'
import { clean, fieldText, findHeader, guessColumns, type Headings } from '../files/columns.ts'
import { listNamedPlaces } from '../files/places.server.ts'
import { readTableRows } from '../files/tableFile.server.ts'
import type { PlacesT } from '../files/words.ts'
import { type Allocation, allocate } from './allocate.ts'
import { type Address, splitAddress } from './houseNumber.ts'
import { findRegister, openRegister, type RegisterVersion } from './registers.server.ts'

/*
 * Addresses are asked in memory: none is stored, none is logged. What goes out is what came in, with the area beside it.
 */

type AddressField = 'street' | 'number' | 'address' | 'postcode' | 'town'
const addressHeadings: Headings<AddressField> = {
  street: [/^(?:strassenname|strasse|strname|str)$/],
  number: [/^(?:hausnummer|hausnr|hnr|nr|nummer|hausnummerzusatz|hausnummermitzusatz)$/],
  address: [
    /^(?:adresse|anschrift|strasseundhausnummer|strassehausnummer|strassehausnr|strassehnr|strassenr|wohnanschrift)$/,
  ],
  postcode: [/^(?:plz|postleitzahl)$/],
  town: [/^(?:ort|gemeinde|stadt|wohnort|kommune)$/],
}

/** One asked address: the fields as they came and the answer. */
type Asked = { readonly fields: readonly string[]; readonly allocation: Allocation }

export type AskedList = {
  readonly register: RegisterVersion
  readonly titles: readonly string[]
  readonly rows: readonly Asked[]
  readonly names: ReadonlyMap<number, string>
}

export type AskRefusal =
  | FileRefusal
  | { readonly refused: 'no-register' | 'no-addresses' | 'no-columns' | 'too-many' }

const mostPasted = 5_000

async function open(reader: Reader, day: string) {
  const register = await findRegister(reader, day)
  if (!register) return undefined
  const names = new Map((await listNamedPlaces(reader, day)).map(({ id, name }) => [id, name]))
  return { register, names, ask: await openRegister(reader, register) }
}

/** Id of the place in which an address lies, if it can be said. `number` is '' where the number stands in the street's field. */
type AddressBook = (street: string, number: string) => number | undefined

/** The register that holds on a day (ISO date), to be asked address by address while a file passes; undefined where there is none. */
export async function openAddressBook(reader: Reader, day: string): Promise<AddressBook | undefined> {
  const register = await findRegister(reader, day)
  if (!register) return undefined
  const opened = await openRegister(reader, register)
  return (street, number) => {
    const address =
      number === '' ? splitAddress(street) : { street: street.trim(), number, postcode: '', town: '' }
    // Nobody is asked back, so similar names of streets aren't looked for.
    if (address.street === '' || !opened.rangesOf(address.street)) return undefined
    const found = allocate(opened, address)
    return found.kind === 'found' ? found.placeId : undefined
  }
}

/** A list with one address per line, asked of the register that holds on `day`. */
export async function askLines(
  reader: Reader,
  lines: string,
  day: string,
): Promise<AskedList | { readonly refusal: AskRefusal }> {
  const addresses = lines
    .split(/\r?\n/)
    .map(clean)
    .filter((line) => line !== '')
  if (addresses.length === 0) return { refusal: { refused: 'no-addresses' } }
  if (addresses.length > mostPasted) return { refusal: { refused: 'too-many' } }
  const opened = await open(reader, day)
  if (!opened) return { refusal: { refused: 'no-register' } }
  const rows = addresses.map((line) => ({
    fields: [line],
    allocation: allocate(opened.ask, splitAddress(line)),
  }))
  return { register: opened.register, names: opened.names, titles: [], rows }
}

/** A table with a column of streets and one of numbers, or one of whole addresses. */
export async function askTable(
  reader: Reader,
  bytes: Uint8Array,
  day: string,
): Promise<AskedList | { readonly refusal: AskRefusal }> {
  const read = await readTableRows(bytes)
  if (read.refusal) return { refusal: read.refusal }
  const header = findHeader(read.rows, addressHeadings)
  const columns = guessColumns(header?.titles ?? [], addressHeadings)
  if (!header || (columns.street === undefined && columns.address === undefined))
    return { refusal: { refused: 'no-columns' } }
  const opened = await open(reader, day)
  if (!opened) return { refusal: { refused: 'no-register' } }
  const below = read.rows.filter(({ row, cells }) => row > header.row && !cells.every(isEmptyCell))
  if (below.length === 0) return { refusal: { refused: 'no-addresses' } }
  const addressOf = (row: (typeof below)[number]): Address => {
    const text = (field: AddressField) => fieldText(row, columns, field)
    const whole = splitAddress(text('address') || text('street'))
    const number = text('number')
    // Lists that were kept by hand have both in the street's field in some of their lines.
    const isSplit = number !== '' && columns.street !== undefined
    return {
      street: isSplit ? text('street') : whole.street,
      number: isSplit ? number : whole.number,
      postcode: text('postcode') || whole.postcode,
      town: text('town') || whole.town,
    }
  }
  const rows = below.map((row) => ({
    fields: header.titles.map((_, index) => cellText(row.cells[index])),
    allocation: allocate(opened.ask, addressOf(row)),
  }))
  return { register: opened.register, names: opened.names, titles: header.titles, rows }
}

/** The answer in words: area ("" where it stays open) and what there is to say about it. */
export function wordsOf(
  allocation: Allocation,
  names: ReadonlyMap<number, string>,
  t: PlacesT,
): { readonly area: string; readonly note: string } {
  switch (allocation.kind) {
    case 'found':
      return {
        area: names.get(allocation.placeId) ?? '',
        note: allocation.assumed ? t(`streets.assumed.${allocation.assumed}`) : '',
      }
    case 'ambiguous': {
      const places = allocation.placeIds.map((id) => names.get(id) ?? '').join(', ')
      return { area: '', note: t('streets.open.ambiguous', { places }) }
    }
    case 'unknown-street':
      return {
        area: '',
        note:
          allocation.suggestions.length > 0
            ? t('streets.open.perhaps', { streets: allocation.suggestions.join(', ') })
            : t('streets.open.unknown-street'),
      }
    default:
      return { area: '', note: t(`streets.open.${allocation.kind}`) }
  }
}

/** How many addresses lie in each area, the most first; those that nobody can place last, never left out. */
export function countByArea({ rows, names }: AskedList, unassigned: string) {
  const counts = new Map<string, number>()
  let open = 0
  for (const { allocation } of rows) {
    const name = allocation.kind === 'found' ? names.get(allocation.placeId) : undefined
    if (name === undefined) open += 1
    else counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const found = [...counts].map(([area, count]) => ({ area, count })).toSorted((a, b) => b.count - a.count)
  return [...found, { area: unassigned, count: open }]
}

/** The list as CSV: the columns that came in, then area and note. */
export function writeAsked(list: AskedList, t: PlacesT, language: 'de' | 'en'): string {
  const separator = csvSeparators[language]
  const width = Math.max(1, list.titles.length)
  const titles = list.titles.length > 0 ? list.titles : [t('streets.ask.address')]
  const head = csvLine([...titles, t('streets.ask.area'), t('streets.ask.note')], separator)
  const lines = list.rows.map(({ fields, allocation }) => {
    const { area, note } = wordsOf(allocation, list.names, t)
    const padded = Array.from({ length: width }, (_, index) => fields[index] ?? '')
    return csvLine([...padded, area === '' ? t('streets.unassigned') : area, note], separator)
  })
  return head + lines.join('')
}
