import { areaList, hardshipAround, townSeed } from './musterstadt-areas.ts'
import { binomial, poisson, seededRandom } from './random.ts'
import { type DrawnArea, drawTown } from './town-shape.ts'

export const figureYears = [2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021] as const

/** A count and the part of it that the indicator asks for. */
export type Pair = { all: number; part: number }

/** One year of one area, or of the children without a known area. Sums over sex and age are formed when written. */
export type AreaYear = {
  families: Pair
  /** Examined children and those with remarkable language. */
  girls: Pair
  boys: Pair
  /** Examined children, girls and boys, with all check-ups. */
  checkups: number
  under3: Pair
  from3: Pair
  care: Pair
}

export type InventedArea = DrawnArea & { name: string; years: readonly AreaYear[] }
export type InventedTown = { areas: readonly InventedArea[]; unassigned: readonly AreaYear[] }

/** Visits stopped for months in 2020. */
const visitLevel = [0.58, 0.61, 0.64, 0.68, 0.71, 0.74, 0.77, 0.79, 0.57, 0.76]
const checkupLevel = [0.7, 0.71, 0.72, 0.73, 0.75, 0.76, 0.78, 0.79, 0.74, 0.76]
const benefitLevel = [0.2, 0.205, 0.21, 0.215, 0.225, 0.22, 0.21, 0.2, 0.205, 0.2]
const careLevel = [0.9, 0.905, 0.91, 0.915, 0.915, 0.92, 0.925, 0.93, 0.92, 0.925]
const birthLevel = [0.94, 0.95, 0.97, 1, 1.05, 1.06, 1.05, 1.03, 1.01, 1.03]

const within = (chance: number) => Math.min(0.99, Math.max(0.01, chance))

/**
 * `hardship` runs from 0 to 1. Areas draw closer over the years: the lag of burdened areas in visits shrinks by half.
 * All chances are invented.
 */
function inventYear(random: () => number, births: number, hardship: number, year: number): AreaYear {
  const lag = (hardship - 0.3) * (0.24 - 0.012 * year)
  const pair = (mean: number, chance: number): Pair => {
    const all = poisson(random, mean)
    return { all, part: binomial(random, all, within(chance)) }
  }
  const language = 0.15 + hardship * 0.24 + year * 0.003
  const benefits = benefitLevel[year]! * (0.3 + hardship * 2)
  const size = births * birthLevel[year]!
  const girls = pair(births * 0.46, language - 0.035)
  const boys = pair(births * 0.48, language + 0.045)
  const checkups = within(checkupLevel[year]! - (hardship - 0.3) * 0.18)
  return {
    families: pair(size, visitLevel[year]! - lag),
    girls,
    boys,
    checkups: binomial(random, girls.all + boys.all, checkups),
    under3: pair(size * 2.95, benefits * 1.06),
    from3: pair(size * 2.85, benefits * 0.95),
    care: pair(size * 2.8, careLevel[year]! - (hardship - 0.3) * 0.12),
  }
}

/** Invents shape and figures of the town. The same seed gives the same town. */
export function inventTown(): InventedTown {
  const random = seededRandom(townSeed)
  const drawn = drawTown(random, areaList.length)
  const centreOf = (name: string) => drawn[areaList.findIndex(([one]) => one === name)]!.centre
  const hardshipOf = (area: DrawnArea) => {
    const burdens = hardshipAround.map(([name, weight]) => {
      const away = Math.hypot(area.centre.x - centreOf(name).x, area.centre.y - centreOf(name).y)
      return weight * Math.exp(-((away / 2100) ** 2))
    })
    return within(0.12 + burdens.reduce((a, b) => a + b, 0) * 0.85 + (random() - 0.5) * 0.14)
  }
  const inventYears = (births: number, hardship: number) =>
    figureYears.map((_, year) => inventYear(random, births, hardship, year))
  const areas = drawn.map((area, index) => {
    const [name, births] = areaList[index]!
    return { ...area, name, years: inventYears(births, hardshipOf(area)) }
  })
  return { areas, unassigned: inventYears(44, 0.6) }
}
