import { describe, expect, test } from 'vitest'
import { isSameFacility } from './point.ts'
import { emptyPoint, readPointForm, readTypedPoint, type TypedPoint } from './pointForm.ts'

const kita: TypedPoint = { ...emptyPoint, name: 'Kita Ahorn', kind: 'kita' }
function readPoint(typed: Partial<TypedPoint>) {
  const read = readPointForm({ ...kita, ...typed })
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.value
}

describe('an address in the form', () => {
  test.each([
    ['Ahornweg 3', '', ['Ahornweg', '3', '', '']],
    ['Ahornweg 3 a, 59065 Hamm', '', ['Ahornweg', '3 a', '59065', 'Hamm']],
    ['Straße 12', '5', ['Straße 12', '5', '', '']],
    ['Ahornweg 3', '3', ['Ahornweg', '3', '', '']],
    ['Am Hof, hinten', '', ['Am Hof, hinten', '', '', '']],
  ])('"%s" beside "%s" is taken apart as in a list', (street, houseNumber, parts) => {
    const value = readPoint({ street, houseNumber })
    expect([value.street, value.houseNumber, value.postcode, value.town]).toEqual(parts)
  })

  test('is what the fields for postcode and town say, where they say something', () => {
    const value = readPoint({ street: 'Ahornweg 3, 59065 Hamm', postcode: '59063', town: 'Hamm-Mitte' })
    expect([value.postcode, value.town]).toEqual(['59063', 'Hamm-Mitte'])
  })

  test('is the same facility’s, however it was typed', () => {
    expect(
      isSameFacility(
        readPoint({ street: 'Ahornweg 3' }),
        readPoint({ street: 'Ahorn-Weg', houseNumber: '3' }),
      ),
    ).toBe(true)
  })
})

describe('coordinates in the form', () => {
  const metres = { x: '392000', y: '5820000' }
  test('are of the zone that somebody chooses', () => {
    const [west, east] = [readPoint(metres), readPoint({ ...metres, zone: 'epsg25833' })]
    expect(east.at![0] - west.at![0]).toBeCloseTo(6, 1)
  })

  test('are turned in a chosen zone, too', () => {
    const turned = readPoint({ x: metres.y, y: metres.x, zone: 'epsg25833' })
    expect(turned.at).toEqual(readPoint({ ...metres, zone: 'epsg25833' }).at)
  })

  test.each([
    ['degrees', { x: '7,8', y: '51,6' }],
    ['metres with the zone before them', { x: '32392000', y: '5820000' }],
  ])('that say themselves what they are heed no zone: %s', (_what, pair) => {
    expect(readPoint({ ...pair, zone: 'epsg25833' }).at).toEqual(readPoint(pair).at)
  })

  test('keep the chosen zone when the form comes back; one that isn’t known is none', () => {
    const form = new FormData()
    form.set('zone', 'epsg25833')
    expect(readTypedPoint(form).zone).toBe('epsg25833')
    expect(readPoint({ ...metres, zone: 'epsg1' }).at).toEqual(readPoint(metres).at)
  })
})
