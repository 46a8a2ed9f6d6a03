import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { roles, type Scope } from '#app/capabilities/accounts/account.ts'
import { actions, type Bearing, isAllowed, reaches } from '#app/capabilities/accounts/permission.ts'
import {
  type Asker,
  askers,
  compareRights,
  headings,
  type RightsRow,
  readRightsTable,
  tablesIn,
  wordFor,
  words,
  writeRow,
} from './support/rights/rightsTable.ts'
import { listRoutes, methodsOf, serverRoutesIn } from './support/rights/routeList.ts'

const page = readFileSync(join(import.meta.dirname, '../docs/rechte.md'), 'utf8')

describe('the table of pages', () => {
  const written = readRightsTable(page)

  test('can be read, and says one of four words in each cell', () => {
    expect(written.length).toBeGreaterThan(40)
    const said = new Set(written.flatMap(({ cells }) => Object.values(cells)))
    expect([...said].filter((word) => !words.some((known) => known === word))).toEqual([])
  })

  test('equal to what was observed has no differences', () => {
    expect(compareRights(written, written)).toEqual([])
  })

  // Each of these is a mistake that somebody could make; the comparison finds it.
  const allowed = (word: string) =>
    Object.fromEntries(askers.map((one) => [one, word])) as Record<Asker, string>
  const row = (address: string, word = 'ja'): RightsRow => ({
    address,
    method: 'GET',
    note: '',
    cells: allowed(word),
  })
  const both = [row('/a'), row('/b', 'nein')]

  test('lacks a route: the row to add is named', () => {
    const found = compareRights([row('/a')], both)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain('GET /b: no row')
    expect(found[0]).toContain(writeRow(row('/b', 'nein')))
  })

  test('has a row whose route is gone', () => {
    expect(compareRights(both, [row('/a')])).toEqual(['GET /b: a row without a route in docs/rechte.md'])
  })

  test('says yes where the server says no', () => {
    const wrong = { ...row('/b', 'nein'), cells: { ...allowed('nein'), planning: 'ja' } }
    expect(compareRights([row('/a'), wrong], both)).toEqual(['GET /b: Planung gets "nein", written is "ja"'])
  })

  test('has a row twice, of which only one is right', () => {
    expect(compareRights([...both, row('/b')], both)).not.toEqual([])
  })

  test('without a column, or with a row that can’t be read, is refused', () => {
    const header = ['Adresse', 'Art', ...askers.map((asker) => headings[asker])]
    const table = (titles: readonly string[], first: string) =>
      [titles, titles.map(() => '---'), [first, 'GET', ...titles.slice(2).map(() => 'ja')]]
        .map((cells) => `| ${cells.join(' | ')} |`)
        .join('\n')
    expect(readRightsTable(table(header, '`/a` (Entwurf)'))).toMatchObject([
      { address: '/a', note: 'Entwurf' },
    ])
    expect(() => readRightsTable(table(header.slice(0, -1), '`/a`'))).toThrow('Verwaltung')
    expect(() => readRightsTable(table(header, '/a'))).toThrow('can’t be read')
  })
})

describe('routes', () => {
  test('come from the site map and from the server', () => {
    const found = listRoutes().map(({ address, method }) => `${method} ${address}`)
    expect(found).toContain('GET /:tenant/lieferungen/:delivery/datei')
    expect(found).toContain('POST /:tenant/lieferungen/neu')
    expect(found).toContain('GET /status')
    expect(found).not.toContain('POST /status')
  })

  test('answer what their source says', () => {
    expect(methodsOf('export async function loader() {}')).toEqual(['GET'])
    expect(methodsOf('export default function Page() {}\nexport async function action() {}')).toEqual([
      'GET',
      'POST',
    ])
    expect(methodsOf('export const action = save')).toEqual(['POST'])
    expect(methodsOf("export { action, loader } from './other.ts'")).toEqual(['GET', 'POST'])
    expect(serverRoutesIn("app.get('/status', x)\napp.all(\n  '/api/*', y)\napp.use('*', z)")).toEqual([
      { address: '/status', method: 'GET' },
      { address: '/api/*', method: 'GET' },
      { address: '/api/*', method: 'POST' },
    ])
  })

  test('answer in words that a right explains, or the walk stops', () => {
    expect(wordFor(302, '/anmelden?zurueck=%2Fhamm')).toBe('anmelden')
    expect(wordFor(302, '/hamm/berichte')).toBe('ja')
    expect(wordFor(400, null)).toBe('ja')
    for (const status of [405, 413, 429, 500, 503])
      expect(() => wordFor(status, null)).toThrow(String(status))
  })
})

test('the table of rights says what the program decides', () => {
  const [table, ...more] = tablesIn(page, 'Recht')
  expect(more).toEqual([])
  const said: Record<Bearing, string> = { inside: 'begrenzt', open: 'gleich', whole: 'nur unbegrenzt' }
  const kinds: Record<keyof Scope, string> = { places: 'Orte', organisations: 'Stellen', fields: 'Felder' }
  const column = (row: readonly string[], heading: string) => row[table!.header.indexOf(heading)]
  const decided = actions.map((action) => [
    `\`${action}\``,
    ...roles.map((role) => (isAllowed(role, action) ? 'ja' : '–')),
    ...(['places', 'organisations', 'fields'] as const).map((kind) => said[reaches[action][kind]]),
  ])
  const read = table!.rows.map((row) => [
    column(row, 'Name im Programm'),
    ...roles.map((role) => column(row, headings[role])),
    ...Object.values(kinds).map((kind) => column(row, kind)),
  ])
  expect(read).toEqual(decided)
})
