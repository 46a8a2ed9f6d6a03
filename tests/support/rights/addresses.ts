import { type Asker, askers, type RowName } from './rightsTable.ts'
import type { RouteMethod } from './routeList.ts'

/** What must follow the address so that a page has something to show. */
const queries: Readonly<Record<string, string>> = {
  '/:tenant/daten/auswahl.csv': '?reihe=familien',
  '/:tenant/daten/auswahl-roh.csv': '?reihe=familien',
  '/:tenant/daten/auswahl.xlsx': '?reihe=familien',
  '/:tenant/daten/auswahl.json': '?reihe=familien',
  '/api/v1/:tenant/data': '?reihe=familien',
  '/:tenant/zahlen/:indicator/herkunft': '?raum=teststadt&jahr=2018',
  '/:tenant/zahlen/:indicator/bild.svg': '?art=verlauf',
  '/:tenant/verwaltung/orte/:place/aendern': '?art=umbenennen',
  '/:tenant/anmelden/sso/hinweis': '?grund=keine-gruppe',
  '/sprache': '?sprache=de&zurueck=/',
}

const partsOf = (address: string) => [...address.matchAll(/:([a-zA-Z]+)\??/g)].map((match) => match[1]!)

/** The rows that a route has in the table: one, and one more for each note that a part of its address has. */
export function rowsOfRoute(route: RouteMethod, parts: ReadonlyMap<string, string>): RowName[] {
  const noted = [...parts.keys()].flatMap((key) => {
    const match = /^(\w+) \((.+)\)$/.exec(key)
    return match && partsOf(route.address).includes(match[1]!) ? [match[2]!] : []
  })
  return ['', ...noted].map((note) => ({ ...route, note }))
}

/** What stands for a name: in this address, else in any. */
const findPart = (address: string, part: string, parts: ReadonlyMap<string, string>): string | undefined =>
  parts.get(`${address} ${part}`) ?? parts.get(part)

/** Names in the address for which nobody has said what to put there. */
export function unknownParts(route: RouteMethod, parts: ReadonlyMap<string, string>): string[] {
  return partsOf(route.address).filter((part) => findPart(route.address, part, parts) === undefined)
}

/** A real address for this asker: every `:name` filled, `asset` stands for the star of the files of the pages. */
export function fill(
  row: RowName,
  parts: ReadonlyMap<string, string>,
  { asset, asker }: { readonly asset: string; readonly asker: Asker },
): string {
  const own = (texts: string | undefined) => {
    const list = texts?.split(' ')
    return list?.[list.length > 1 ? askers.indexOf(asker) : 0]
  }
  const path = row.address
    .replace(
      /:([a-zA-Z]+)\??/g,
      (_, part: string) =>
        own(parts.get(`${part} (${row.note})`) ?? findPart(row.address, part, parts)) ?? 'unbekannt',
    )
    .replace('*', row.address === '/assets/*' ? asset : 'gibt/es-nicht')
  return path + (queries[row.address] ?? '')
}
