import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commandLineActor } from '#app/capabilities/accounts/accounts.server.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { auditing } from '../../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import PointPage from '../pages/point.tsx'
import * as fileRoute from '../pages/pointsFile.tsx'
import { importPoints } from '../places.server.ts'
import { actOnPointFile, uploadPoints } from './pointFile.server.ts'
import { readPointPage } from './pointPages.server.ts'
import { readPointPreview } from './pointPreview.server.ts'
import { listPoints, markOf } from './points.server.ts'
import { createPointTown } from './pointTown.fixture.server.ts'

let store: TestDatabase
let database: Database
let tenant: number
const now = new Date('2026-03-01T09:00:00Z')
const t = i18nFor('de').getFixedT('de', 'places')
const actor = () => commandLineActor(tenant)

beforeAll(async () => {
  store = await createTestDatabase()
  database = auditing(openDatabasePool(store.appUrl))
  tenant = await createPointTown(database, now)
})
afterAll(async () => {
  await database.close()
  await store.close()
})

const stored = () => database.read(tenant, listPoints)
async function uploaded(text: string): Promise<number> {
  const outcome = await uploadPoints(
    { actor: actor(), now, write: (work) => database.write(tenant, work) },
    { fields: new Map([['kind', 'kita']]), file: { name: 'kitas.csv', bytes: Buffer.from(text) } },
    t,
  )
  if ('errors' in outcome) throw new Error(outcome.errors[0]?.message)
  return outcome.id
}
async function pageOf(id: number) {
  const page = await database.read(tenant, (reader) =>
    readPointPreview(reader, id, { t, language: 'de', now, parameters: new URLSearchParams() }),
  )
  if (!page || !('mark' in page)) throw new Error(`no preview: ${JSON.stringify(page)}`)
  return page
}
/** Sends the form of the preview as it stands there, but for what somebody has chosen otherwise. */
function press(
  id: number,
  button: string,
  page: Awaited<ReturnType<typeof pageOf>>,
  otherwise: Readonly<Record<string, string>> = {},
) {
  const form = new FormData()
  form.set('was', button)
  form.set('mark', page.mark)
  form.set('kind', page.kind)
  form.set('system', page.chosenSystem)
  for (const { field, column } of page.fields) form.set(`spalte-${field}`, column ? String(column) : '')
  for (const row of page.skipped) form.append('auslassen', String(row))
  for (const [name, value] of Object.entries(otherwise)) form.set(name, value)
  return database.write(tenant, (writer) => actOnPointFile(writer, actor(), { id, form }, now))
}

describe('taking a list over', () => {
  let id: number
  beforeEach(async () => {
    id = await uploaded('Name;Bezeichnung;Adresse\nKita Ahorn;Ahornhaus;Ahornweg 3\n')
  })

  test.each([
    ['another column', { 'spalte-name': '2' }, (page: Page) => page.lines[0]?.name, 'Ahornhaus'],
    ['another kind', { kind: 'school' }, (page: Page) => page.lines[0]?.kind, 'Schule'],
    ['another reference system', { system: 'epsg25833' }, (page: Page) => page.chosenSystem, 'epsg25833'],
  ])('with %s shows it read by that first, and stores nothing', async (_what, otherwise, see, seen) => {
    expect(await press(id, 'uebernehmen', await pageOf(id), otherwise)).toBe('reread')
    expect(await stored()).toEqual([])
    expect(see(await pageOf(id))).toBe(seen)
    await press(id, 'verwerfen', await pageOf(id))
  })

  test('is refused to who has seen it read by other choices than it is by now, and keeps those', async () => {
    const before = await pageOf(id)
    expect(await press(id, 'lesen', before, { 'spalte-name': '2' })).toBe('changed')
    expect(await press(id, 'uebernehmen', before)).toBe('overtaken')
    expect(await stored()).toEqual([])
    expect((await pageOf(id)).lines[0]?.name).toBe('Ahornhaus')
    await press(id, 'verwerfen', before)
  })

  test('by the choices that are shown is done', async () => {
    expect(await press(id, 'uebernehmen', await pageOf(id))).toBe('taken')
    expect((await stored()).map(({ name }) => name)).toEqual(['Kita Ahorn'])
  })
})
type Page = Awaited<ReturnType<typeof pageOf>>

test('the preview is loaded again after a refusal: what it shows has changed', () => {
  expect(fileRoute).toMatchObject({ shouldRevalidate: expect.any(Function) })
})

test('who may not remove what somebody else has changed can’t overwrite it by saving either', async () => {
  const [point] = await stored()
  const page = await database.read(tenant, (reader) =>
    readPointPage(reader, point!.id, { t, language: 'de', day: '2026-03-01' }),
  )
  const present = { ...point!, postcode: '59065' }
  const props = {
    loaderData: { base: '/punktstadt/verwaltung', page: page!, done: undefined },
    actionData: { markToRemove: markOf(present), present },
  } as Parameters<typeof PointPage>[0]
  const html = draw(createElement(PointPage, props))
  const marks = [...html.matchAll(/name="mark" value="([^"]*)"/g)].map(([, mark]) => mark)
  expect(marks).toEqual([markOf(point!), markOf(present)])
  expect(html).toContain('Sie ist deshalb nicht entfernt.')
})

function draw(element: ReactNode): string {
  const router = createMemoryRouter([{ path: '*', element }])
  return renderToStaticMarkup(
    createElement(I18nextProvider, { i18n: i18nFor('de') }, createElement(RouterProvider, { router })),
  )
}

test('of more facilities that a list no longer names than fit on a page, it says how many there are', async () => {
  const many = Array.from({ length: 503 }, (_, number) => `Kita ${number};Weg ${number + 1}`).join('\n')
  const file = { name: 'alle.csv', bytes: Buffer.from(`Name;Adresse\n${many}\n`), kind: 'kita' as const }
  expect(await database.write(tenant, (writer) => importPoints(writer, actor(), file, now))).toBe('taken')
  const page = await pageOf(await uploaded('Name;Adresse\nKita 0;Weg 1\n'))
  expect([page.vanished.length, page.vanishedCount]).toEqual([500, 503])
})

test('a list of more facilities than anybody can look at is refused where it is uploaded', async () => {
  const lines = (count: number) => Array.from({ length: count }, (_, number) => `Kita ${number}`).join('\n')
  await expect(uploaded(`Name\n${lines(10_000)}\n`)).rejects.toThrow('10.000')
  expect(await pageOf(await uploaded(`Name\n${lines(9_999)}\n`))).toMatchObject({ isReady: false })
})
