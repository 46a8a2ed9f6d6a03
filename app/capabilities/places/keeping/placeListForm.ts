import { isSameName, mayStandUnder, tidyName } from '../history/change.ts'
import type { Place, PlaceKind } from '../place.ts'

/** One line of a pasted or uploaded list, understood. */
export type ListedPlace = {
  readonly line: number
  readonly name: string
  readonly kind: PlaceKind
  /** The name of the place above, for people: a county has more than one "Mitte". */
  readonly parent: string
  /** The key of the place above; undefined where it is one of an earlier line, of this name. */
  readonly parentKey: string | undefined
  readonly key: string | undefined
}

export type ListProblem = {
  readonly line: number
  readonly kind: 'no-name' | 'no-parent' | 'wrong-kind' | 'double' | 'exists' | 'too-many' | 'two-parents'
  readonly parameters: Readonly<Record<string, string | number>>
}

export type ReadList = { readonly places: readonly ListedPlace[]; readonly problems: readonly ListProblem[] }

const mostLines = 2000

const kindWords: Readonly<Record<string, PlaceKind>> = {
  sozialraum: 'area',
  stadtteil: 'area',
  stadtbezirk: 'area',
  planungsraum: 'area',
  raum: 'area',
  area: 'area',
  quartier: 'quarter',
  quarter: 'quarter',
  stadt: 'town',
  gemeinde: 'town',
  town: 'town',
}
const headings = /^(name|bezeichnung|sozialraum|ort|stadtteil|raum)$/i

/**
 * Reads "name; key; parent; kind", a line per place, with semicolons or tabs as spreadsheets copy them. Key, parent and kind
 * may be left out: then the place stands under `under`, and is what stands there usually. A line of headings is passed over.
 */
export function readPlaceList(text: string, places: readonly Place[], under: Place): ReadList {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((content, index) => ({ line: index + 1, cells: content.split(/[;\t]/).map(unquote) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (lines[0] && headings.test(lines[0].cells[0] ?? '')) lines.shift()
  const problems: ListProblem[] = []
  const found: ListedPlace[] = []
  if (lines.length > mostLines)
    return {
      places: [],
      problems: [{ line: mostLines + 1, kind: 'too-many', parameters: { most: mostLines } }],
    }
  const living = places.filter((place) => place.validTo === undefined)
  for (const { line, cells } of lines) {
    const [name = '', key = '', parentName = '', kindText = ''] = cells
    const say = (kind: ListProblem['kind'], parameters = {}) =>
      problems.push({ line, kind, parameters: { name, ...parameters } })
    if (name === '') {
      say('no-name')
      continue
    }
    const parents =
      parentName === ''
        ? [under]
        : living.filter((place) => place.kind !== 'unassigned' && isSameName(place.name, parentName))
    const listed = found.filter((place) => isSameName(place.name, parentName))
    if (parents.length + listed.length > 1) {
      say('two-parents', { parent: parentName })
      continue
    }
    const above = parents[0] ?? listed[0]
    if (!above) {
      say('no-parent', { parent: parentName })
      continue
    }
    const kind = kindText === '' ? usualBelow(above.kind) : kindWords[kindText.toLowerCase()]
    if (!kind || !mayStandUnder(kind, above.kind)) {
      say('wrong-kind', { text: kindText })
      continue
    }
    const parent = above.name
    if (found.some((place) => isSameName(place.name, name) && isSameName(place.parent, parent))) {
      say('double')
      continue
    }
    if (
      living.some((place) => place.parentId === parents[0]?.id && parents[0] && isSameName(place.name, name))
    ) {
      say('exists')
      continue
    }
    found.push({ line, name, kind, parent, parentKey: parents[0]?.key, key: key === '' ? undefined : key })
  }
  return { places: found, problems }
}

function unquote(cell: string): string {
  const text = cell.trim()
  return tidyName(
    text.startsWith('"') && text.endsWith('"') && text.length > 1
      ? text.slice(1, -1).replaceAll('""', '"')
      : text,
  )
}

function usualBelow(kind: PlaceKind): PlaceKind {
  if (kind === 'area') return 'quarter'
  return kind === 'county' ? 'town' : 'area'
}
