import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Block, cell, plainText } from './document.ts'
import { type DocumentProblem, describeProblem, finishDocument, isFinished } from './finish.ts'
import { everyBlock, finishedOrThrow, heading, testDraft, testFigure, testTable } from './testDocument.ts'

function problemsOf(blocks: readonly Block[]): readonly DocumentProblem[] {
  const result = finishDocument(testDraft(blocks))
  return isFinished(result) ? [] : result.problems
}
const paragraph = (text: Block & { kind: 'paragraph' } extends { text: infer T } ? T : never): Block => ({
  kind: 'paragraph',
  look: 'plain',
  text,
})

describe('numbering', () => {
  it('counts headings in their levels and leaves unnumbered ones out', () => {
    const { labels } = finishedOrThrow(
      testDraft([
        heading('vorwort', 1, 'Vorwort', false),
        heading('a', 1, 'A'),
        heading('aa', 2, 'AA'),
        heading('ab', 2, 'AB'),
        heading('aba', 3, 'ABA'),
        heading('b', 1, 'B'),
        heading('ba', 2, 'BA'),
      ]),
    )
    expect(Object.values(labels).map((label) => label.number)).toEqual([
      '',
      '1',
      '1.1',
      '1.2',
      '1.2.1',
      '2',
      '2.1',
    ])
    expect(labels.vorwort!.text).toBe('Vorwort')
    expect(labels.aba!.text).toBe('Kapitel\u00a01.2.1')
  })

  it('counts tables and figures apart through the whole document, and references follow when one is put in front', () => {
    const blocks = [testFigure('f1'), testTable('t1'), testFigure('f2'), testTable('t2')]
    const reference = [{ kind: 'reference', to: 't2' } as const]
    const before = finishedOrThrow(testDraft(blocks))
    const after = finishedOrThrow(testDraft([testTable('t0'), ...blocks]))
    expect(plainText(reference, before.labels)).toBe('Tabelle\u00a02')
    expect(plainText(reference, after.labels)).toBe('Tabelle\u00a03')
    expect(after.labels.f2!.text).toBe('Abbildung\u00a02')
  })

  it('numbers without gap or repetition whatever the order of blocks', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('table', 'figure', 'paragraph')), (kinds) => {
        const blocks = kinds.map((kind, index): Block => {
          if (kind === 'table') return testTable(`t${index}`)
          return kind === 'figure' ? testFigure(`f${index}`) : paragraph('x')
        })
        const labels = Object.values(finishedOrThrow(testDraft(blocks)).labels)
        for (const kind of ['table', 'figure']) {
          const numbers = labels.filter((label) => label.kind === kind).map((label) => label.number)
          expect(numbers).toEqual(numbers.map((_, index) => String(index + 1)))
        }
      }),
    )
  })

  it('finishes a document with every kind of block', () => {
    expect(problemsOf(everyBlock())).toEqual([])
  })
})

