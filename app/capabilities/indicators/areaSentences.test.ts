import { describe, expect, test } from 'vitest'
import { type Cell, missing } from '#app/plain/cell.ts'
import {
  atLeast80,
  atMost1,
  draft,
  ratio,
  readable,
  resultOf,
  schoolKeys,
  secret,
  type Town,
} from '../../../tests/support/resultOfTown.ts'
import { draftAreasTitle, draftLead } from './sentences.ts'

describe('the areas', () => {
  const areasOf = (values: Readonly<Record<string, number | Cell>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { 2018: value }]))
  const about = (town: Town) => draft({ town: { 2018: 82 }, ...town }).slice(1)

  test.each<[string, Town, readonly string[]]>([
    [
      'the good end comes first: high',
      { areas: areasOf({ Heessen: 93, Norden: 91, Hövel: 76 }) },
      ['Unter den 3 Sozialräumen reicht die Spanne von 93 % (Heessen) bis 76 % (Hövel).'],
    ],
    [
      'the good end comes first: low',
      { areas: areasOf({ Heessen: 0.85, Pelkum: 1.25 }), indicator: ratio },
      ['Unter den 2 Sozialräumen reicht die Spanne von 0,85 (Heessen) bis 1,25 (Pelkum).'],
    ],
    [
      'ties at the shown precision stand together',
      { areas: areasOf({ Heessen: 93.2, Norden: 92.8, Hövel: 76 }) },
      ['Unter den 3 Sozialräumen reicht die Spanne von 93 % (Heessen und Norden) bis 76 % (Hövel).'],
    ],
    [
      'many ties are counted',
      { areas: areasOf({ A: 93, B: 93, C: 93, D: 93, E: 76 }) },
      ['Unter den 5 Sozialräumen reicht die Spanne von 93 % (4 Sozialräume) bis 76 % (E).'],
    ],
    [
      'all the same',
      { areas: areasOf({ A: 82, B: 82 }) },
      ['Die Werte der 2 Sozialräume liegen gleichauf bei 82 %.'],
    ],
    [
      'all secret',
      { areas: areasOf({ A: secret, B: secret }) },
      ['Die Werte aller 2 Sozialräume sind geheim.'],
    ],
    ['the only area is secret', { areas: areasOf({ A: secret }) }, ['Der Wert des Sozialraums ist geheim.']],
    [
      'some secret, one missing',
      { areas: areasOf({ A: 80, B: 90, C: secret, D: secret, E: missing('not-delivered') }) },
      [
        'Unter den 2 Sozialräumen mit Wert reicht die Spanne von 90 % (B) bis 80 % (A).',
        'Für 2 Sozialräume ist der Wert geheim, für 1 Sozialraum fehlt er.',
      ],
    ],
    [
      'one missing',
      { areas: areasOf({ A: 80, B: 90, E: missing('not-delivered') }) },
      [
        'Unter den 2 Sozialräumen mit Wert reicht die Spanne von 90 % (B) bis 80 % (A).',
        'Für 1 Sozialraum fehlt der Wert.',
      ],
    ],
    [
      'one alone has a value',
      { areas: areasOf({ A: 80, B: missing('not-delivered') }) },
      ['Nur für einen von 2 Sozialräumen liegt ein Wert vor: A mit 80 %.'],
    ],
    [
      'none has a value',
      { areas: areasOf({ A: missing('not-delivered'), B: secret }) },
      ['Für die Sozialräume liegen im Jahr 2018 keine Werte vor.'],
    ],
    ['there are none', {}, []],
  ])('%s', (_name, town, expected) => {
    expect(about(town)).toEqual(expected)
  })

  const reach = (values: Readonly<Record<string, number | Cell>>) =>
    about({ areas: areasOf(values), goal: atLeast80 }).find(
      (sentence) => /erreich/.test(sentence) && !/^Das Ziel/.test(sentence),
    )

  test('how many reach the target', () => {
    expect(reach({ A: 81, B: 82, C: 70 })).toBe('2 von 3 Sozialräumen erreichen das Ziel.')
    expect(reach({ A: 81, B: 79, C: 70 })).toBe('1 von 3 Sozialräumen erreicht das Ziel.')
    expect(reach({ A: 81, B: 80 })).toBe('Beide Sozialräume erreichen das Ziel.')
    expect(reach({ A: 71, B: 79 })).toBe('Keiner der beiden Sozialräume erreicht das Ziel.')
    expect(reach({ A: 81, B: 70, C: secret })).toBe('1 von 2 Sozialräumen mit Wert erreicht das Ziel.')
  })

  test('whether they draw closer is told for the same areas only', () => {
    const areas = { A: { 2013: 70, 2018: 76 }, B: { 2013: 84, 2018: 93 } }
    expect(about({ areas }).at(-1)).toBe(
      'Der Abstand zwischen den Sozialräumen ist seit 2013 gewachsen: von 14 auf 17 Prozentpunkte.',
    )
    const closer = { A: { 2013: 70, 2018: 76 }, B: { 2013: 84, 2018: 80 } }
    expect(about({ areas: closer }).at(-1)).toContain(
      'ist seit 2013 kleiner geworden: von 14 auf 4 Prozentpunkte.',
    )
    const same = { A: { 2013: 70, 2018: 76 }, B: { 2013: 84, 2018: 90 } }
    expect(about({ areas: same }).at(-1)).toBe(
      'Der Abstand zwischen den Sozialräumen ist so groß wie 2013 (14 Prozentpunkte).',
    )
    expect(about({ areas: { ...areas, C: { 2018: 80 } } })).toHaveLength(1)
  })

  test('the distance is that of the ends as they are shown', () => {
    const areas = { Rhynern: { 2013: 89.6, 2018: 90.4 }, Pelkum: { 2013: 72.6, 2018: 77.6 } }
    expect(about({ areas })).toEqual([
      'Unter den 2 Sozialräumen reicht die Spanne von 90 % (Rhynern) bis 78 % (Pelkum).',
      'Der Abstand zwischen den Sozialräumen ist seit 2013 kleiner geworden: von 17 auf 12 Prozentpunkte.',
    ])
  })
})

