import type { CellFlag } from '#app/plain/cell.ts'
import type { Language, Unit } from '#app/plain/format.ts'

/** What stands in files beside the figures, in the language of whoever downloads them. Numbers and codes don't follow it. */
export type FileWords = {
  readonly series: string
  readonly place: string
  readonly period: string
  readonly value: string
  readonly unit: string
  readonly marks: string
  readonly hint: string
  readonly source: string
  /** Where a row is not of one category of a dimension. */
  readonly total: string
  readonly exactlyZero: string
  readonly units: Readonly<Record<Unit, string>>
  /** For the column of marks, as the import reads them back. */
  readonly flags: Readonly<Record<CellFlag, string>>
  readonly dataSheet: string
  readonly legendSheet: string
  readonly madeOn: string
  readonly onlyReleased: string
  readonly sign: string
  readonly meaning: string
  readonly notes: string
  readonly legend: readonly (readonly [string, string])[]
  readonly secretStatus: string
}

export const fileWords: Readonly<Record<Language, FileWords>> = {
  de: {
    series: 'Zahlenreihe',
    place: 'Raum',
    period: 'Zeitraum',
    value: 'Wert',
    unit: 'Einheit',
    marks: 'Vermerk',
    hint: 'Hinweis',
    source: 'Quelle',
    total: 'insgesamt',
    exactlyZero: 'genau null',
    units: { count: 'Anzahl', percent: '%', ratio: 'Verhältnis', eur: '€', score: 'Punkte' },
    flags: {
      provisional: 'vorläufig',
      revised: 'berichtigt',
      break: 'Bruch',
      limited: 'eingeschränkt',
      'published-rate': 'veröffentlichte Quote',
      converted: 'aus früheren Räumen umgerechnet',
    },
    dataSheet: 'Daten',
    legendSheet: 'Legende',
    madeOn: 'Stand',
    onlyReleased: 'Nur freigegebene Werte.',
    sign: 'Zeichen',
    meaning: 'Bedeutung',
    notes: 'Hinweise',
    legend: [
      ['0', 'genau null'],
      ['.', 'unbekannt oder nicht erhoben'],
      ['...', 'noch nicht verfügbar'],
      ['x', 'nicht sinnvoll'],
      ['/', 'nicht zuverlässig genug'],
      ['*', 'geheim: klein, oder aus anderen Werten ließe sich sonst ein kleiner berechnen'],
      ['(leer)', 'nicht geliefert'],
    ],
    secretStatus: 'Nur freigegebene Werte; ein Wert mit dem Status „suppressed“ ist geheim.',
  },
  en: {
    series: 'Series',
    place: 'Place',
    period: 'Period',
    value: 'Value',
    unit: 'Unit',
    marks: 'Marks',
    hint: 'Hint',
    source: 'Source',
    total: 'total',
    exactlyZero: 'exactly zero',
    units: { count: 'number', percent: '%', ratio: 'ratio', eur: '€', score: 'points' },
    flags: {
      provisional: 'provisional',
      revised: 'revised',
      break: 'break',
      limited: 'limited',
      'published-rate': 'published rate',
      converted: 'converted from former areas',
    },
    dataSheet: 'Data',
    legendSheet: 'Legend',
    madeOn: 'As of',
    onlyReleased: 'Released values only.',
    sign: 'Sign',
    meaning: 'Meaning',
    notes: 'Notes',
    legend: [
      ['0', 'exactly zero'],
      ['.', 'unknown or not collected'],
      ['...', 'not yet available'],
      ['x', 'not applicable'],
      ['/', 'not reliable enough'],
      ['*', 'confidential: small, or a small one could be computed from other values'],
      ['(empty)', 'not delivered'],
    ],
    secretStatus: 'Released values only; a value with the status “suppressed” is confidential.',
  },
}
