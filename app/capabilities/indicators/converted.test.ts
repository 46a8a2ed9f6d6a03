import { expect, test } from 'vitest'
import { mapDisclosed, nothingReleased } from '#app/capabilities/confidentiality/disclosed.ts'
import type { Place } from '#app/capabilities/places/place.ts'
import { type Cell, missing, present } from '#app/plain/cell.ts'
import { convertIndicator } from './converted.ts'
import type { Plan } from './plan.ts'

const area = (id: number, key: string, more: Partial<Place>): Place => ({
  id,
  key,
  name: key,
  kind: 'area',
  parentId: 9,
  ags: undefined,
  tile: undefined,
  ...more,
})
const former = area(1, 'norden', { validTo: '2024-12-31' })
const part = area(2, 'norden-2025', { validFrom: '2025-01-01' })
const past = {
  places: new Map([former, part].map((place) => [place.id, place])),
  successions: [{ formerId: 1, successorId: 2, changeId: 1, part: '25', whole: '100' }],
  addsUp: (series: string) => series !== 'printed',
}
const slot = (series: string) => ({ series, breakdown: '', place: undefined })

/** visited / families, in percent. */
const plan: Plan = {
  slots: [slot('visited'), slot('families')],
  compute: ([visited, families]) => {
    const isKnown = visited && families && 'value' in visited && 'value' in families
    const cell: Cell = isKnown
      ? present((100 * visited.value) / families.value, visited.flags)
      : missing('suppressed')
    return { cell, basis: 'computed', printed: undefined }
  },
  interval: () => undefined,
}

const convert = (cells: Record<string, Cell>, year = 2024, own = plan) =>
  convertIndicator({
    plan: own,
    past,
    place: part,
    year,
    day: `${year}-12-31`,
    figures: {
      find: ({ series }, place) =>
        place === 'norden' && cells[series]
          ? mapDisclosed(nothingReleased(), () => cells[series]!)
          : undefined,
      yearsOf: () => [],
      periodKeyOf: () => undefined,
      endOf: () => undefined,
    },
  })

test('of a rate numerator and denominator are converted, and it is marked', () => {
  expect(convert({ visited: present(80), families: present(100) })).toEqual(present(80, ['converted']))
})

test('a secret part leaves nothing to convert', () => {
  expect(convert({ visited: missing('suppressed'), families: present(100) })).toBeUndefined()
})

test('what doesn’t add up over places is never converted', () => {
  const rate: Plan = {
    slots: [slot('printed')],
    compute: ([cell]) => ({ cell: cell!, basis: 'published', printed: undefined }),
    interval: () => undefined,
  }
  expect(convert({ printed: present(82) }, 2024, rate)).toBeUndefined()
})

test('nothing is converted for the time in which the place is there', () => {
  expect(convert({ visited: present(80), families: present(100) }, 2025)).toBeUndefined()
})