describe('one sentence and titles', () => {
  const lead = (town: Town, language: 'de' | 'en' = 'de') =>
    readable(draftLead(resultOf(town), { year: 2018, language }))
  const title = (town: Town, language: 'de' | 'en' = 'de') =>
    readable(draftAreasTitle(resultOf({ town: { 2018: 82 }, ...town }), { year: 2018, language }))

  test('the lead says value and target, or value and change, or why there is none', () => {
    expect(lead({ town: { 2018: 82 }, goal: atLeast80 })).toBe(
      'Hamm liegt 2018 bei 82 % und erreicht damit das Ziel (mindestens 80 %).',
    )
    expect(lead({ town: { 2018: 79 }, goal: atLeast80 })).toBe(
      'Hamm liegt 2018 bei 79 % und erreicht das Ziel (mindestens 80 %) fast.',
    )
    expect(lead({ town: { 2018: 1.25 }, goal: atMost1, indicator: ratio })).toBe(
      'Hamm liegt 2018 bei 1,25 und erreicht das Ziel (höchstens 1,00) nicht.',
    )
    expect(lead({ town: { 2017: 80, 2018: 82 } })).toBe(
      'Hamm liegt 2018 bei 82 %, um 2 Prozentpunkte höher als im Vorjahr.',
    )
    expect(lead({ town: { 2018: 82 } })).toBe('Hamm liegt 2018 bei 82 %.')
    expect(lead({ town: { 2018: secret } })).toBe('Im Jahr 2018 ist der Wert in Hamm geheim.')
    expect(lead({})).toBe('Zu dieser Kennzahl liegen noch keine freigegebenen Werte vor.')
    expect(lead({ town: { 2018: 84 }, indicator: { periodKind: 'school-year' }, keyOf: schoolKeys })).toBe(
      'Hamm liegt 2017/18 bei 84 %.',
    )
  })

  test('the title over the areas is a statement', () => {
    const areas = { A: { 2018: 81 }, B: { 2018: 70 } }
    expect(title({ areas, goal: atLeast80 })).toBe('1 von 2 Sozialräumen erreicht das Ziel')
    expect(title({ areas })).toBe('Die Sozialräume reichen von 81 % (A) bis 70 % (B)')
    expect(title({ areas: { A: { 2018: secret }, B: { 2018: secret } } })).toBe(
      'Die Werte der Sozialräume sind geheim',
    )
    expect(title({})).toBe('Für die Sozialräume liegen keine Werte vor')
  })

  test('in English', () => {
    expect(
      draft(
        {
          town: { 2013: 75, 2017: 84, 2018: 82 },
          goal: { comparison: 'at-least', target: 95 },
          areas: { Heessen: { 2018: 93 }, Norden: { 2018: 96 }, Pelkum: { 2018: secret } },
        },
        'en',
      ),
    ).toEqual([
      'In 2018 the value for Hamm was 82%, 2 percentage points lower than in the year before.',
      'Since 2013 it has risen by 7 percentage points overall.',
      'The target (at least 95%) has not been reached: the value is 13 percentage points below it.',
      'Among the 2 areas with a value the values range from 96% (Norden) to 93% (Heessen).',
      'For 1 area the value is confidential.',
      '1 of 2 areas with a value reaches the target.',
    ])
    expect(lead({ town: { 2018: 82 }, goal: atLeast80 }, 'en')).toBe(
      'Hamm stands at 82% in 2018 and reaches the target (at least 80%).',
    )
    expect(lead({ town: { 2017: 81, 2018: 81 } }, 'en')).toBe(
      'Hamm stands at 81% in 2018, unchanged against the year before.',
    )
    expect(draft({ town: { 2017: 84 } }, 'en')).toEqual([
      'In 2018 there is no value for Hamm (not delivered).',
    ])
    const date = {
      town: { 2018: 36 },
      indicator: { periodKind: 'key-date' as const },
      keyOf: (year: number) => `${year}-09-30`,
    }
    expect(draft(date, 'en')).toEqual(['On 30 September 2018 the value for Hamm was 36%.'])
  })
})
