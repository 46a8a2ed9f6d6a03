import { type Role, roles } from '#app/capabilities/accounts/account.ts'
import type { Method, RouteMethod } from './routeList.ts'

/** Who asks: nobody, somebody with a role in another municipality only, or one role here. */
export const askers = ['signed-out', 'outsider', ...roles] as const
export type Asker = 'signed-out' | 'outsider' | Role

/** How the columns of `docs/rechte.md` are headed. */
export const headings: Readonly<Record<Asker, string>> = {
  'signed-out': 'abgemeldet',
  outsider: 'anderswo',
  coordination: 'Koordination',
  planning: 'Planung',
  area_coordination: 'Sozialraum',
  practitioner: 'Fachkraft',
  provider: 'Träger',
  leadership: 'Leitung',
  state_office: 'Land',
  trust_centre: 'Vertrauensstelle',
  delivery_office: 'Lieferstelle',
  data_protection: 'Datenschutz',
  administration: 'Verwaltung',
}

/** What an answer comes to. */
export const words = ['ja', 'nein', 'anmelden', 'nicht gefunden'] as const
export type Word = (typeof words)[number]

/** `note` tells rows of the same address apart: "Entwurf". */
export type RowName = RouteMethod & { readonly note: string }
export type RightsRow = RowName & { readonly cells: Readonly<Record<Asker, string>> }

export const nameOf = ({ address, method, note }: RowName): string =>
  `${method} ${address}${note === '' ? '' : ` (${note})`}`

const cellsOf = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())

/** All tables of a Markdown text whose header begins so: their header and the cells of their rows. */
export function tablesIn(
  markdown: string,
  firstHeading: string,
): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }[] {
  const tables: { header: string[]; rows: string[][] }[] = []
  let open = false
  for (const line of markdown.split('\n')) {
    if (!line.trim().startsWith('|')) open = false
    else if (cellsOf(line)[0] === firstHeading) {
      tables.push({ header: cellsOf(line), rows: [] })
      open = true
    } else if (open && !/^[\s|:-]+$/.test(line)) tables.at(-1)!.rows.push(cellsOf(line))
  }
  return tables
}

/** The rows about addresses. Throws where a row can’t be read: a table for people must be as exact as one for machines. */
export function readRightsTable(markdown: string): RightsRow[] {
  return tablesIn(markdown, 'Adresse').flatMap(({ header, rows }) => {
    const columns = Object.fromEntries(askers.map((asker) => [asker, header.indexOf(headings[asker])]))
    const missing = askers.filter((asker) => columns[asker] === -1)
    if (missing.length > 0)
      throw new Error(`a table lacks the columns ${missing.map((one) => headings[one]).join(', ')}`)
    return rows.map((row) => {
      const match = /^`([^`]+)`(?: \((.+)\))?$/.exec(row[0] ?? '')
      const method = row[header.indexOf('Art')]
      if (!match || (method !== 'GET' && method !== 'POST') || row.length !== header.length)
        throw new Error(`a row can’t be read: ${row.join(' | ')}`)
      const cells = Object.fromEntries(askers.map((asker) => [asker, row[columns[asker]!]!])) as Record<
        Asker,
        string
      >
      return { address: match[1]!, method: method as Method, note: match[2] ?? '', cells }
    })
  })
}

/** A row as it stands in the file. */
export function writeRow({ address, method, note, cells }: RightsRow): string {
  const first = note === '' ? `\`${address}\`` : `\`${address}\` (${note})`
  return `| ${[first, method, ...askers.map((asker) => cells[asker])].join(' | ')} |`
}

/** Every difference between what people can read and what the server did; empty if there is none. */
export function compareRights(written: readonly RightsRow[], observed: readonly RightsRow[]): string[] {
  const rows = new Map(written.map((row) => [nameOf(row), row]))
  const known = new Set(observed.map(nameOf))
  const twice = written.length === rows.size ? [] : ['docs/rechte.md has a row twice']
  const stale = written
    .filter((row) => !known.has(nameOf(row)))
    .map((row) => `${nameOf(row)}: a row without a route in docs/rechte.md`)
  const wrong = observed.flatMap((row) => {
    const expected = rows.get(nameOf(row))
    if (!expected)
      return [`${nameOf(row)}: no row in docs/rechte.md; if this is right, add:\n${writeRow(row)}`]
    return askers
      .filter((asker) => expected.cells[asker] !== row.cells[asker])
      .map(
        (asker) =>
          `${nameOf(row)}: ${headings[asker]} gets "${row.cells[asker]}", written is "${expected.cells[asker]}"`,
      )
  })
  return [...twice, ...stale, ...wrong]
}

/** What a page's answer means for who asked. Throws for an answer that no right explains. */
export function wordFor(status: number, location: string | null): Word {
  // Programmes can't be led to a page.
  if (status === 401) return 'anmelden'
  if (status === 403) return 'nein'
  if (status === 404) return 'nicht gefunden'
  if (status >= 300 && status < 400 && location !== null) {
    const { pathname } = new URL(location, 'http://here')
    return pathname === '/anmelden' ? 'anmelden' : 'ja'
  }
  // 400, 409, 415: somebody who may do it sent an empty form, or what they asked for can't be done now.
  if ((status >= 200 && status < 300) || [304, 400, 409, 415].includes(status)) return 'ja'
  throw new Error(`no right explains the answer ${status}`)
}
