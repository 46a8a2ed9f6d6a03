import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Layout, type LayoutColumn, type LayoutTable, valueScales } from '../figure.ts'
import { tryFile } from '../guess/trial.fixture.ts'
import { readLayoutForm } from '../layoutInput.ts'
import { seriesOf } from '../reading/reading.fixture.ts'
import { columnField, readBreakdown, tableField, writeBreakdown } from './columnInput.ts'
import { viewTable } from './view.ts'

/** What a browser sends of the form that the page shows, when nobody touches it. */
function sent(layout: Layout): FormData {
  const form = new FormData()
  for (const [number, table] of layout.tables.entries()) {
    const { columns, sheet: _sheet, number: _number, ...rows } = viewTable(table, number)
    for (const [name, value] of Object.entries(rows)) form.set(tableField(number, name), String(value ?? ''))
    for (const { column, letters: _letters, heading: _heading, under, signs, ...fields } of columns) {
      const { role, empty, ...values } = fields
      const shown: Record<string, string> =
        role === 'value' || role === 'ignore' ? values : role === 'flag' ? {} : { empty }
      form.set(columnField(number, column, 'role'), role)
      for (const [name, value] of Object.entries(shown)) form.set(columnField(number, column, name), value)
      if (role === 'flag') form.set(columnField(number, column, 'signs'), signs ? 'signs' : 'notes')
      if (role === 'place' || role === 'series') {
        form.append(columnField(number, column, 'under'), '')
        for (const one of under) form.append(columnField(number, column, 'under'), one)
      }
    }
  }
  return form
}

