import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findErrors, readEntered, sumColumn } from './entered.ts'
import { mergeCells } from './merge.ts'
import { parseBlock, pasteBlock } from './paste.ts'

const count = { kind: 'count', unit: 'count' } as const
const rate = { kind: 'rate', unit: 'percent' } as const
const amount = { kind: 'amount', unit: 'eur' } as const

describe('what is entered', () => {
  test.each([
    ['1.634', count, { kind: 'value', value: '1634', flags: [] }],
    ['1.634', rate, { kind: 'value', value: '1634', flags: [] }],
    ['82,11 %', rate, { kind: 'value', value: '82.11', flags: [] }],
    ['12,5', count, { kind: 'problem', problem: 'not-whole' }],
    ['1.234,56 €', amount, { kind: 'value', value: '123456', flags: [] }],
    ['-', count, { kind: 'value', value: '0', flags: [] }],
    ['(12)', count, { kind: 'value', value: '12', flags: ['limited'] }],
    ['.', count, { kind: 'missing', reason: 'unknown' }],
    ['<5', count, { kind: 'missing', reason: 'secret-at-source', below: 5 }],
    [' ', count, { kind: 'empty' }],
    ['zwölf', count, { kind: 'problem', problem: 'unreadable-value' }],
    ['=1+1', count, { kind: 'problem', problem: 'unreadable-value' }],
  ])('%s', (text, series, expected) => {
    expect(readEntered(text, series)).toEqual(expected)
  })

  test('errors are found at their cells', () => {
    expect(
      findErrors(
        [
          ['1', 'x'],
          ['', 'acht'],
        ],
        [count, count],
      ),
    ).toEqual([{ row: 1, column: 1, problem: 'unreadable-value' }])
  })
})

describe('sums', () => {
  const rows = { parts: [0, 1], whole: 2 }

  test('the difference is told only where everything is a number', () => {
    expect(sumColumn([['10'], ['1.000'], ['1.012']], 0, count, rows)).toEqual({
      ...{ sum: 1010, filled: 2, open: 0, difference: 2 },
    })
    expect(sumColumn([['10'], ['.'], ['12']], 0, count, rows)).toEqual({
      ...{ sum: 10, filled: 1, open: 1, difference: undefined },
    })
    expect(sumColumn([['10'], ['2'], ['']], 0, count, rows).difference).toBeUndefined()
    expect(sumColumn([['0,1'], ['0,2'], ['0,3']], 0, { kind: 'score', unit: 'score' }, rows).difference).toBe(
      0,
    )
  })
})

const cell = fc.constantFrom('', '1', '2', '3')
const grid = fc.array(fc.tuple(cell, cell), { minLength: 3, maxLength: 3 })

describe('two windows', () => {
  test('what only one changed is kept; both changes in one cell are a question', () => {
    const base = [['1', '2', '3', '4']]
    const own = [['9', '2', '7', '5']]
    const theirs = [['1', '8', '6', '5']]
    expect(mergeCells(base, own, theirs)).toEqual({
      cells: [['9', '8', '7', '5']],
      conflicts: [{ row: 0, column: 2, theirs: '6' }],
    })
  })

  test('nobody’s change gets lost unseen', () => {
    fc.assert(
      fc.property(grid, grid, grid, (base, own, theirs) => {
        const { cells, conflicts } = mergeCells(base, own, theirs)
        const asked = new Set(conflicts.map(({ row, column }) => `${row} ${column}`))
        cells.forEach((texts, row) => {
          texts.forEach((text, column) => {
            if (own[row]![column] !== base[row]![column]) expect(text).toBe(own[row]![column])
            else expect(text).toBe(theirs[row]![column])
            const other = theirs[row]![column]
            if (other !== base[row]![column] && other !== text) expect(asked).toContain(`${row} ${column}`)
          })
        })
      }),
    )
  })
})

describe('a piece of a spreadsheet', () => {
  const names = [['Stadtmitte'], ['Bockum-Hövel', 'bockum'], ['Hamm']]
  const empty = [
    ['', ''],
    ['', ''],
    ['', ''],
  ]

  test('is read with its quotes and line ends', () => {
    expect(parseBlock('1\t2\r\n"3\t""a"""\t\r\n')).toEqual([
      ['1', '2'],
      ['3\t"a"', ''],
    ])
    expect(parseBlock('1')).toEqual([['1']])
  })

  test('whatever a spreadsheet writes is read again', () => {
    const text = fc.stringMatching(/^[ab"\t\n ,;]{0,6}$/).map((written) => written.trim())
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
        const write = (field: string) => (/[\t\n"]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)
        expect(parseBlock(`${rows.map((row) => row.map(write).join('\t')).join('\n')}\n`)).toEqual(rows)
      }),
    )
  })

  test('goes where the cursor is, and says what had no cell', () => {
    const pasted = pasteBlock(
      empty,
      [
        ['1', '2'],
        ['3', '4'],
      ],
      { row: 2, column: 1, names, columns: [] },
    )
    expect(pasted).toMatchObject({ taken: 1, outside: 3, byName: false })
    expect(pasted.cells[2]).toEqual(['', '1'])
  })

  test('finds its rows by the names of places, in whatever order', () => {
    const block = [
      ['Hamm', '30', '3'],
      ['Bockum- Hövel', '20', '2'],
      ['Atlantis', '5', '5'],
    ]
    const pasted = pasteBlock(empty, block, { row: 0, column: 0, names, columns: [] })
    expect(pasted.cells).toEqual([
      ['', ''],
      ['20', '2'],
      ['30', '3'],
    ])
    expect(pasted).toMatchObject({ byName: true, outside: 2, unknown: ['Atlantis'] })
  })

  test('a thousand lines are read at once', () => {
    const text = Array.from({ length: 20_000 }, (_, row) => `${row}\t1.234\t5`).join('\r\n')
    const begin = performance.now()
    expect(parseBlock(text)).toHaveLength(20_000)
    expect(performance.now() - begin).toBeLessThan(2_000)
  })
})
