import type { Reader } from '#app/platform/database.server.ts'
import type { FileRefusal } from '#app/platform/tables/refusal.ts'
import { cellText, type SourceRow } from '#app/platform/tables/sourcecell.ts'
import { type Columns, findHeader, guessColumns, type Header } from '../files/columns.ts'
import { type NamedPlace, PlaceMatcher } from '../files/matchPlaces.ts'
import type { PlaceFile } from '../files/placeFile.ts'
import { readPlaceFile } from '../files/placeFiles.server.ts'
import { listNamedPlaces } from '../files/places.server.ts'
import { readTableRows } from '../files/tableFile.server.ts'
import { checkRegister, type RegisterFinding } from './registerCheck.ts'
import { type RegisterChoices, readRegisterChoices } from './registerChoices.ts'
import { type RegisterField, type RegisterRows, readRegisterRows, registerHeadings } from './registerFile.ts'

/** Everything that a register's file says, by the choices made so far. */
export type RegisterAnalysis = RegisterRows & {
  readonly choices: RegisterChoices
  readonly header: Header
  readonly columns: Columns<RegisterField>
  readonly findings: readonly RegisterFinding[]
  readonly places: readonly NamedPlace[]
}

/** Where an address may lie: areas and what is below them, towns of a county, "not assignable". */
const isTarget = ({ kind }: NamedPlace) => kind !== 'state' && kind !== 'county'

export async function analyseRegister(
  reader: Reader,
  file: PlaceFile,
): Promise<RegisterAnalysis | { readonly refusal: FileRefusal }> {
  const read = await readTableRows(await readPlaceFile(reader, file))
  if (read.refusal) return { refusal: read.refusal }
  const choices = readRegisterChoices(file.choices)
  const places = (await listNamedPlaces(reader, choices.validFrom)).filter(isTarget)
  const header = findHeader(read.rows, registerHeadings) ?? { row: 0, titles: [] }
  const find = finder(places, choices)
  const columns = choices.columns ?? guessed(read.rows, header, find)
  const lines = readRegisterRows(read.rows, header, columns, find)
  return { ...lines, choices, header, columns, findings: checkRegister(lines.ranges), places }
}

function finder(places: readonly NamedPlace[], choices: RegisterChoices) {
  const matcher = new PlaceMatcher(places)
  const byId = new Map(places.map((place) => [place.id, place]))
  return (text: string) => {
    const chosen = Object.hasOwn(choices.areas, text) ? byId.get(choices.areas[text]!) : undefined
    return chosen ? ({ kind: 'same', place: chosen } as const) : matcher.find(text)
  }
}

const sampled = 200

/** Of several columns that could name the area, the one whose texts are places most often. */
function guessed(
  rows: readonly SourceRow[],
  header: Header,
  find: ReturnType<typeof finder>,
): Columns<RegisterField> {
  const columns = guessColumns(header.titles, registerHeadings)
  const below = rows.filter(({ row }) => row > header.row).slice(0, sampled)
  const taken = new Set(Object.entries(columns).flatMap(([field, at]) => (field === 'area' ? [] : [at])))
  const hits = header.titles.map((_, index) =>
    taken.has(index + 1)
      ? 0
      : below.filter(({ cells }) => find(cellText(cells[index]).trim()).kind === 'same').length,
  )
  const most = Math.max(0, ...hits)
  return most === 0 ? columns : { ...columns, area: hits.indexOf(most) + 1 }
}
