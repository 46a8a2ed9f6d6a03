import { describe, expect, test } from 'vitest'
import { missing, present } from '#app/plain/cell.ts'
import {
  atLeast80,
  atMost1,
  draft,
  ratio,
  schoolKeys,
  secret,
  type Town,
} from '../../../tests/support/resultOfTown.ts'

describe('level and change of the town', () => {
  test.each<[string, Town, string]>([
    ['one year only', { town: { 2018: 82 } }, 'Im Jahr 2018 lag der Wert in Hamm bei 82 %.'],
    [
      'a fall',
      { town: { 2017: 84, 2018: 82 } },
      'Im Jahr 2018 lag der Wert in Hamm bei 82 % und war damit um 2 Prozentpunkte niedriger als im Vorjahr.',
    ],
    [
      'one point is singular',
      { town: { 2017: 81, 2018: 82 } },
      'Im Jahr 2018 lag der Wert in Hamm bei 82 % und war damit um 1 Prozentpunkt höher als im Vorjahr.',
    ],
    [
      'one point with a decimal is plural',
      { town: { 2017: 81, 2018: 82 }, indicator: { decimals: 1 } },
      'Im Jahr 2018 lag der Wert in Hamm bei 82,0 % und war damit um 1,0 Prozentpunkte höher als im Vorjahr.',
    ],
    [
      'no change at all',
      { town: { 2017: 82, 2018: 82 } },
      'Im Jahr 2018 lag der Wert in Hamm bei 82 % und war damit unverändert gegenüber dem Vorjahr.',
    ],
    [
      'a change too small to show',
      { town: { 2017: 82.1, 2018: 82 } },
      'Im Jahr 2018 lag der Wert in Hamm bei 82 % und war damit nahezu unverändert gegenüber dem Vorjahr.',
    ],
    [
      'the year before is missing',
      { town: { 2015: 1.18, 2018: 0.9 }, indicator: ratio },
      'Im Jahr 2018 lag der Wert in Hamm bei 0,90 und war damit um 0,28 niedriger als 2015.',
    ],
    [
      'the year before is secret',
      { town: { 2016: 80, 2017: secret, 2018: 82 } },
      'Im Jahr 2018 lag der Wert in Hamm bei 82 % und war damit um 2 Prozentpunkte höher als 2016.',
    ],
    [
      'no earlier year has a value',
      { town: { 2017: missing('not-collected'), 2018: 82 } },
      'Im Jahr 2018 lag der Wert in Hamm bei 82 %.',
    ],
    [
      'EUR, kept in cents',
      { town: { 2017: 361_653_300, 2018: 371_536_500 }, indicator: { unit: 'eur' } },
      'Im Jahr 2018 lag der Wert in Hamm bei 3.715.365 € und war damit um 98.832 € höher als im Vorjahr.',
    ],
    [
      'a count with thousands',
      { town: { 2017: 1620, 2018: 1634 }, indicator: { unit: 'count' } },
      'Im Jahr 2018 lag der Wert in Hamm bei 1.634 und war damit um 14 höher als im Vorjahr.',
    ],
    [
      'a school year',
      { town: { 2018: 84.61 }, indicator: { periodKind: 'school-year', decimals: 1 }, keyOf: schoolKeys },
      'Im Schuljahr 2017/18 lag der Wert in Hamm bei 84,6 %.',
    ],
    [
      'a key date',
      { town: { 2018: 36 }, indicator: { periodKind: 'key-date' }, keyOf: (year) => `${year}-09-30` },
      'Am 30.09.2018 lag der Wert in Hamm bei 36 %.',
    ],
    [
      'an entry cohort',
      {
        town: { 2018: 92 },
        indicator: { periodKind: 'entry-cohort' },
        keyOf: (year) => schoolKeys(year + 1),
      },
      'Im Einschulungsjahrgang 2018/19 lag der Wert in Hamm bei 92 %.',
    ],
    [
      'half a year',
      { town: { 2018: 92 }, indicator: { periodKind: 'half-year' }, keyOf: (year) => `${year}-H2` },
      'Im 2. Halbjahr 2018 lag der Wert in Hamm bei 92 %.',
    ],
    [
      'a month',
      { town: { 2018: 92 }, indicator: { periodKind: 'month' }, keyOf: (year) => `${year}-03` },
      'Im März 2018 lag der Wert in Hamm bei 92 %.',
    ],
    [
      'a county',
      { town: { 2018: 82 }, name: 'Kreis Unna' },
      'Im Jahr 2018 lag der Wert im Kreis Unna bei 82 %.',
    ],
    [
      'a name with an addition',
      { town: { 2018: 82 }, name: 'Hamm (gesamt)' },
      'Im Jahr 2018 lag der Wert in Hamm bei 82 %.',
    ],
    ['a secret value', { town: { 2018: secret } }, 'Im Jahr 2018 ist der Wert in Hamm geheim.'],
    [
      'secret at the source',
      { town: { 2018: missing('secret-at-source') } },
      'Im Jahr 2018 ist der Wert in Hamm geheim.',
    ],
    ['a gap', { town: { 2017: 82 } }, 'Im Jahr 2018 liegt in Hamm kein Wert vor (nicht geliefert).'],
    [
      'a division by zero',
      { town: { 2018: missing('divided-by-zero') } },
      'Im Jahr 2018 liegt in Hamm kein Wert vor (keine Fälle).',
    ],
  ])('%s', (_name, town, expected) => {
    expect(draft(town)[0]).toBe(expected)
  })

  test('nothing released at all is one sentence', () => {
    expect(draft({})).toEqual(['Zu dieser Kennzahl liegen noch keine freigegebenen Werte vor.'])
  })

  test('from the third year on the whole way is told', () => {
    const town = { 2013: 75, 2014: 75, 2015: 77, 2016: 82, 2017: 84, 2018: 82 }
    expect(draft({ town })[1]).toBe('Seit 2013 ist er insgesamt um 7 Prozentpunkte gestiegen.')
    expect(draft({ town: { ...town, 2013: 90 } })[1]).toBe(
      'Seit 2013 ist er insgesamt um 8 Prozentpunkte gesunken.',
    )
    expect(draft({ town: { ...town, 2013: 82.2 } })[1]).toBe(
      'Seit 2013 hat er sich insgesamt kaum verändert.',
    )
    expect(draft({ town: { 2017: 84, 2018: 82 } })).toHaveLength(1)
  })

  test('across a break nothing is compared, and the break is told with its note', () => {
    const town = { 2016: 100_00, 2017: 100_00, 2018: 150_00 }
    const breaks = [{ year: 2018, note: 'Seit 2018 mit neun Stadtteilzentren.' }]
    expect(draft({ town, indicator: { unit: 'eur', breaks } })).toEqual([
      'Im Jahr 2018 lag der Wert in Hamm bei 150 €.',
      'Mit früheren Jahren lässt sich der Wert nur eingeschränkt vergleichen, denn die Reihe hat 2018 einen Bruch: Seit 2018 mit neun Stadtteilzentren.',
    ])
  })

  test('a break that only the figures carry is told too, and an old break shortens the way', () => {
    const flagged = { 2017: 80, 2018: present(82, ['break']) }
    expect(draft({ town: flagged })[1]).toBe(
      'Mit früheren Jahren lässt sich der Wert nur eingeschränkt vergleichen, denn die Reihe hat 2018 einen Bruch.',
    )
    const town = { 2012: 10, 2013: 75, 2014: 76, 2017: 84, 2018: 82 }
    const breaks = [{ year: 2013, note: 'acht Monate' }]
    expect(draft({ town, indicator: { breaks } })[1]).toBe(
      'Seit 2013 ist er insgesamt um 7 Prozentpunkte gestiegen.',
    )
  })
})

