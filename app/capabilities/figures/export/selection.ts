/** What is asked for, as it stands in an address: `?reihe=a&reihe=b&raum=c&raeume=sozialraeume&von=2015&bis=2018&aufteilung=ja&jahre=ja`. */
export type Selection = {
  /** Keys of series. */
  readonly series: readonly string[]
  /** Keys of places; all places where neither these nor all areas are chosen. */
  readonly places: readonly string[]
  /** All social areas, those of the past too. */
  readonly allAreas: boolean
  /** Report years, both included. */
  readonly from: number | undefined
  readonly to: number | undefined
  /** With the categories of dimensions, not only totals. */
  readonly breakdowns: boolean
  /** One value per report year, made of the periods as each series adds up over time. */
  readonly byYear: boolean
}

/** A workbook is made in memory, so it holds fewer rows; a file of either kind is still opened by a spreadsheet. */
export const exportLimits = { series: 50, places: 1_000, cells: 200_000, workbookCells: 50_000 } as const

const readYear = (text: string | null): number | undefined =>
  text !== null && /^\d{4}$/.test(text.trim()) ? Number(text) : undefined

/** Reads an address; what can't be read is left out, as if nobody had asked for it. */
export function readSelection(parameters: URLSearchParams): Selection {
  const listOf = (name: string, most: number) =>
    [...new Set(parameters.getAll(name).flatMap((text) => text.split(',')))]
      .filter((one) => one !== '' && one.length <= 100)
      // One more than can be had, so that it is said and nothing is cut off in silence.
      .slice(0, most + 1)
  return {
    series: listOf('reihe', exportLimits.series),
    places: listOf('raum', exportLimits.places),
    allAreas: parameters.get('raeume') === 'sozialraeume',
    from: readYear(parameters.get('von')),
    to: readYear(parameters.get('bis')),
    breakdowns: parameters.get('aufteilung') === 'ja',
    byYear: parameters.get('jahre') === 'ja',
  }
}

/** The address of a selection, so that it can be shared. */
export function writeSelection(selection: Selection): string {
  const parameters = new URLSearchParams([
    ...selection.series.map((one) => ['reihe', one]),
    ...(selection.allAreas ? [['raeume', 'sozialraeume']] : []),
    ...selection.places.map((one) => ['raum', one]),
    ...(selection.from === undefined ? [] : [['von', String(selection.from)]]),
    ...(selection.to === undefined ? [] : [['bis', String(selection.to)]]),
    ...(selection.breakdowns ? [['aufteilung', 'ja']] : []),
    ...(selection.byYear ? [['jahre', 'ja']] : []),
  ])
  return parameters.toString()
}
