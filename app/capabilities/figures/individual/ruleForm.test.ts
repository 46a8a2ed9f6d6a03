import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesOf, type RuleRow, readRuleText, rowField, rowsOf } from './ruleForm.ts'

const sent = (columns: readonly RuleRow[], counts: readonly RuleRow[]) => {
  const form = new FormData()
  for (const [field, rows] of [
    ['columns', columns],
    ['counts', counts],
  ] as const)
    for (const [row, values] of rows.entries())
      for (const [part, value] of values.entries()) form.set(rowField(field, row, part), value)
  return readRuleText(form)
}

describe('a rule in a form', () => {
  test('becomes the lines that are kept, without empty rows', () => {
    expect(
      sent(
        [
          ['Raum', 'Ort', ''],
          ['', '', ''],
          ['U8', 'Merkmal', 'j=ja, n=nein'],
        ],
        [
          ['untersuchte Kinder', '', 'Geschlecht = Sex'],
          ['', '', ''],
        ],
      ),
    ).toEqual({
      isText: false,
      text: {
        columns: 'Raum; Ort\nU8; Merkmal; j=ja, n=nein',
        counts: 'untersuchte Kinder; ; Geschlecht = Sex',
      },
    })
  })

  test('is left as text where the form could not show all of it', () => {
    expect(rowsOf('# nur für 2018\nRaum; Ort')).toBeUndefined()
    expect(rowsOf('Raum; Ort; a=b; c=d')).toBeUndefined()
    expect(rowsOf('')).toEqual([])
  })

  test('sent as text is taken as it is', () => {
    const form = new FormData()
    form.set('columns', '# nur für 2018\nRaum; Ort')
    form.set('counts', '')
    expect(readRuleText(form)).toEqual({
      isText: true,
      text: { columns: '# nur für 2018\nRaum; Ort', counts: '' },
    })
  })

  test('comes back as it was sent, whatever is typed', () => {
    const field = fc.stringMatching(/^[A-Za-zäöü0-9=<>()"., -]{0,20}$/)
    const rows = fc.array(fc.tuple(field, field, field), { maxLength: 20 })
    fc.assert(
      fc.property(rows, (given) => {
        const kept = given
          .map((row) => row.map((part) => part.trim()))
          .filter((row) => row.some((part) => part !== ''))
        expect(rowsOf(linesOf(given))).toEqual(kept)
      }),
    )
  })

  test('never makes two fields or lines of one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string(), fc.string()), { maxLength: 10 }), (given) => {
        const rows = rowsOf(linesOf(given))
        expect(rows).toBeDefined()
        expect(rows!.length).toBeLessThanOrEqual(given.length)
      }),
    )
  })
})
