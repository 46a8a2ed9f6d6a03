import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor, Tenant } from '#app/capabilities/accounts/account.ts'
import { commandLineActor, findTenant } from '#app/capabilities/accounts/accounts.server.ts'
import { renamePlace, splitPlace } from '#app/capabilities/places/history/commands.server.ts'
import type { Language } from '#app/plain/format.ts'
import { type Database, openDatabasePool } from '#app/platform/database.server.ts'
import { DocumentView } from '#app/platform/documents/documentView.ts'
import { checkPdf, readPdfTables } from '#app/platform/documents/pdfChecks.ts'
import { JobCancelled, runInline } from '#app/platform/jobs/handler.server.ts'
import { cancelJob, findJob } from '#app/platform/jobs/jobs.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { seedDemo } from '../../../demo/seed.server.ts'
import { auditing } from '../../../tests/support/auditing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { readReportFacts } from './facts.server.ts'
import type { ReportEdition } from './report.ts'
import {
  createReportFile,
  findReport,
  getReportContent,
  getReportPdf,
  listReports,
  listYearsWithFigures,
  publishReport,
  reportHandlers,
  startReport,
} from './reports.server.ts'

const now = new Date('2019-06-30T10:00:00Z')
let testDatabase: TestDatabase
let database: Database
let towns: Record<'hamm' | 'musterstadt', Tenant>

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = auditing(openDatabasePool(testDatabase.appUrl))
  await seedDemo(database, () => {})
  const get = async (slug: string) => (await database.shared((shared) => findTenant(shared, slug, 'de')))!
  towns = { hamm: await get('hamm'), musterstadt: await get('musterstadt') }
}, 300_000)

afterAll(async () => {
  await database?.close()
  await testDatabase?.close()
})

function build(town: Tenant, year: number): Promise<unknown> {
  const input = { year, tenantSlug: town.slug, builtBy: 'Kim Muster', actor: actorOf(town) }
  const order = { database, tenantId: town.id, kind: 'reports.build', key: `report:${year}`, input }
  return runInline(reportHandlers['reports.build']!, order)
}

const actorOf = (town: Tenant): Actor => commandLineActor(town.id)
const inside = { language: 'de', drafts: true } as const
const outside = { language: 'de', drafts: false } as const

function find(
  town: Tenant,
  year: number,
  sight: { language: Language; drafts: boolean },
  preferDraft = false,
) {
  return database.read(town.id, (reader) => findReport(reader, year, { ...sight, preferDraft }))
}

async function fileOf(town: Tenant, edition: ReportEdition) {
  return database.read(town.id, async (reader) => ({
    document: await getReportContent(reader, edition.id),
    pdf: await getReportPdf(reader, edition, town.slug),
  }))
}

