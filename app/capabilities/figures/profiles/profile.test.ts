import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceRow } from '#app/platform/tables/sourcecell.ts'
import type { Layout, LayoutColumn, LayoutTable } from '../figure.ts'
import { chooseProfile, isSameKind, type StoredProfile } from './choose.ts'
import { fitProfile } from './fit.ts'
import { describeProfile, headingKey, signatureOf, similarity } from './profile.ts'
import { guessKnown } from './sheets.ts'

const rowsOf = (lines: readonly string[]): SourceRow[] =>
  lines.map((line, index) => ({ row: index + 1, cells: line.split(';') }))
const sampleOf = (lines: readonly string[], sheet?: string) => ({
  sheet,
  rows: rowsOf(lines),
  complete: true,
})
const value = (column: number, more: object = {}): LayoutColumn => ({ column, role: 'value', ...more })
const place: LayoutColumn = { column: 1, role: 'place' }
const layoutOf = (columns: readonly LayoutColumn[], more: Partial<LayoutTable> = {}): Layout => ({
  tables: [
    {
      sheet: undefined,
      headerRows: [1],
      firstDataRow: 2,
      lastDataRow: undefined,
      columns,
      fixed: {},
      skippedRows: [],
      ...more,
    },
  ],
  placeNames: {},
})

/** What an office sent in 2017, and how a person corrected it. */
const former = ['Bezirk;Fälle 2016;Fälle 2017;Personal', 'West;4;5;2', 'Summe;4;5;2', 'Stand: 2017;;;']
const corrected: Layout = {
  ...layoutOf(
    [
      place,
      value(2, { series: 'cases', period: '2016' }),
      value(3, { series: 'cases', period: '2017' }),
      { column: 4, role: 'ignore' },
    ],
    { skippedRows: [3], lastDataRow: 3 },
  ),
  placeNames: { West: 'westen' },
  dot: 'secret-at-source',
}
/** What would have been read without a person: the number of staff as a value. */
const guess = layoutOf([place, value(2), value(3), value(4)])
const profile = describeProfile(corrected, guess, [sampleOf(former)])

describe('a heading', () => {
  it('is the same in every year', () => {
    expect(headingKey('Fälle 2016')).toBe('fälle')
    expect(headingKey('Fälle 2017/18*')).toBe('fälle')
    expect(headingKey('Stichtag 31.12.2017')).toBe('stichtag')
    expect(headingKey('Fälle (2016-2018)')).toBe('fälle')
    expect(headingKey('17/18')).toBe('')
    expect(headingKey('Alter 6 bis 10')).toBe('alter 6 bis 10')
    expect(headingKey('Anteil in %')).toBe('anteil in %')
  })

  it('has no year left, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Fälle', 'Kinder U3', 'in %'),
        fc.integer({ min: 1900, max: 2099 }),
        (text, year) => {
          expect(headingKey(`${text} ${year}`)).toBe(headingKey(text))
          expect(headingKey(`${year}/${String((year + 1) % 100).padStart(2, '0')} ${text}`)).toBe(
            headingKey(text),
          )
        },
      ),
    )
  })
})

describe('likeness', () => {
  it('is the share of headings in common, the same both ways', () => {
    const words = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'))
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [a, b] = [signatureOf(one), signatureOf(other)]
        const likeness = similarity(a, b)
        expect(likeness).toBe(similarity(b, a))
        expect(likeness).toBeGreaterThanOrEqual(0)
        expect(likeness).toBeLessThanOrEqual(1)
        expect(likeness === 1).toBe(one.toSorted().join() === other.toSorted().join())
      }),
    )
  })
})

