import { describe, expect, it } from 'vitest'
import { readHouseNumber } from '#app/capabilities/places/streets/houseNumber.ts'
import { isPeriod, parsePeriod, periodKinds } from '#app/plain/period.ts'
import { cellText } from '#app/platform/tables/sourcecell.ts'
import { sampleTable } from '#app/platform/tables/table.ts'
import { tableOf } from '#app/platform/tables/tables.fixture.ts'
import { guessLayout } from '../guess/layoutguess.ts'
import { findPersons } from '../persons/persons.ts'
import { normaliseName, withoutFootnoteMark } from './names.ts'
import { PlaceNames } from './placenames.ts'
import { catalogueOf, hammPlaces, seriesOf } from './reading.fixture.ts'
import { conventionProvedBy, readValue } from './value.ts'

// Time that grows with the square of the length shows here as a test that doesn't come to its end: 200,000 signs would take minutes.
const many = 200_000
const fillings = [' ', '*', '(', ',', '²', '\u00a0', '2019,', 'in '] as const
const texts = fillings.map((filling): [string, string] => [
  JSON.stringify(filling),
  `2${filling.repeat(many)}x`,
])

describe('a text without end', () => {
  it.each(texts)('is no name, value, period or place: filled with %s', (_, text) => {
    expect(withoutFootnoteMark(text)).toBe(text)
    expect(normaliseName(text)).toMatch(/^2.*x$/)
    expect(readValue(text, undefined, false)).toEqual({ kind: 'unreadable' })
    expect(conventionProvedBy(text)).toBeUndefined()
    for (const kind of periodKinds) expect(isPeriod(parsePeriod(text, kind))).toBe(false)
    const catalogue = catalogueOf([seriesOf({ key: 'births', name: 'Geburten' })])
    expect(catalogue.readPeriod(text, 'calendar-year')).toBeUndefined()
    expect(catalogue.findSeries(text)).toBeUndefined()
    expect(new PlaceNames(hammPlaces).find(text)).toBeUndefined()
    expect(readHouseNumber(text)).toBeUndefined()
  })

  it.each(texts)(
    'in every cell of a file is looked through for persons and a layout: filled with %s',
    async (_, text) => {
      const long = `"${text}"`
      const table = await tableOf(`Ort;${long};2019\nPelkum;${long};3\n${long};4;5\n`)
      const sample = await sampleTable(table, undefined)
      expect(findPersons(sample.rows.map(({ cells }) => cells.map((cell) => cellText(cell))))).toBeUndefined()
      const catalogue = catalogueOf([seriesOf({ key: 'births', name: 'Geburten' })])
      expect(guessLayout([sample], catalogue, { fileName: 'datei.csv' })).toBeDefined()
    },
  )
})