describe('what can not be built', () => {
  it('refuses a figure without alternative text', () => {
    expect(problemsOf([testFigure('f', { alternative: ' ' })])).toEqual([{ problem: 'alternative', id: 'f' }])
  })

  it('refuses a table without the head of a column, and a row without its name', () => {
    const table = testTable('t')
    const columns = table.columns.map((column, index) => (index === 1 ? { ...column, head: '' } : column))
    const rows = [{ look: 'plain' as const, cells: [cell(''), cell('1'), cell('2')] }]
    expect(problemsOf([{ ...table, columns, rows }])).toEqual([
      { problem: 'heads', id: 't', column: 2 },
      { problem: 'rowHead', id: 't', row: 1 },
    ])
  })

  it('refuses tables without rows, with rows of another length and with more columns than a page holds', () => {
    expect(problemsOf([testTable('t', { rows: [] })])).toEqual([{ problem: 'rows', id: 't' }])
    expect(problemsOf([testTable('t', { rows: [{ look: 'plain', cells: [cell('Heessen')] }] })])).toEqual([
      { problem: 'rowLength', id: 't', row: 1, found: 1, expected: 3 },
    ])
    const column = { head: '2018', align: 'end', width: 1 } as const
    const wide = (count: number) =>
      testTable('t', {
        columns: Array.from({ length: count }, () => column),
        rows: [{ look: 'plain', cells: Array.from({ length: count }, () => cell('1')) }],
      })
    expect(problemsOf([wide(14)])).toEqual([])
    expect(problemsOf([wide(15)])).toEqual([{ problem: 'columns', id: 't', found: 15, most: 14 }])
  })

  it('refuses a reference that leads nowhere, wherever it stands', () => {
    const lost = [{ kind: 'reference', to: 'fehlt' } as const]
    const nested = [{ kind: 'strong', content: [{ kind: 'footnote', content: lost }] } as const]
    const expected = [{ problem: 'reference', to: 'fehlt' }]
    expect(problemsOf([paragraph(lost)])).toEqual(expected)
    expect(problemsOf([{ kind: 'list', ordered: false, items: [nested] }])).toEqual(expected)
    expect(problemsOf([testTable('t', { notes: [lost] })])).toEqual(expected)
  })

  it('refuses a skipped heading level and a first heading that is not of level 1', () => {
    expect(problemsOf([heading('a', 1, 'A'), heading('b', 3, 'B')])).toEqual([
      { problem: 'headingSkipped', id: 'b', from: 1, to: 3 },
    ])
    expect(problemsOf([heading('a', 2, 'A')])).toEqual([
      { problem: 'headingSkipped', id: 'a', from: 0, to: 2 },
    ])
    expect(problemsOf([heading('a', 1, 'A'), heading('b', 2, 'B'), heading('c', 1, 'C')])).toEqual([])
  })

  it('refuses anchors that come twice or are not anchors', () => {
    expect(problemsOf([heading('a', 1, 'A'), testTable('a')])).toEqual([{ problem: 'duplicate', id: 'a' }])
    expect(problemsOf([heading('Ä b', 1, 'A')])).toEqual([{ problem: 'id', id: 'Ä b' }])
  })

  it('refuses links that could run something', () => {
    for (const href of ['javascript:alert(1)', 'data:text/html,x', '//example.org', 'https://a b']) {
      expect(problemsOf([paragraph([{ kind: 'link', href, content: ['x'] }])])).toEqual([
        { problem: 'link', href },
      ])
    }
  })

  it('refuses drawings that are broken, load or run something, or ask for a font that is not embedded', () => {
    const wrap = (inside: string, attributes = 'font-family="Source Sans 3"') =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 470 10" ${attributes}>${inside}</svg>`
    const bad = (svg: string) => problemsOf([testFigure('f', { svg })])[0]
    for (const svg of [
      '<svg',
      'text',
      '<p/>',
      '<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1"/>',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      wrap('<script>1</script>'),
      wrap('<image href="https://example.org/a.png"/>'),
      wrap('<a href="javascript:1"><rect/></a>'),
      wrap('<rect onclick="1"/>'),
    ]) {
      expect(bad(svg), svg).toEqual({ problem: 'svg', id: 'f' })
    }
    expect(bad(wrap('<text>a</text>', ''))).toEqual({ problem: 'font', id: 'f', family: '' })
    expect(bad(wrap('<text font-family="Arial">a</text>'))).toEqual({
      problem: 'font',
      id: 'f',
      family: 'Arial',
    })
    expect(bad(wrap('<g style="font-family: Arial"><text>a</text></g>'))).toMatchObject({ family: 'Arial' })
    expect(bad(wrap('<text>a</text>', `font-family="'Source Sans 3', serif"`))).toBeUndefined()
  })

  it('tells every problem in a whole sentence of both languages', () => {
    const problems: readonly DocumentProblem[] = [
      { problem: 'title' },
      { problem: 'headingSkipped', id: 'b', from: 1, to: 3 },
      { problem: 'rowLength', id: 't', row: 1, found: 1, expected: 3 },
      { problem: 'font', id: 'f', family: 'Arial' },
    ]
    for (const problem of problems) {
      for (const language of ['de', 'en'] as const) {
        expect(describeProblem(problem, language)).toMatch(/^[^{}]+\.$/)
      }
    }
    expect(describeProblem({ problem: 'heads', id: 't', column: 2 }, 'de')).toBe(
      'In der Tabelle „t“ fehlt der Kopf von Spalte 2.',
    )
  })
})
