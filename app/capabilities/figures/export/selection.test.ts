import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSelection, type Selection, writeSelection } from './selection.ts'

const key = fc.stringMatching(/^[a-z][a-z0-9_-]{0,20}$/)
const keys = fc.uniqueArray(key, { maxLength: 20 })
const year = fc.option(fc.integer({ min: 1900, max: 2100 }), { nil: undefined })

test('the address of a selection holds all of it', () => {
  const selections: fc.Arbitrary<Selection> = fc.record({
    series: keys,
    places: keys,
    allAreas: fc.boolean(),
    from: year,
    to: year,
    breakdowns: fc.boolean(),
    byYear: fc.boolean(),
  })
  fc.assert(
    fc.property(selections, (selection) => {
      expect(readSelection(new URLSearchParams(writeSelection(selection)))).toEqual(selection)
    }),
  )
})

test('what nobody can mean is as if nobody had asked for it', () => {
  const read = readSelection(new URLSearchParams('raeume=alle&von=19&bis=x&aufteilung=1&raum=a,b&raum=a'))
  expect(read).toEqual({
    ...{ series: [], places: ['a', 'b'], allAreas: false },
    ...{ from: undefined, to: undefined, breakdowns: false, byYear: false },
  })
})