describe('the workbook of next year', () => {
  const lines = ['Bezirk;Fälle', 'West;4']
  const columns = [place, value(2, { series: 'cases' })]
  const tableOn = (sheet: string, more: object = {}): LayoutTable => ({
    ...layoutOf(columns).tables[0]!,
    sheet,
    ...more,
  })
  const stored = (parts: typeof profile): StoredProfile => ({
    ...{ id: 1, name: 'Mappe', version: 1, deliveryId: 1, receivedOn: '2025-01-01', updatedBy: '' },
    parts,
    updatedAt: new Date(0),
  })
  /** A guess that takes every sheet for a table. */
  const guessOf = (some: readonly { readonly sheet: string | undefined }[]) => ({
    layout: { tables: some.map(({ sheet }) => tableOn(sheet!)), placeNames: {} },
    doubts: [],
    headings: [],
  })
  const samplesOf = (...names: string[]) => names.map((name) => sampleOf(lines, name))
  const kept = (read: readonly LayoutTable[], ...sheets: string[]) => {
    const layout = { tables: read, placeNames: {} }
    return describeProfile(layout, layout, samplesOf(...sheets), sheets)
  }
  const sheetsRead = (parts: typeof profile, ...names: string[]) => {
    const { guess, known } = guessKnown(samplesOf(...names), [stored(parts)], guessOf)
    const left = guess.doubts.flatMap((doubt) => (doubt.kind === 'sheet-not-read' ? [doubt.text] : []))
    return { read: known?.layout.tables.map(({ sheet }) => sheet), left, chosen: known?.use.sheets }
  }

  it('is read from the same sheets, whatever year their names have, and says which it leaves out', () => {
    const parts = kept([tableOn('Fälle 2024')], 'Fälle 2024', 'Rechnung 2024')
    expect(sheetsRead(parts, 'Rechnung 2025', 'Fälle 2025')).toEqual({
      read: ['Fälle 2025'],
      left: ['Rechnung 2025'],
      chosen: 1,
    })
  })

  it('is read from the last year only, where only that was read', () => {
    const parts = kept([tableOn('2024')], '2023', '2024')
    expect(sheetsRead(parts, '2025', '2024', '2023').read).toEqual(['2025'])
    expect(sheetsRead(kept([tableOn('2023'), tableOn('2024')], '2023', '2024'), '2024', '2025').read).toEqual(
      ['2024', '2025'],
    )
  })

  it('leaves new sheets to the guess, since nobody has said anything about them', () => {
    const parts = kept([tableOn('Fälle 2024')], 'Fälle 2024', 'Rechnung')
    expect(sheetsRead(parts, 'Fälle 2025', 'Rechnung', 'Stadtteile').read).toEqual([
      'Fälle 2025',
      'Stadtteile',
    ])
    expect(sheetsRead(parts, 'Rechnung').read).toEqual(['Rechnung'])
  })

  it('gives each sheet what was said of its own, years taken out', () => {
    const girls = tableOn('Mädchen 2024', { fixed: { breakdown: { sex: 'female' } } })
    const boys = tableOn('Jungen 2024', { fixed: { breakdown: { sex: 'male' } } })
    const parts = kept([girls, boys], 'Mädchen 2024', 'Jungen 2024')
    const layout = { tables: [tableOn('Jungen 2025'), tableOn('Mädchen 2025')], placeNames: {} }
    const fitted = fitProfile(parts, layout, samplesOf('Jungen 2025', 'Mädchen 2025'))!
    expect(fitted.layout.tables.map(({ fixed }) => fixed.breakdown?.sex)).toEqual(['male', 'female'])
  })
})

