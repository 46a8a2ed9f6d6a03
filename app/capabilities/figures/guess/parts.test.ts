import { describe, expect, it } from 'vitest'
import { rowXml, workbookOf } from '#app/platform/tables/xlsx.fixture.ts'
import type { LayoutTable } from '../figure.ts'
import { tryFile } from './trial.fixture.ts'

const years = 'Sozialraum;2017\n'
const tryParts = (
  lines: readonly string[],
  everyTable: Partial<LayoutTable> = {},
  placeNames: Record<string, string | null> = {},
) =>
  tryFile(`${years}${lines.join('\n')}\n`, {
    fileName: 'kinder.csv',
    corrections: { everyTable, placeNames },
  })
const questions = ({ analysis }: Awaited<ReturnType<typeof tryParts>>) =>
  analysis.findings.filter(({ kind }) => kind === 'parts-without-whole')
const problems = ({ analysis }: Awaited<ReturnType<typeof tryParts>>) =>
  analysis.problems.map(({ row, kind, text }) => `${row} ${kind} ${text}`)

describe('a row that is a part', () => {
  it.each([
    'männlich',
    'davon männlich',
    'davon: männlich',
    ' - davon männlich',
    '• darunter: männlich',
    '– dav. männl.:',
    'dar.: Jungen',
    'und zwar männlich',
    'DAVON MÄNNLICH',
  ])('says so in many ways: "%s"', async (name) => {
    const tried = await tryParts(['Heessen;31', `${name};12`, 'Pelkum;7'])
    expect(tried.values).toEqual([
      'B2 kinder heessen 2017 = 31',
      'B3 kinder heessen 2017 [sex=male] = 12',
      'B4 kinder pelkum 2017 = 7',
    ])
    expect(problems(tried)).toEqual([])
  })

  it.each(['davon', 'davon:', '- darunter:', 'und zwar'])(
    'stands below "%s", which names nothing',
    async (word) => {
      const tried = await tryParts(['Heessen;31', `${word};`, 'männlich;12', 'weiblich;19', 'Pelkum;7'])
      expect(tried.values).toContain('B4 kinder heessen 2017 [sex=male] = 12')
      expect(tried.values).toContain('B5 kinder heessen 2017 [sex=female] = 19')
      expect(problems(tried)).toEqual([])
      expect(questions(tried)).toEqual([])
    },
  )

  it('can have its word in a column of its own', async () => {
    const file =
      'Sozialraum;Geschlecht;2017\nHeessen;davon männlich;1\nHeessen;davon weiblich;2\nPelkum;davon männlich;3\n'
    const { values, analysis } = await tryFile(file, { fileName: 'kinder.csv' })
    expect(values).toEqual([
      'C2 kinder heessen 2017 [sex=male] = 1',
      'C3 kinder heessen 2017 [sex=female] = 2',
      'C4 kinder pelkum 2017 [sex=male] = 3',
    ])
    expect(analysis.problems).toEqual([])
  })

  it('is no part of anything where only a word for parts has values', async () => {
    const tried = await tryParts(['Heessen;31', 'davon;5', 'männlich;12', 'Pelkum;7'])
    expect(tried.values).toEqual(['B2 kinder heessen 2017 = 31', 'B5 kinder pelkum 2017 = 7'])
    expect(tried.analysis.problemCount).toBe(2)
  })
})

describe('a part below a name without values', () => {
  it('is asked about where the name before has values: it could belong there', async () => {
    const tried = await tryParts([
      'Heessen;31',
      'Pelkum;',
      'davon männlich;12',
      'davon weiblich;3',
      'Stadtmitte;6',
    ])
    expect(tried.values).toContain('B4 kinder pelkum 2017 [sex=male] = 12')
    expect(questions(tried)).toEqual([
      { kind: 'parts-without-whole', severity: 'question', parameters: { cells: 2, names: 'Pelkum' } },
    ])
  })

  it('is asked about also where several names without values stand between', async () => {
    const tried = await tryParts(['Heessen;31', 'Pelkum;', 'Westen;', 'davon männlich;12', 'Stadtmitte;6'])
    expect(tried.values).toContain('B5 kinder hamm-westen 2017 [sex=male] = 12')
    expect(questions(tried)).toMatchObject([{ parameters: { cells: 1, names: 'Westen' } }])
  })

  it('is no question where names never have values of their own', async () => {
    const tried = await tryParts(['Heessen;', 'davon männlich;12', 'Pelkum;', 'davon männlich;3', 'Hamm;15'])
    expect(tried.values).toContain('B5 kinder pelkum 2017 [sex=male] = 3')
    expect(questions(tried)).toEqual([])
  })

  it('is a problem, no part of the area above, where the name is unknown', async () => {
    const tried = await tryParts(['Heessen;31', 'davon männlich;12', 'Bezirk Nord;', 'davon männlich;50'])
    expect(tried.values).not.toContain('B5 kinder heessen 2017 [sex=male] = 50')
    expect(tried.analysis.problemCount).toBe(1)
  })
})