const sometimes = <T extends Record<string, unknown>>(record: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(record, { requiredKeys: [] })
const fill = fc.constant(true as const)
const breakdown = fc.constantFrom<Readonly<Record<string, string>>>(
  { sex: 'male' },
  { form: 'ambulant', sex: 'female' },
)
const anyColumn: fc.Arbitrary<LayoutColumn> = fc
  .oneof(
    fc.constant({ role: 'ignore' as const }),
    fc.constantFrom(
      { role: 'unit' as const },
      { role: 'place-key' as const },
      { role: 'period-part' as const },
    ),
    sometimes({ signs: fill }).map((more) => ({ role: 'flag' as const, ...more })),
    fc
      .tuple(
        fc.constantFrom('place' as const, 'series' as const),
        sometimes({ fill, under: fc.constantFrom(['sex'], ['sex', 'form']) }),
      )
      .map(([role, more]) => ({ role, ...more })),
    sometimes({ fill }).map((more) => ({ role: 'period' as const, ...more })),
    fc
      .constantFrom({}, { fill: true as const }, { empty: 'total' as const })
      .map((more) => ({ role: 'dimension' as const, dimension: 'form', ...more })),
    sometimes({
      series: fc.constant('visits'),
      period: fc.constantFrom('2018', '2017/18'),
      place: fc.constant('heessen'),
      breakdown,
      decimal: fc.constantFrom(',' as const, '.' as const),
      scale: fc.constantFrom(...valueScales),
      suffix: fc.constant('in %'),
    }).map((more) => ({ role: 'value' as const, ...more })),
  )
  .map((column) => ({ column: 1, ...column }) as LayoutColumn)
const anyTable: fc.Arbitrary<LayoutTable> = fc
  .tuple(
    fc.array(anyColumn, { minLength: 1, maxLength: 6 }),
    sometimes({ period: fc.constant('2018'), breakdown }),
  )
  .map(([columns, fixed]) => ({
    sheet: undefined,
    headerRows: [1],
    firstDataRow: 2,
    lastDataRow: undefined,
    columns: columns.map((column, index) => ({ ...column, column: index + 1 })),
    fixed,
    skippedRows: [],
  }))

describe('the form of the layout', () => {
  it('gives back every layout as it was, if nobody changes anything', () => {
    fc.assert(
      fc.property(fc.array(anyTable, { minLength: 1, maxLength: 3 }), (tables) => {
        const layout = { tables, placeNames: {} }
        expect(readLayoutForm(sent(layout), layout, [])).toEqual({
          ok: true,
          corrections: { tables, placeNames: {} },
        })
      }),
      { numRuns: 100 },
    )
  })

  it('takes back what is emptied', () => {
    const layout: Layout = {
      tables: [
        {
          sheet: undefined,
          headerRows: [1],
          firstDataRow: 2,
          lastDataRow: undefined,
          columns: [
            { column: 1, role: 'place', fill: true, under: ['sex'] },
            { column: 2, role: 'value', scale: 'thousand', suffix: 'in %', breakdown: { sex: 'male' } },
            { column: 3, role: 'flag', signs: true },
          ],
          fixed: { breakdown: { form: 'ambulant' } },
          skippedRows: [],
        },
      ],
      placeNames: {},
    }
    const form = sent(layout)
    for (const name of ['scale-2', 'suffix-2', 'breakdown-2', 'fixedBreakdown']) form.set(`t0-${name}`, '')
    form.set('t0-empty-1', 'nothing')
    form.delete('t0-under-1')
    form.set('t0-under-1', '')
    form.set('t0-signs-3', 'notes')
    expect(readLayoutForm(form, layout, [])).toMatchObject({
      corrections: {
        tables: [
          {
            columns: [
              { column: 1, role: 'place' },
              { column: 2, role: 'value' },
              { column: 3, role: 'flag' },
            ],
            fixed: {},
          },
        ],
      },
    })
    const read = readLayoutForm(form, layout, [])
    expect(JSON.stringify(read)).not.toMatch(/fill|under|scale|suffix|signs|breakdown/)
  })

  it('reads a breakdown only as it is meant', () => {
    expect(readBreakdown(' form = ambulant ; sex=male')).toEqual({ form: 'ambulant', sex: 'male' })
    expect(readBreakdown('')).toEqual({})
    for (const wrong of ['ambulant', 'form=', '=ambulant', 'form=a=b', 'form=a, form=b'])
      expect(readBreakdown(wrong)).toBeUndefined()
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), fc.stringMatching(/^[a-z0-9_]{1,8}$/)),
        (one) => {
          expect(readBreakdown(writeBreakdown(one))).toEqual({ ...one })
        },
      ),
    )
    const layout: Layout = {
      tables: [
        {
          sheet: undefined,
          headerRows: [],
          firstDataRow: 1,
          lastDataRow: undefined,
          columns: [{ column: 1, role: 'value' }],
          fixed: {},
          skippedRows: [],
        },
      ],
      placeNames: {},
    }
    const form = sent(layout)
    form.set('t0-breakdown-1', 'ambulant')
    form.set('t0-fixedBreakdown', 'sex')
    expect(readLayoutForm(form, layout, [])).toEqual({
      ok: false,
      errors: [
        { field: 't0-breakdown-1', problem: 'wrong-breakdown' },
        { field: 't0-fixedBreakdown', problem: 'wrong-breakdown' },
      ],
    })
  })

  it('makes merged cells and thousands of a file readable', async () => {
    const series = [
      seriesOf({ key: 'visits', name: 'Besuche' }),
      seriesOf({ key: 'costs', name: 'Kosten', unit: 'eur', kind: 'amount' }),
    ]
    const file = 'Gebiet;Jahr;Besuche;Kosten\nUentrop;2017;12;1,5\n;2018;13;2\n'
    const { layout } = await tryFile(file, { series })
    const form = sent(layout)
    form.set('t0-empty-1', 'above')
    form.set('t0-scale-4', 'thousand')
    const read = readLayoutForm(form, layout, [])
    if (!read.ok) throw new Error('wrong form')
    const { values } = await tryFile(file, { series, corrections: read.corrections })
    expect(values).toEqual([
      'C2 visits uentrop 2017 = 12',
      'D2 costs uentrop 2017 = 150000',
      'C3 visits uentrop 2018 = 13',
      'D3 costs uentrop 2018 = 200000',
    ])
  })
})
