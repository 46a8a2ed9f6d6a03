/**
 * Figures that the city of Hamm (Westphalia) printed in its report on the prevention chain for 2018 and in earlier
 * papers. Areas stand in the order of the printed tables: Stadtmitte, Hamm-Westen, Hamm-Norden, Uentrop, Rhynern,
 * Pelkum, Herringen, Bockum-Hövel, Heessen.
 */

type Pair = readonly [number | undefined, number | undefined]
type EntryRow = { examined: Pair; booklets: Pair; bookletRates: Pair; u8Rates: Pair }

const entryRow = (examined: Pair, booklets: Pair, bookletRates: Pair, u8Rates: Pair): EntryRow => ({
  examined,
  booklets,
  bookletRates,
  u8Rates,
})

type ChildcareRow = {
  keyDate: string
  under3?: number
  under3InCare?: number
  under3Rate: number
  from3?: number
  from3InCare?: number
  from3Rate?: number
}

type ChildcareGroupRow = {
  year: number
  twoYearOlds?: number
  twoYearOldsInCare?: number
  twoYearOldsRate?: number
  newcomers?: number
  newcomersInCare?: number
  newcomersRate?: number
}

type ReadingRow = { place: string; year: number; lowerLevels?: number; ratio?: number }
type RecommendationRow = {
  place: string
  year: number
  gymnasium?: number
  realschule?: number
  either?: number
}

const childcare: readonly ChildcareRow[] = [
  { keyDate: '30.09.2012', under3Rate: 25 },
  { keyDate: '30.09.2016', under3Rate: 36 },
  { keyDate: '30.09.2017', under3Rate: 36 },
  {
    keyDate: '30.09.2018',
    under3: 4607,
    under3InCare: 1671,
    under3Rate: 36,
    from3: 5227,
    from3InCare: 4905,
    from3Rate: 94,
  },
]

const childcareGroups: readonly ChildcareGroupRow[] = [
  {
    year: 2018,
    twoYearOlds: 1705,
    twoYearOldsInCare: 1081,
    twoYearOldsRate: 63,
    newcomers: 55,
    newcomersInCare: 35,
    newcomersRate: 64,
  },
  { year: 2015, newcomers: 83, newcomersInCare: 32, newcomersRate: 39 },
  { year: 2013 },
]

const reading: readonly ReadingRow[] = [
  { place: 'Stadt Hamm', year: 2012, lowerLevels: 37.7 },
  { place: 'NRW', year: 2012, lowerLevels: 28 },
  { place: 'Stadt Hamm', year: 2015, ratio: 1.18 },
  { place: 'Stadt Hamm', year: 2016, ratio: 1.11 },
  { place: 'Stadt Hamm', year: 2017, ratio: 1.01 },
  { place: 'Stadt Hamm', year: 2018, lowerLevels: 36.7, ratio: 0.9 },
  { place: 'NRW', year: 2018, lowerLevels: 41 },
  { place: 'Uentrop', year: 2018, lowerLevels: 41.6, ratio: 1.01 },
  { place: 'Westen', year: 2018, lowerLevels: 40.5, ratio: 0.99 },
  { place: 'Herringen', year: 2018, lowerLevels: 39.3, ratio: 0.96 },
  { place: 'Heessen', year: 2018, lowerLevels: 34.7, ratio: 0.85 },
  { place: 'Bockum-Hövel', year: 2018, lowerLevels: 26.3, ratio: 0.64 },
  { place: 'Pelkum', year: 2018, ratio: 1.25 },
  { place: 'Norden', year: 2018, ratio: 1.11 },
]

const recommendations: readonly RecommendationRow[] = [
  { place: 'Stadt Hamm', year: 2012, gymnasium: 36.4, either: 77.6 },
  { place: 'Stadt Hamm', year: 2018, gymnasium: 40.3, realschule: 44.9, either: 85.2 },
  { place: 'Stadtmitte', year: 2018, gymnasium: 49.7 },
  { place: 'Uentrop', year: 2018, gymnasium: 52.8 },
  { place: 'Rhynern', year: 2018, gymnasium: 52.5 },
  { place: 'Pelkum', year: 2018, gymnasium: 40.6, realschule: 43.6 },
  { place: 'Bockum- Hövel', year: 2018, gymnasium: 43.9 },
  { place: 'Heessen', year: 2018, gymnasium: 32.3, realschule: 47.2 },
  { place: 'Westen', year: 2018, realschule: 61 },
  { place: 'Norden', year: 2018, realschule: 54.8 },
  { place: 'Herringen', year: 2018, realschule: 52.8 },
]

