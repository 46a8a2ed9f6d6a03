import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deriveDisclosed } from '#app/capabilities/confidentiality/disclosed.ts'
import type {
  Direction,
  Indicator,
  IndicatorResult,
  Reading,
} from '#app/capabilities/indicators/indicator.ts'
import type { Place } from '#app/capabilities/places/place.ts'
import { type Cell, missing, present } from '#app/plain/cell.ts'
import type { Unit } from '#app/plain/format.ts'
import { buildProfile, countTargets } from './profile.ts'
import { goalsInWords, leadOf, questionOf, strengthOf } from './sentences.ts'

/** Stands for what `confidentiality` hands out. */
const shown = (cell: Cell) => deriveDisclosed([], () => cell)

const place = (key: string, kind: Place['kind']): Place => ({
  id: key.length,
  key,
  name: key === 'hamm' ? 'Hamm (gesamt)' : key,
  kind,
  parentId: undefined,
  ags: undefined,
  tile: undefined,
})

const indicator = (key: string, direction: Direction, unit: Unit = 'percent'): Indicator => ({
  id: 1,
  key,
  name: key,
  formula: undefined,
  publishedSeries: undefined,
  unit,
  decimals: 0,
  direction,
  periodKind: 'calendar-year',
  phase: 'birth',
  field: 'health',
  meaning: '',
  method: '',
  sourceNote: '',
  breaks: [],
  validFrom: '2012-01-01',
})

const reading = (year: number, value: number | Cell, more: Partial<Reading> = {}): Reading => ({
  year,
  periodKey: String(year),
  cell: shown(typeof value === 'number' ? present(value) : value),
  basis: 'computed',
  interval: undefined,
  change: undefined,
  target: undefined,
  comparison: undefined,
  status: 'none',
  printed: undefined,
  ...more,
})

/** Values of 2018: the town first, then areas a, b, c. */
function result(one: Indicator, town: number, areas: readonly (number | Reading)[]): IndicatorResult {
  return {
    indicator: one,
    years: [2018],
    rows: [
      { place: place('hamm', 'town'), readings: [reading(2018, town)] },
      ...areas.map((value, index) => ({
        place: place('abc'[index]!, 'area'),
        readings: [typeof value === 'number' ? reading(2018, value) : value],
      })),
    ],
  }
}

const standing = (results: readonly IndicatorResult[]) =>
  buildProfile(results, 'a', 2018).lines.map((line) => line.standing)

describe('the profile of an area', () => {
  test('says better where the direction of the indicator says so', () => {
    expect(standing([result(indicator('visits', 'up'), 82, [93, 76, 81])])).toEqual(['better'])
    expect(standing([result(indicator('leavers', 'down'), 3, [5, 1, 2])])).toEqual(['worse'])
    expect(standing([result(indicator('need', 'none'), 30, [40, 20, 25])])).toEqual(['higher'])
  })

  test('does not count a distance that lies within chance', () => {
    const own = reading(2018, 93, { interval: [80, 98] })
    expect(standing([result(indicator('visits', 'up'), 82, [own, 76, 81])])).toEqual(['alike'])
    const sure = reading(2018, 93, { interval: [89, 96] })
    expect(standing([result(indicator('visits', 'up'), 82, [sure, 76, 81])])).toEqual(['better'])
  })

  test('without an interval counts from a sixth of the range of the areas on', () => {
    expect(standing([result(indicator('visits', 'up'), 80, [83, 72, 90])])).toEqual(['better'])
    expect(standing([result(indicator('visits', 'up'), 80, [82, 72, 90])])).toEqual(['alike'])
  })

  test('never holds a sum of an area against one of the town', () => {
    const profile = buildProfile([result(indicator('families', 'up', 'count'), 1600, [200, 180])], 'a', 2018)
    expect(profile.lines[0]).toMatchObject({ comparable: false, standing: 'unknown' })
    expect([profile.strengths, profile.questions]).toEqual([[], []])
  })

  test('shows the newest year up to the chosen one, and lists what only the town has', () => {
    const visits: IndicatorResult = {
      ...result(indicator('visits', 'up'), 82, []),
      years: [2016, 2017, 2018],
      rows: [
        { place: place('hamm', 'town'), readings: [reading(2016, 82), reading(2017, 84), reading(2018, 82)] },
        { place: place('a', 'area'), readings: [reading(2016, 84), reading(2017, 93)] },
      ],
    }
    const budget = result(indicator('budget', 'up', 'eur'), 3, [])
    const profile = buildProfile([visits, budget], 'a', 2018)
    expect(profile.lines.map((line) => [line.reading.year, line.town?.year])).toEqual([[2017, 2017]])
    expect(profile.townOnly.map((one) => one.key)).toEqual(['budget'])
    expect(buildProfile([visits], 'a', 2016).lines[0]?.course).toHaveLength(1)
  })

  test('names at most three strengths and three questions, the clearest first, and none twice', () => {
    const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(values, (pairs) => {
        const results = pairs.map(([town, own], index) =>
          result(indicator(`i${index}`, 'up'), town, [own, 0, 100]),
        )
        const { strengths, questions } = buildProfile(results, 'a', 2018)
        expect(Math.max(strengths.length, questions.length)).toBeLessThanOrEqual(3)
        expect(strengths.filter((line) => questions.includes(line))).toEqual([])
        for (const list of [strengths, questions]) {
          const weights = list.map((line) => line.weight)
          expect(weights).toEqual(weights.toSorted((a, b) => b - a))
        }
      }),
    )
  })
})

