import type { RowName } from './rightsTable.ts'
import type { RouteMethod } from './routeList.ts'

/** What must follow the address so that a page has something to show. */
const queries: Readonly<Record<string, string>> = {
  '/:tenant/zahlen/:indicator/herkunft': '?raum=teststadt&jahr=2018',
  '/:tenant/zahlen/:indicator/bild.svg': '?art=verlauf',
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

/** Names in the address for which nobody has said what to put there. */
export function unknownParts(route: RouteMethod, parts: ReadonlyMap<string, string>): string[] {
  return partsOf(route.address).filter((part) => !parts.has(part))
}

/** A real address: every `:name` filled, a star replaced by `star`. */
export function fill(row: RowName, parts: ReadonlyMap<string, string>, star: string): string {
  const path = row.address
    .replace(
      /:([a-zA-Z]+)\??/g,
      (_, part: string) => parts.get(`${part} (${row.note})`) ?? parts.get(part) ?? 'unbekannt',
    )
    .replace('*', star)
  return path + (queries[row.address] ?? '')
}