describe('a part below a row that a person leaves out', () => {
  it('belongs to that row, not to the one above', async () => {
    const lines = ['Heessen;31', 'Pelkum;20', 'davon männlich;12', 'Stadtmitte;6']
    const { values } = await tryParts(lines, { skippedRows: [3] })
    expect(values).toEqual([
      'B2 kinder heessen 2017 = 31',
      'B4 kinder pelkum 2017 [sex=male] = 12',
      'B5 kinder stadtmitte 2017 = 6',
    ])
  })

  it('is a problem where that row names no place', async () => {
    const lines = ['Heessen;31', 'Bezirk Nord;20', 'davon männlich;12', 'Stadtmitte;6']
    const tried = await tryParts(lines, { skippedRows: [3] })
    expect(problems(tried)).toEqual(['4 unknown-place Bezirk Nord'])
  })

  it('is left out with a name that is left out', async () => {
    const lines = ['Heessen;31', 'Bezirk Nord;20', 'davon männlich;12', 'Stadtmitte;6']
    const tried = await tryParts(lines, { skippedRows: [3] }, { 'Bezirk Nord': null })
    expect(tried.values).toEqual(['B2 kinder heessen 2017 = 31', 'B5 kinder stadtmitte 2017 = 6'])
    expect(problems(tried)).toEqual([])
  })

  it('belongs to the name above where a remark or a header is left out', async () => {
    const lines = [
      'Heessen;31',
      'ohne Zweitwohnsitze;',
      'Sozialraum;2017',
      'davon männlich;12',
      'Stadtmitte;6',
    ]
    const { layout } = await tryParts(['Heessen;31', 'davon männlich;12', 'Stadtmitte;6'])
    const table = { ...layout.tables[0]!, skippedRows: [3, 4], lastDataRow: undefined }
    const { values } = await tryFile(`${years}${lines.join('\n')}\n`, {
      fileName: 'kinder.csv',
      corrections: { tables: [table], proposals: layout.proposals! },
    })
    expect(values).toEqual([
      'B2 kinder heessen 2017 = 31',
      'B5 kinder heessen 2017 [sex=male] = 12',
      'B6 kinder stadtmitte 2017 = 6',
    ])
  })
})

it('an empty name below a row that is left out means that row, not the one above', async () => {
  const file =
    'Sozialraum;Jahr;Kinder\nHeessen;2017;30\n;2018;31\nPelkum;2017;8\n;2018;9\nStadtmitte;2017;5\n;2018;6\n'
  const { values } = await tryFile(file, { corrections: { everyTable: { skippedRows: [4] } } })
  expect(values).toContain('C5 kinder pelkum 2018 = 9')
  expect(values).toHaveLength(5)
})

describe('a workbook', () => {
  const book = (rows: readonly (readonly (string | number)[])[], ...merged: readonly string[]) =>
    workbookOf([
      {
        name: 'Kinder',
        data: rows.map((cells, index) => rowXml(index + 1, cells)).join(''),
        behind: `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
      },
    ])

  it('merges a name over the whole width, above its parts', async () => {
    const { values, analysis } = await tryFile(
      book(
        [
          ['Sozialraum', '2017', '2018'],
          ['Pelkum', '', ''],
          ['davon männlich', 3, 4],
          ['davon weiblich', 5, 6],
          ['Heessen', '', ''],
          ['davon männlich', 7, 8],
        ],
        'A2:C2',
        'A5:C5',
      ),
      { fileName: 'kinder.xlsx' },
    )
    expect(values).toEqual([
      'B3 kinder pelkum 2017 [sex=male] = 3',
      'C3 kinder pelkum 2018 [sex=male] = 4',
      'B4 kinder pelkum 2017 [sex=female] = 5',
      'C4 kinder pelkum 2018 [sex=female] = 6',
      'B6 kinder heessen 2017 [sex=male] = 7',
      'C6 kinder heessen 2018 [sex=male] = 8',
    ])
    expect(analysis.problems).toEqual([])
  })

  it('merges a name down over its parts', async () => {
    const { values, analysis } = await tryFile(
      book(
        [
          ['Sozialraum', 'Merkmal', '2017'],
          ['Pelkum', 'Kinder', ''],
          ['', 'davon männlich', 3],
          ['Heessen', 'Kinder', 9],
          ['', 'davon männlich', 7],
        ],
        'A2:A3',
        'A4:A5',
      ),
    )
    expect(values).toEqual([
      'C3 kinder pelkum 2017 [sex=male] = 3',
      'C4 kinder heessen 2017 = 9',
      'C5 kinder heessen 2017 [sex=male] = 7',
    ])
    expect(analysis.problems).toEqual([])
  })
})