describe('its sentences', () => {
  const reached = reading(2018, 96, { target: 95, comparison: 'at-least', status: 'reached' })
  const falling = reading(2018, 70, {
    target: 95,
    comparison: 'at-least',
    status: 'missed',
    change: shown(present(-4)),
  })
  const results = [
    result(indicator('U8', 'up'), 92, [reached, 90, 91]),
    result(indicator('Besuchsquote', 'up'), 82, [falling, 76, 93]),
  ]

  test('say how many targets are reached and what stands better or worse', () => {
    const profile = buildProfile(results, 'a', 2018)
    expect(countTargets(profile.lines)).toEqual({ judged: 2, reached: 1 })
    expect(leadOf(profile, 'Heessen', 'de')).toBe(
      'Heessen: 1 von 2 Zielen ist erreicht; eine Kennzahl steht deutlich besser da als in der Stadt insgesamt, eine deutlich schlechter.',
    )
  })

  test('state a strength with its target and ask a question without a verdict', () => {
    const { strengths, questions } = buildProfile(results, 'a', 2018)
    expect(strengthOf(strengths[0]!, 'de')).toBe(
      'U8 (2018): 96\u202f%, in der Stadt 92\u202f%. Das Ziel (mindestens 95\u202f%) ist erreicht.',
    )
    expect(questionOf(questions[0]!, 'de')).toBe(
      'Besuchsquote (2018): 70\u202f%, in der Stadt 82\u202f%. Was ist hier anders?',
    )
  })

  test('say that all is secret, or that nothing was released', () => {
    const secret = result(indicator('U8', 'up'), 92, [
      reading(2018, missing('suppressed'), { status: 'no-data' }),
      90,
    ])
    expect(leadOf(buildProfile([secret], 'a', 2018), 'Heessen', 'de')).toContain('alle Werte geheim')
    expect(leadOf(buildProfile([], 'a', 2018), 'Heessen', 'en')).toBe(
      'No figures have been released for Heessen yet.',
    )
  })

  test('on the goals leave out what there is none of', () => {
    const none = { reached: 0, nearly: 0, missed: 0, 'no-data': 3, none: 1 }
    expect(goalsInWords(none, 2018, 'de')).toBeUndefined()
    expect(goalsInWords({ ...none, reached: 2, missed: 7 }, 2018, 'de')).toBe(
      'Von 9 Zielen, die sich im Jahr 2018 messen lassen, sind 2 erreicht und 7 noch nicht erreicht.',
    )
    expect(goalsInWords({ ...none, reached: 3, nearly: 1, missed: 1 }, 2018, 'de')).toBe(
      'Von 5 Zielen, die sich im Jahr 2018 messen lassen, sind 3 erreicht, eines fast erreicht und eines noch nicht erreicht.',
    )
    expect(goalsInWords({ ...none, missed: 2 }, 2018, 'de')).toBe(
      'Von 2 Zielen, die sich im Jahr 2018 messen lassen, ist noch keines erreicht.',
    )
  })
})