export const hammTables = {
  /** Percent, 2013 to 2018. */
  visitRates: {
    areas: [
      [69, 74, 78, 83, 86, 82],
      [72, 72, 77, 85, 85, 81],
      [71, 65, 76, 92, 89, 91],
      [80, 77, 78, 77, 82, 79],
      [80, 82, 80, 73, 85, 81],
      [70, 78, 72, 79, 75, 82],
      [80, 73, 70, 84, 82, 80],
      [74, 78, 76, 78, 81, 76],
      [82, 75, 84, 84, 93, 93],
    ],
    town: [75, 75, 77, 82, 84, 82],
  },
  /** Percent, 2013 to 2018. */
  movedInRates: [75, 59, 67, 72, 69, 69],
  earlyHelp: {
    families: 301,
    ended: 180,
    endedAsPlanned: 156,
    endedUnplanned: 24,
    goodStartEnded: 154,
    goodStartAsPlanned: 145,
  },
  /** Percent; `year` is the year in which the children enter school. */
  schoolEntry: [
    { year: 2012, sopess: undefined, u8: 95.5, measles: 93.8 },
    { year: 2013, sopess: undefined, u8: 96, measles: 95.1 },
    { year: 2014, sopess: 75.6, u8: 94.9, measles: 93.1 },
    { year: 2015, sopess: 73.3, u8: 93.8, measles: 91.7 },
    { year: 2016, sopess: 74.1, u8: 92, measles: 92.5 },
    { year: 2017, sopess: 72.6, u8: 92.4, measles: 92.6 },
    { year: 2018, sopess: 70.5, u8: 91.8, measles: 91.5 },
  ],
  /** Entry cohorts 2017/18 and 2018/19: children, booklets, percent, percent. */
  schoolEntryByArea: {
    areas: [
      entryRow([184, 170], [175, 155], [95.1, 91.2], [91.4, 91.6]),
      entryRow([242, 204], [219, 188], [90.5, 92.2], [86.3, 88.8]),
      entryRow([139, 125], [128, 108], [92.1, 86.4], [88.3, 87]),
      entryRow([200, 174], [195, 165], [97.5, 94.8], [94.4, 97]),
      entryRow([161, 138], [158, 136], [98.1, 98.6], [98.1, 94.1]),
      entryRow([96, 109], [87, 99], [90.6, 90.8], [94.3, 93.9]),
      entryRow([120, 112], [113, 106], [94.2, 94.6], [90.3, 91.5]),
      entryRow([235, 232], [220, 222], [93.6, 95.7], [93.6, 91]),
      entryRow([176, 130], [165, 127], [93.8, 97.7], [95.8, 92.9]),
    ],
    unassigned: entryRow([undefined, 128], [undefined, 114], [undefined, undefined], [undefined, undefined]),
    town: entryRow([1567, 1522], [1469, 1420], [93.7, 93.3], [92.4, 91.8]),
  },
  childcare,
  childcareGroups,
  reading,
  recommendations,
  /** The printed rates are text: their precision changes from year to year. */
  learningSupport: [
    { schoolYear: '2012/13', approved: 889, successful: 764, printedRate: '85' },
    { schoolYear: '2013/14', approved: 1161, successful: 1015, printedRate: '87' },
    { schoolYear: '2014/15', approved: 1291, successful: 1073, printedRate: '83' },
    { schoolYear: '2015/16', approved: 1515, successful: 1244, printedRate: '82,11' },
    { schoolYear: '2016/17', approved: 1656, successful: 1346, printedRate: '81,28' },
    { schoolYear: '2017/18', approved: 1741, successful: 1473, printedRate: '84,61' },
  ],
  counselling: [
    { year: 2013, printedShare: '30,4' },
    { year: 2014, printedShare: '33,4' },
    { year: 2015, printedShare: '36,6' },
    { year: 2016, printedShare: '38,00' },
    { year: 2017, printedShare: '36,15' },
    { year: 2018, printedShare: '35,19' },
  ],
  supportForUpbringing: {
    ambulant: [
      { legalBasis: 'SGB VIII § 27', cases: 38 },
      { legalBasis: 'SGB VIII § 27 (3)', cases: 2 },
      { legalBasis: 'SGB VIII § 30', cases: 192 },
      { legalBasis: 'SGB VIII § 31', cases: 293 },
      { legalBasis: 'SGB VIII § 32', cases: 45 },
      { legalBasis: 'SGB VIII § 35a ambulant', cases: 54 },
      { legalBasis: 'SGB VIII § 35a Integrationshelfer', cases: 119 },
    ],
    residential: [
      { legalBasis: 'SGB VIII § 27', cases: 1 },
      { legalBasis: 'SGB VIII § 33', cases: 303 },
      { legalBasis: 'SGB VIII § 34', cases: 203 },
      { legalBasis: 'SGB VIII § 35a stationär', cases: 45 },
      { legalBasis: 'SGB VIII § 35a und § 33', cases: 15 },
    ],
  },
  /** Whole EUR, 2013 to 2018. */
  budget: [1959362, 2007739, 2946571, 2914259, 3616533, 3715365],
  funds: [
    {
      name: 'Elternbildungsbudget',
      per: 'Sozialraum und Jahr',
      amount: 5000,
      perProject: 1500,
      note: 'Verwendung 2018 je Sozialraum zwischen 1.340 und 4.995 EUR',
    },
    {
      name: 'Jugendforum',
      per: 'Jugendforum',
      amount: 5000,
      perProject: 1500,
      note: 'zwei Foren im Jahr 2018; Jugendverbände bis 3.000 EUR je Maßnahme',
    },
    {
      name: 'Stadtteilbudget',
      per: 'Sozialraum',
      amount: 3000,
      perProject: 500,
      note: 'Kleinstvorhaben; in einigen Sozialräumen entscheidet ein Gremium',
    },
  ],
  areaAgreements: [
    { field: 'Elternberatung/Elternbildung', goals: 22, measures: 41 },
    { field: 'Kinder- und Jugendarbeit', goals: 22, measures: 54 },
    { field: 'Seniorenarbeit', goals: 19, measures: 48 },
    { field: 'Familienarbeit', goals: 12, measures: 22 },
    { field: 'Integrationsarbeit', goals: 29, measures: 37 },
    { field: 'Quartiersmanagement', goals: 34, measures: 67 },
  ],
} as const
