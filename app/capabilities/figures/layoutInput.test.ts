import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Layout, LayoutTable } from './figure.ts'
import { readLayoutForm, readRowNumbers, writeRowNumbers } from './layoutInput.ts'

const table: LayoutTable = {
  sheet: undefined,
  headerRows: [1],
  firstDataRow: 2,
  lastDataRow: undefined,
  columns: [
    { column: 1, role: 'place' },
    { column: 2, role: 'value', period: '2018' },
  ],
  fixed: { series: 'families' },
  skippedRows: [],
}
const second: LayoutTable = { ...table, headerRows: [11], firstDataRow: 12, fixed: { period: '2018' } }
const layout: Layout = { tables: [table, second], placeNames: { Alt: 'pelkum' } }
const formOf = (fields: Readonly<Record<string, string>>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

describe('row numbers', () => {
  it('are read as people write them', () => {
    expect(readRowNumbers('12, 15-17')).toEqual([12, 15, 16, 17])
    expect(readRowNumbers('')).toEqual([])
    expect(readRowNumbers('zwölf')).toBeUndefined()
    expect(readRowNumbers('17-15')).toBeUndefined()
    expect(readRowNumbers('0')).toBeUndefined()
    expect(readRowNumbers('1-9999999')).toBeUndefined()
  })

  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (rows) => {
        expect(readRowNumbers(writeRowNumbers(rows))).toEqual(rows.toSorted((a, b) => a - b))
      }),
    )
  })
})

describe('the form of the layout', () => {
  it('keeps what it does not hold', () => {
    const used = [{ text: 'Heesen', place: 'heessen', confidence: 'similar' }] as const
    expect(readLayoutForm(formOf({ 'match-0': 'heessen' }), layout, used)).toEqual({
      ok: true,
      corrections: {
        tables: [table, second],
        placeNames: { Alt: 'pelkum', Heesen: 'heessen' },
      },
    })
  })

  it('keeps total rows, marks, filling, scale and suffix of columns that stay what they are', () => {
    const rich: LayoutTable = {
      ...table,
      columns: [
        { column: 1, role: 'place', fill: true, under: ['sex'] },
        { column: 2, role: 'dimension', dimension: 'form', fill: true },
        {
          column: 3,
          role: 'value',
          series: 'costs',
          scale: 'thousand',
          suffix: 'in %',
          breakdown: { sex: 'male' },
        },
      ],
      fixed: { period: '2018', breakdown: { form: 'ambulant' } },
      totalRows: [9],
    }
    const whole: Layout = { tables: [rich], placeNames: {}, marks: { '*': 'provisional' }, dot: 'unknown' }
    // What the page sends back when nothing was changed; without dimensions it has no field for breakdowns.
    const shown = {
      ...{ 't0-headerRows': '1', 't0-firstDataRow': '2', 't0-lastDataRow': '', 't0-skippedRows': '' },
      ...{ 't0-fixedSeries': '', 't0-fixedPeriod': '2018', 't0-fixedPlace': '', dot: 'unknown' },
      ...{ 't0-role-1': 'place', 't0-role-2': 'dimension:form', 't0-role-3': 'value' },
      ...{ 't0-series-3': 'costs', 't0-period-3': '', 't0-place-3': '', 't0-decimal-3': '' },
    }
    const read = (fields: Readonly<Record<string, string>>) => readLayoutForm(formOf(fields), whole, [])
    expect(read(shown)).toEqual({
      ok: true,
      corrections: { tables: [rich], placeNames: {}, marks: { '*': 'provisional' }, dot: 'unknown' },
    })
    expect(read({ ...shown, 't0-totalRows': '9, 12-13' })).toMatchObject({
      corrections: { tables: [{ totalRows: [9, 12, 13] }] },
    })
    expect(read({ ...shown, 't0-totalRows': '' })).not.toHaveProperty('corrections.tables.0.totalRows')
    expect(read({ ...shown, 't0-totalRows': 'alle' })).toEqual({
      ok: false,
      errors: [{ field: 't0-totalRows', problem: 'wrong-rows' }],
    })
    expect(read({ ...shown, 'mark-*': '', 'mark-1)': 'break', 'mark-²': 'nonsense' })).toMatchObject({
      corrections: { marks: { '1)': 'break' } },
    })
    expect(read({ ...shown, 'mark-*': '' })).toHaveProperty('corrections.marks', {})
    // What belonged to the former role goes with it.
    expect(read({ ...shown, 't0-role-1': 'series', 't0-role-3': 'ignore' })).toMatchObject({
      corrections: {
        tables: [
          {
            totalRows: [9],
            columns: [
              { column: 1, role: 'series', fill: true },
              { column: 2, role: 'dimension', dimension: 'form', fill: true },
              { column: 3, role: 'ignore' },
            ],
          },
        ],
      },
    })
  })

  it('takes columns, coordinates and names left out', () => {
    const form = formOf({
      ...{
        't0-headerRows': '1-2',
        't0-firstDataRow': '3',
        't0-lastDataRow': '9',
        't0-skippedRows': '5',
        't0-fixedSeries': '',
        't0-fixedPeriod': '2017/18',
        't1-fixedPeriod': '2019',
      },
      ...{
        't0-role-1': 'dimension:form',
        't0-role-2': 'value',
        't0-series-2': 'visited',
        't0-period-2': '',
        't0-decimal-2': ',',
      },
      ...{ 't0-breakdown-2': 'form=ambulant', dot: 'secret-at-source', 'match-0': '-', 'match-1': 'pelkum' },
    })
    const used = [
      { text: 'Atlantis', place: undefined, confidence: 'unknown' },
      { text: 'Pelkum', place: 'pelkum', confidence: 'same' },
    ] as const
    expect(readLayoutForm(form, layout, used)).toEqual({
      ok: true,
      corrections: {
        dot: 'secret-at-source',
        tables: [
          {
            ...{ sheet: undefined, headerRows: [1, 2], firstDataRow: 3, lastDataRow: 9, skippedRows: [5] },
            columns: [
              { column: 1, role: 'dimension', dimension: 'form' },
              { column: 2, role: 'value', series: 'visited', breakdown: { form: 'ambulant' }, decimal: ',' },
            ],
            fixed: { period: '2017/18' },
          },
          { ...second, fixed: { period: '2019' } },
        ],
        placeNames: { Alt: 'pelkum', Atlantis: null },
      },
    })
  })

  it('takes one row as the first or last one, and says so where there are several', () => {
    const wrong = (field: string, text: string) => {
      const read = readLayoutForm(formOf({ [field]: text }), layout, [])
      return read.ok ? [] : read.errors
    }
    for (const field of ['t1-firstDataRow', 't1-lastDataRow']) {
      for (const text of ['12, 15', '12-13', 'x'])
        expect(wrong(field, text)).toEqual([{ field, problem: 'wrong-rows' }])
      expect(wrong(field, '12')).toEqual([])
    }
    expect(wrong('t1-lastDataRow', '')).toEqual([])
  })

  it('says which field is wrong', () => {
    expect(readLayoutForm(formOf({ 't1-firstDataRow': '', 't1-skippedRows': 'x' }), layout, [])).toEqual({
      ok: false,
      errors: [
        { field: 't1-skippedRows', problem: 'wrong-rows' },
        { field: 't1-firstDataRow', problem: 'wrong-rows' },
      ],
    })
  })
})
