import { describe, expect, it } from 'vitest'
import { missing } from '#app/plain/cell.ts'
import { type Block, type FinishedDocument, plainText, type Table } from '#app/platform/documents/document.ts'
import { finishDocument, isFinished } from '#app/platform/documents/finish.ts'
import { readPdfTables } from '#app/platform/documents/pdfChecks.ts'
import { createHtml } from '#app/platform/documents/standalone.server.ts'
import { createPdf } from '#app/platform/documents/typst.server.ts'
import { composeAnnualReport } from './annualReport.ts'
import type { ReportFacts } from './report.ts'
import { testFacts, testGoal, testReading, testResult } from './testFacts.ts'

function build(changes: Partial<ReportFacts> = {}): FinishedDocument {
  const result = finishDocument(composeAnnualReport(testFacts(changes)))
  if (!isFinished(result)) throw new Error(JSON.stringify(result.problems))
  return result
}

function tableOf(document: FinishedDocument, id: string): Table {
  const found = document.blocks.find((block) => block.kind === 'table' && block.id === id)
  if (found?.kind !== 'table') throw new Error(`no table ${id}`)
  return found
}

function textsOf(table: Table, document: FinishedDocument): readonly (readonly string[])[] {
  return table.rows.map((row) => row.cells.map((one) => plainText(one.text, document.labels)))
}

function wordsOf(blocks: readonly Block[], document: FinishedDocument): string {
  return blocks
    .flatMap((block) => (block.kind === 'paragraph' ? [plainText(block.text, document.labels)] : []))
    .join('\n')
}

describe('the annual report', () => {
  it('numbers the chapters as the goals are numbered', () => {
    const { labels } = build()
    expect(labels['ziel-1']!.number).toBe('1')
    expect(labels['ziel-1-2']!.number).toBe('1.2')
    expect(labels['ziel-2-1']!.number).toBe('2.1')
    expect(labels['kennzahl-besuch']!.number).toBe('1.1.1')
    expect(labels.weitere!.number).toBe('3')
    expect(labels.verfahren!.number).toBe('4')
  })

  it('says how many targets are reached and lists every indicator of every goal', () => {
    const document = build()
    const lead = wordsOf(document.blocks, document)
    expect(lead).toContain(
      'Für 3 Kennzahlen sind in Musterstadt Zielwerte vereinbart. 2018 gilt: 3 erreichen ihr Ziel.',
    )
    expect(textsOf(tableOf(document, 'tabelle-ziele'), document)).toEqual([
      ['1 Das Ziel 1'],
      ['1.1 Das Ziel 1.1', 'Kennzahl besuch', '80,5\u202f%', 'mindestens 80\u202f%', 'erreicht'],
      ['1.2 Das Ziel 1.2', 'noch ohne Kennzahl', '', '', ''],
      ['2 Das Ziel 2'],
      ['2.1 Das Ziel 2.1', 'Kennzahl impfung', '80,5\u202f%', 'mindestens 80\u202f%', 'erreicht'],
      ['2.1', 'Kennzahl besuch', '80,5\u202f%', 'mindestens 80\u202f%', 'erreicht'],
    ])
  })

  it('prints areas by years with the town first, and suppressed values as words', () => {
    const document = build()
    const rows = textsOf(tableOf(document, 'tabelle-besuch'), document)
    expect(rows[0]).toEqual(['Musterstadt', '76,0', '77,5', '79,0', '80,5', 'mindestens 80\u202f%'])
    expect(rows.at(-1)).toEqual(['Mitte', '82,0', '83,5', '85,0', 'geheim', 'mindestens 80\u202f%'])
    const notes = tableOf(document, 'tabelle-besuch').notes.map((note) => plainText(note, document.labels))
    expect(notes.join()).toContain(`siehe ${document.labels.zeichen!.text}`)
  })

  it('shows an indicator once and refers to it from the second goal', () => {
    const document = build()
    expect(
      document.blocks.filter((block) => block.kind === 'heading' && block.text === 'Kennzahl besuch'),
    ).toHaveLength(1)
    expect(wordsOf(document.blocks, document)).toContain(
      'Die Kennzahl „Kennzahl besuch“ steht in Kapitel\u00a01.1.1.',
    )
  })

  it('gives every indicator with areas its small multiples and its map, with alternative texts that name areas', () => {
    const document = build()
    const figures = document.blocks.filter((block) => block.kind === 'figure')
    expect(figures.map((figure) => figure.id)).toEqual([
      'karte-besuch',
      'vielfache-besuch',
      'karte-impfung',
      'vielfache-impfung',
      'karte-budget',
      'vielfache-budget',
    ])
    for (const figure of figures) expect(figure.alternative).toMatch(/Nord|West/)
  })

  it('never prints the number behind a suppressed value, not in a text, a table or a drawing', () => {
    const content = JSON.stringify(build().blocks)
    expect(content).not.toMatch(/86,5|86\.5/)
  })

  it('can be built without goals, targets, deliveries, areas or values', () => {
    const empty = testResult('leer')
    const bare = {
      ...empty,
      rows: [{ ...empty.rows[0]!, readings: [testReading(2018, missing('not-delivered'))] }],
    }
    const document = build({ goals: [], targets: [], deliveries: [], results: [bare] })
    expect(wordsOf(document.blocks, document)).toContain('keine freigegebenen Werte')
    expect(document.blocks.some((block) => block.kind === 'figure-list')).toBe(false)
  })

  it('is refused, not printed, when the outline has no rows for its tables', () => {
    const result = finishDocument(composeAnnualReport(testFacts({ goals: [], results: [] })))
    expect(isFinished(result)).toBe(false)
  })

  it('is whole in English', () => {
    const document = build({ language: 'en', goals: [testGoal('1', { indicatorKeys: ['besuch'] })] })
    const words = wordsOf(document.blocks, document)
    expect(words).toContain('Targets have been agreed for 3 indicators in Musterstadt.')
    expect(words).not.toMatch(/\bdoc\.|\bZielwert/)
  })

  it('says the same numbers on paper as on the screen', async () => {
    const document = build()
    const { pdf } = await createPdf(document)
    const html = await createHtml(document)
    const bare = (text: string) => text.replace(/[\s\u00ad]/g, '')
    const onScreen = [...html.matchAll(/<table(?: [^>]*)?>.*?<\/table>/gs)].map(([table]) =>
      [...table.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) =>
        bare(cell!.replace(/<[^>]*>/g, '')),
      ),
    )
    const onPaper = (await readPdfTables(pdf)).map((table) => table.flat().map(bare))
    expect(onScreen.length).toBeGreaterThan(5)
    expect(onPaper).toEqual(onScreen)
  })
})