describe('the file of next year', () => {
  it('has the rows with totals and the footnotes that a person named, wherever the rows stand now', () => {
    const said: Layout = {
      ...layoutOf([place, value(2, { series: 'cases', period: '2017' })], { totalRows: [4] }),
      marks: { '1)': 'provisional', '*': 'break' },
    }
    const then = ['Bezirk;Fälle 2017', 'West;4', 'Ost;3', 'Alle Bezirke;7 1)']
    const parts = describeProfile(said, guess, [sampleOf(then)])
    const next = ['Bezirk;Fälle 2018', 'Alle Bezirke;9 1)', 'West;4', 'Nord;2', 'Ost;3']
    const fitted = fitProfile(parts, layoutOf([place, value(2, { period: '2018' })]), [sampleOf(next)])!
    expect(fitted.layout).toMatchObject({
      tables: [{ totalRows: [2], columns: [place, value(2, { series: 'cases', period: '2018' })] }],
      marks: { '1)': 'provisional', '*': 'break' },
    })
    expect(fitted.use).toMatchObject({ marks: 2, rows: 1, known: [[1, 2]] })
  })

  it('is read as the former one: other years, one more row, a moved column', () => {
    const next = [
      'Personal;Bezirk;Fälle 2017;Fälle 2018;Fälle 2019',
      '2;West;5;6;7',
      '1;Ost;5;6;7',
      'Summe;;10;12;14',
      'Stand: 2019;;;;',
    ]
    const guessed = layoutOf([
      value(1),
      { column: 2, role: 'place' },
      value(3, { period: '2017' }),
      value(4, { period: '2018' }),
      value(5, { period: '2019' }),
    ])
    const fitted = fitProfile(profile, guessed, [sampleOf(next)])!
    const [table] = fitted.layout.tables
    expect(table?.columns).toEqual([
      { column: 1, role: 'ignore' },
      { column: 2, role: 'place' },
      { column: 3, role: 'value', series: 'cases', period: '2017' },
      { column: 4, role: 'value', series: 'cases', period: '2018' },
      { column: 5, role: 'value', series: 'cases', period: '2019' },
    ])
    expect(table?.skippedRows).toEqual([4])
    expect(table?.lastDataRow).toBe(4)
    expect(fitted.layout).toMatchObject({ placeNames: { West: 'westen' }, dot: 'secret-at-source' })
    expect(fitted.use).toMatchObject({ columns: 5, unknown: [], absent: [], header: false })
  })

  it('keeps the guess for what the profile does not know, and says so', () => {
    const next = ['Bezirk;Fälle 2018;Wartezeit', 'West;5;3']
    const guessed = layoutOf([
      place,
      value(2, { period: '2018' }),
      value(3, { series: 'waiting', period: '2018' }),
    ])
    const fitted = fitProfile(profile, guessed, [sampleOf(next)])!
    expect(fitted.layout.tables[0]?.columns[2]).toEqual({
      column: 3,
      role: 'value',
      series: 'waiting',
      period: '2018',
    })
    expect(fitted.use).toMatchObject({ unknown: ['Wartezeit'], absent: ['Personal'] })
  })

  it('may read what only the former guess left out, not what a person did', () => {
    const [table] = corrected.tables
    const unknowing = describeProfile(corrected, { ...corrected, tables: [table!] }, [sampleOf(former)])
    const now = layoutOf([place, value(2), value(3), value(4, { series: 'staff' })])
    const staff = (parts: typeof profile) =>
      fitProfile(parts, now, [sampleOf(former)])?.layout.tables[0]?.columns[3]?.role
    expect(staff(unknowing)).toBe('value')
    expect(staff(profile)).toBe('ignore')
  })

  it('never takes over a period', () => {
    const once = layoutOf([place, value(2, { series: 'cases' })], { fixed: { period: '2017' } })
    const kept = describeProfile(once, once, [sampleOf(['Bezirk;Fälle;Alter', 'West;3;4'])])
    expect(JSON.stringify(kept)).not.toContain('"period":')
    const fitted = fitProfile(kept, layoutOf([place, value(2)]), [
      sampleOf(['Bezirk;Fälle;Alter', 'West;5;6']),
    ])
    expect(fitted?.layout.tables[0]?.fixed).toEqual({})
  })

  it('finds header lines that the guess missed, where they stand now', () => {
    const old = ['Jugendamt', 'Bezirk;ambulant;stationär', ';Fälle;Fälle', 'West;3;4']
    const twoLines = layoutOf([place, value(2, { series: 'a' }), value(3, { series: 'b' })], {
      headerRows: [2, 3],
      firstDataRow: 4,
    })
    const kept = describeProfile(twoLines, twoLines, [sampleOf(old)])
    const next = ['Jugendamt', '', 'Bezirk;ambulant;stationär', ';Fälle;Fälle', 'West;5;6']
    const guessed = layoutOf([place, value(2), value(3)], { headerRows: [1], firstDataRow: 3 })
    const fitted = fitProfile(kept, guessed, [sampleOf(next)])!
    expect(fitted.layout.tables[0]).toMatchObject({ headerRows: [3, 4], firstDataRow: 5 })
    expect(fitted.use.header).toBe(true)
  })

  it('is not read by the profile of another kind of table', () => {
    const other = ['Schule;Klassen;Plätze;Träger', 'A;1;2;x']
    expect(fitProfile(profile, layoutOf([place, value(2)]), [sampleOf(other)])).toBeUndefined()
    // With hardly any headings the title decides.
    const births = layoutOf([place, value(2, { series: 'births' })], { headerRows: [2], firstDataRow: 3 })
    const kept = describeProfile(births, births, [sampleOf(['Geburten 2016', 'Bezirk;2016', 'West;3'])])
    const guessed = layoutOf([place, value(2, { period: '2017' })], { headerRows: [2], firstDataRow: 3 })
    const likely = (title: string) => fitProfile(kept, guessed, [sampleOf([title, 'Bezirk;2017', 'West;3'])])
    expect(likely('Sterbefälle 2017')).toBeUndefined()
    expect(likely('Geburten 2017')?.layout.tables[0]?.columns[1]).toEqual({
      column: 2,
      role: 'value',
      series: 'births',
      period: '2017',
    })
  })

  it('chooses among several profiles of a source the one whose headings it has', () => {
    const stored = (id: number, lines: readonly string[], layout: Layout): StoredProfile => ({
      id,
      name: `Tabelle ${id}`,
      version: 1,
      parts: describeProfile(layout, layout, [sampleOf(lines)]),
      deliveryId: id,
      receivedOn: '2019-03-01',
      updatedBy: 'Erika Beispiel',
      updatedAt: new Date(2019, 2, id),
    })
    const schools = ['Schule;Klassen 2016;Plätze 2016', 'A;1;2']
    const profiles = [
      stored(1, former, corrected),
      stored(2, schools, layoutOf([place, value(2, { series: 'classes' }), value(3, { series: 'seats' })])),
    ]
    const next = ['Schule;Klassen 2017;Plätze 2017', 'A;1;2']
    const chosen = chooseProfile(profiles, layoutOf([place, value(2), value(3)]), [sampleOf(next)])
    expect(chosen?.use).toMatchObject({ id: 2, name: 'Tabelle 2', columns: 3 })
    expect(isSameKind(profiles[0]!.parts, profiles[1]!.parts)).toBe(false)
    expect(isSameKind(profiles[0]!.parts, profile)).toBe(true)
  })
})