describe('the target', () => {
  const target = (town: Town) => draft(town).find((sentence) => sentence.startsWith('Das Ziel'))

  test.each<[string, Town, string | undefined]>([
    ['reached', { town: { 2018: 82 }, goal: atLeast80 }, 'Das Ziel (mindestens 80 %) ist erreicht.'],
    [
      'reached from above, where low is good',
      { town: { 2018: 0.9 }, goal: atMost1, indicator: ratio },
      'Das Ziel (höchstens 1,00) ist erreicht.',
    ],
    [
      '1.25 where low is good is worse than 1',
      { town: { 2018: 1.25 }, goal: atMost1, indicator: ratio },
      'Das Ziel (höchstens 1,00) ist nicht erreicht: Der Wert liegt um 0,25 darüber.',
    ],
    [
      '94.7 does not reach 95',
      { town: { 2018: 94.7 }, goal: { comparison: 'at-least', target: 95 }, indicator: { decimals: 1 } },
      'Das Ziel (mindestens 95 %) ist fast erreicht: Es fehlen 0,3 Prozentpunkte.',
    ],
    [
      'a distance too small for the shown decimals is shown with more of them',
      { town: { 2018: 79.97 }, goal: atLeast80 },
      'Das Ziel (mindestens 80 %) ist fast erreicht: Es fehlen 0,03 Prozentpunkte.',
    ],
    [
      'one point missing is singular',
      { town: { 2018: 79 }, goal: atLeast80 },
      'Das Ziel (mindestens 80 %) ist fast erreicht: Es fehlt 1 Prozentpunkt.',
    ],
    [
      'far from it',
      { town: { 2018: 56.7 }, goal: { comparison: 'at-least', target: 60 }, indicator: { decimals: 1 } },
      'Das Ziel (mindestens 60 %) ist nicht erreicht: Es fehlen 3,3 Prozentpunkte.',
    ],
    [
      'below, strictly',
      {
        town: { 2018: 3.5 },
        goal: { comparison: 'below', target: 2 },
        indicator: { decimals: 1, direction: 'down' },
      },
      'Das Ziel (unter 2 %) ist nicht erreicht: Der Wert liegt um 1,5 Prozentpunkte darüber.',
    ],
    [
      'exactly on a bound that had to be passed',
      { town: { 2018: 2 }, goal: { comparison: 'below', target: 2 }, indicator: { direction: 'down' } },
      'Das Ziel (unter 2 %) ist fast erreicht: Der Wert liegt genau auf der Grenze.',
    ],
    [
      'a target with more decimals than the indicator',
      { town: { 2018: 80 }, goal: { comparison: 'above', target: 82.5 } },
      'Das Ziel (über 82,5 %) ist fast erreicht: Es fehlen 2,5 Prozentpunkte.',
    ],
    [
      'money',
      {
        town: { 2018: 400_000_00 },
        goal: { comparison: 'at-least', target: 500_000_00 },
        indicator: { unit: 'eur' },
      },
      'Das Ziel (mindestens 500.000 €) ist nicht erreicht: Es fehlen 100.000 €.',
    ],
    ['no target, no sentence', { town: { 2018: 82 } }, undefined],
    ['no value, no sentence', { town: { 2018: secret }, goal: atLeast80 }, undefined],
  ])('%s', (_name, town, expected) => {
    expect(target(town)).toBe(expected)
  })

  test('a value just short of the target is not rounded up to it', () => {
    expect(draft({ town: { 2018: 79.97 }, goal: atLeast80 })[0]).toBe(
      'Im Jahr 2018 lag der Wert in Hamm bei 79,97 %.',
    )
  })
})
