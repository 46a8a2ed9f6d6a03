import { describe, expect, test } from 'vitest'
import { rowXml, workbookOf } from '#app/platform/tables/xlsx.fixture.ts'
import { Catalogue } from '../reading/catalogue.ts'
import { hammPlaces, seriesOf } from '../reading/reading.fixture.ts'
import { Aggregator } from './aggregate.ts'
import { evaluateFile } from './readRows.server.ts'
import { receivePassing } from './receive.server.ts'
import { readRules } from './rules.ts'

const catalogue = new Catalogue({
  series: [seriesOf({ key: 'doses', name: 'Impfdosen' })],
  dimensions: [],
  places: hammPlaces,
})

async function evaluate(content: string | Buffer) {
  const read = readRules({ columns: 'Raum; Ort\nDosen; Zahl', counts: 'Impfdosen; Summe Dosen' }, catalogue)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  async function* parts() {
    yield Buffer.from(content)
  }
  return (await evaluateFile(parts(), new Aggregator(read.rules, catalogue, '2021'))).result
}

describe('numbers of a column', () => {
  const problemsWith = async (...numbers: string[]) => {
    const result = await evaluate(`Raum;Dosen\n${numbers.map((number) => `Heessen;${number}\n`).join('')}`)
    if ('kind' in result) throw new Error(result.kind)
    return result.problems
  }
  const sumOf = async (...numbers: string[]) => {
    const result = await evaluate(`Raum;Dosen\n${numbers.map((number) => `Heessen;${number}\n`).join('')}`)
    return 'kind' in result ? result : result.cells.find(({ place }) => place === 'hamm')?.value
  }

  test.each([
    [['2.25', '3.5', '2.125'], 4],
    [['2.125', '2.25'], 2],
    [['3', '2.125'], 3],
    [['2,125', '2.25'], 2],
    [['1.5', '2,125', '2,5'], 3],
  ])('%j could be thousands or fractions: told at the first of them', async (numbers, row) => {
    expect(await problemsWith(...numbers)).toEqual([{ row, column: 'Dosen', kind: 'ambiguous-number' }])
  })

  test.each([
    [['2.125', '2,5'], 2127.5],
    [['2,5', '2.125'], 2127.5],
    [['2,125', '3'], 5.125],
    [['2.25', '3.5'], 5.75],
    [['1.234,5', '2.000'], 3234.5],
  ])('%j say how they are written', async (numbers, sum) => {
    expect(await problemsWith(...numbers)).toEqual([])
    expect(await sumOf(...numbers)).toBe(sum)
  })
})

test('of two columns with one heading nobody knows which is meant', async () => {
  expect(await evaluate('Raum;Dosen;DOSEN\nHeessen;1;2\n')).toEqual({
    kind: 'column-twice',
    columns: ['Dosen'],
  })
  expect(await evaluate('Raum;Dosen;Notiz;Notiz\nHeessen;1;2;3\n')).toMatchObject({ rows: 1 })
})

describe('a workbook', () => {
  const children = (dosage: number) => rowXml(1, ['Raum', 'Dosen']) + rowXml(2, ['Heessen', dosage])

  test('with rows on several visible sheets is refused: those of one would pass for all', async () => {
    const file = workbookOf([
      { name: 'Kita Nord', data: children(1) },
      { name: 'Leer', data: '' },
      { name: 'Kita Süd', data: children(2) },
    ])
    expect(await evaluate(file)).toEqual({ kind: 'several-sheets', columns: ['Kita Nord', 'Kita Süd'] })
  })

  test('is evaluated by its one visible sheet with rows, wherever that stands', async () => {
    const file = workbookOf([
      { name: 'Leer', data: rowXml(1, [' ']) },
      { name: 'Alt', data: children(7), state: 'hidden' },
      { name: 'Kinder', data: children(2.125) },
    ])
    const result = await evaluate(file)
    expect(result).toMatchObject({ rows: 1, problemCount: 0 })
    expect('cells' in result && result.cells.map(({ value }) => value)).toEqual([2.125, 2.125])
  })
})

describe('a form that breaks off', () => {
  const file = 'Raum;Dosen\nHeessen;1\n'
  const whole = `--b\r\ncontent-disposition: form-data; name="file"; filename="kinder.csv"\r\n\r\n${file}\r\n--b\r\ncontent-disposition: form-data; name="more"\r\n\r\nx`
  const post = (text: string) =>
    receivePassing(
      new Request('http://here', {
        method: 'POST',
        body: text,
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
      }),
      async (_, content) => {
        const parts: Uint8Array[] = []
        for await (const part of content) parts.push(part)
        return Buffer.concat(parts).toString()
      },
    )

  test('after its file is answered by what became of the file', async () => {
    expect(await post(whole)).toEqual({ ok: true, value: file })
  })

  test('within its file gives nothing', async () => {
    expect(await post(whole.slice(0, whole.indexOf('Heessen')))).toMatchObject({ ok: false, why: 'broken' })
  })
})