/** Texts of all table cells of the web page, blanks and soft hyphens left out. */
function tablesOnScreen(html: string): readonly (readonly string[])[] {
  const text = (cell: string) =>
    cell
      .replace(/<[^>]*>/g, '')
      .replace(/&#x27;/g, "'")
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
  return [...html.matchAll(/<table(?: [^>]*)?>.*?<\/table>/gs)].map(([table]) =>
    [...table.matchAll(/<t[hd](?: [^>]*)?>(.*?)<\/t[hd]>/gs)].map(([, cell]) => bare(text(cell!))),
  )
}

const bare = (text: string) => text.replace(/[\s\u00ad]/g, '')

describe('building and publishing', () => {
  it('makes a draft in both languages that only people with the right see, and keeps it when published', async () => {
    const { hamm } = towns
    expect(await build(hamm, 2018)).toMatchObject({ year: 2018, replaced: [] })
    expect(await find(hamm, 2018, outside)).toBeUndefined()
    expect(await find(hamm, 2018, inside)).toMatchObject({
      state: 'draft',
      edition: 1,
      builtBy: 'Kim Muster',
    })
    expect(await find(hamm, 2018, { ...inside, language: 'en' })).toMatchObject({ language: 'en' })

    const published = await database.write(hamm.id, (writer) =>
      publishReport(writer, actorOf(hamm), { year: 2018, now }),
    )
    expect(published).toEqual({ published: 2 })
    const first = (await find(hamm, 2018, outside))!
    expect(first).toMatchObject({ state: 'published', publishedAt: now.toISOString() })

    await build(hamm, 2018)
    expect(await find(hamm, 2018, outside)).toEqual(first)
    expect(await find(hamm, 2018, inside)).toEqual(first)
    expect(await find(hamm, 2018, inside, true)).toMatchObject({ state: 'draft', edition: 2 })
    const states = (await database.read(hamm.id, (reader) => listReports(reader, inside))).map(
      (one) => one.state,
    )
    expect(states).toEqual(['draft', 'published'])
  }, 120_000)

  it('replaces a draft together with its file', async () => {
    const { hamm } = towns
    await build(hamm, 2017)
    const before = (await find(hamm, 2017, inside))!
    await build(hamm, 2017)
    const after = (await find(hamm, 2017, inside))!
    expect(after).toMatchObject({ id: before.id, edition: 1 })
    expect(after.pdfFileId).not.toBe(before.pdfFileId)
    const { pdf } = await fileOf(hamm, after)
    expect(pdf.name).toBe('bericht-hamm-2017.pdf')
    expect((await fileOf(hamm, { ...after, pdfFileId: before.pdfFileId })).pdf.content).toHaveLength(0)
  }, 120_000)

  it('is refused where there is no draft to publish, and where the year has no figures', async () => {
    const { hamm } = towns
    const actor = actorOf(hamm)
    expect(
      await database.write(hamm.id, (writer) => publishReport(writer, actor, { year: 2013, now })),
    ).toEqual({
      refused: 'missing',
    })
    const order = { year: 1999, tenant: hamm, now }
    expect(await database.write(hamm.id, (writer) => startReport(writer, actor, order))).toEqual({
      refused: 'year',
    })
    await expect(build(hamm, 1999)).rejects.toThrow(Refusal)
  })

  it('stores nothing when it is cancelled before the end', async () => {
    const { hamm } = towns
    const tools = {
      run: { id: '1', tenantId: hamm.id, kind: 'reports.build', key: 'report:2016', createdBy: null },
      database,
      report: async () => {},
      throwIfCancelled: async () => {
        throw new JobCancelled()
      },
    }
    const input = { year: 2016, tenantSlug: 'hamm', builtBy: 'Kim Muster', actor: actorOf(hamm) }
    await expect(reportHandlers['reports.build']!(input, tools)).rejects.toThrow(JobCancelled)
    expect(await find(hamm, 2016, inside)).toBeUndefined()
  })

  it('is ordered once while it is under way, and can be cancelled', async () => {
    const { hamm, musterstadt } = towns
    const order = () =>
      database.write(hamm.id, (writer) =>
        startReport(writer, actorOf(hamm), { year: 2015, tenant: hamm, now }),
      )
    const first = await order()
    const second = await order()
    if ('refused' in first || 'refused' in second) throw new Error('refused')
    expect(second.id).toBe(first.id)
    expect(await database.read(musterstadt.id, (reader) => findJob(reader, first.id))).toBeUndefined()
    await database.write(hamm.id, (writer) => cancelJob(writer, first.id))
    expect(await database.read(hamm.id, (reader) => findJob(reader, first.id))).toMatchObject({
      state: 'cancelled',
    })
  })

  it('never builds for another tenant than the one it was ordered in', async () => {
    const { hamm, musterstadt } = towns
    const input = { year: 2018, tenantSlug: 'hamm', builtBy: 'Kim Muster', actor: actorOf(musterstadt) }
    const order = { database, tenantId: musterstadt.id, kind: 'reports.build', key: 'report:2018', input }
    await expect(runInline(reportHandlers['reports.build']!, order)).rejects.toThrow('another tenant')
    expect(await database.read(musterstadt.id, (reader) => listReports(reader, inside))).toEqual([])
    expect(await database.read(hamm.id, (reader) => listReports(reader, outside))).toHaveLength(1)
  })
})

describe('what the report says', () => {
  it('is the same on paper and on the screen, number by number, in both towns', async () => {
    const { hamm, musterstadt } = towns
    const [year] = await database.read(musterstadt.id, listYearsWithFigures)
    await build(musterstadt, year!)
    for (const [town, shownYear] of [
      [hamm, 2018],
      [musterstadt, year!],
    ] as const) {
      const { document, pdf } = await fileOf(town, (await find(town, shownYear, inside, true))!)
      expect(await checkPdf(pdf.content, document)).toEqual([])
      const html = renderToStaticMarkup(createElement(DocumentView, { document, firstLevel: 2 }))
      const onPaper = (await readPdfTables(pdf.content)).map((table) => table.flat().map(bare))
      expect(onPaper.length).toBeGreaterThan(8)
      expect(onPaper).toEqual(tablesOnScreen(html))
    }
  }, 240_000)

  it('gives the published figures of Hamm: U8 at 91.8, ambulant help at 56.7 percent, and hides nothing', async () => {
    const { document } = await fileOf(towns.hamm, (await find(towns.hamm, 2018, inside, true))!)
    const content = JSON.stringify(document.blocks)
    expect(content).toMatch(/Besuchsquote bei Neugeborenen/)
    expect(content).toMatch(/91,8/)
    expect(content).toMatch(/56,7/)
    expect(content).not.toContain('"geheim"')
  })

  it('says secret where values are suppressed, and never gives their number', async () => {
    const [year] = await database.read(towns.musterstadt.id, listYearsWithFigures)
    const { document } = await fileOf(
      towns.musterstadt,
      (await find(towns.musterstadt, year!, inside, true))!,
    )
    expect(JSON.stringify(document.blocks)).toContain('"geheim"')
  })

  it('comes as a file for the command line, or with a sentence why not', async () => {
    const order = { tenant: towns.hamm, year: 2018, language: 'de', now } as const
    const create = (changes: { format: 'pdf' | 'html'; year?: number }) =>
      database.read(towns.hamm.id, (reader) => createReportFile(reader, { ...order, ...changes }))
    const html = await create({ format: 'html' })
    const pdf = await create({ format: 'pdf' })
    if ('refused' in html || 'refused' in pdf) throw new Error('refused')
    expect(html.name).toBe('bericht-hamm-2018.html')
    expect(new TextDecoder().decode(html.content)).toMatch(/^<!doctype html>\n<html lang="de">/)
    expect(new TextDecoder('latin1').decode(pdf.content.slice(0, 5))).toBe('%PDF-')
    expect(await create({ format: 'pdf', year: 1999 })).toEqual({
      refused: 'Für das Jahr 1999 gibt es keine freigegebenen Zahlen.',
    })
  }, 120_000)

  it('calls places as they were called then, and has those that were there then', async () => {
    const { hamm } = towns
    const factsOf = (year: number) =>
      database.read(hamm.id, (reader) => readReportFacts(reader, { year, language: 'de', tenant: hamm, now }))
    const before = await factsOf(2018)
    const change = { happenedOn: '2019-01-01', base: '', note: '', decidedBy: 'Rat (erfunden)' }
    await database.write(hamm.id, async (writer) => {
      const heessen = { key: 'heessen', name: 'Nordosten', decision: change }
      expect(await renamePlace(writer, actorOf(hamm), heessen, now)).toMatchObject({ keys: ['heessen'] })
      const parts = [
        { name: 'Innenstadt', part: '60' },
        { name: 'Bahnhofsviertel', part: '40' },
      ]
      const split = { key: 'stadtmitte', split: { parts, whole: '100' }, decision: change }
      expect(await splitPlace(writer, actorOf(hamm), split, async () => new Map(), now)).toHaveProperty(
        'changeId',
      )
    })
    const shown = (facts: typeof before) => ({
      ...facts,
      results: facts.results.map(({ rows, ...result }) => ({
        ...result,
        rows: rows.map(({ place, ...row }) => ({ ...row, place: [place.key, place.name] })),
      })),
    })
    expect(shown(await factsOf(2018))).toEqual(shown(before))
    const names = (facts: typeof before) => [
      ...new Set(facts.results.flatMap(({ rows }) => rows.map(({ place }) => place.name))),
    ]
    expect(names(before)).toContain('Heessen')
    const later = names(await factsOf(2019))
    expect(later).toEqual(expect.arrayContaining(['Nordosten', 'Innenstadt', 'Bahnhofsviertel']))
    expect(later).not.toContain('Heessen')
  })
})
