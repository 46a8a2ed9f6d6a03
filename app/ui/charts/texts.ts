import type { Language } from '#app/plain/format.ts'

/**
 * Words inside drawings. They stand here and not in the application's text tables, because reports and the command line draw
 * without a page around them.
 */
const de = {
  secret: 'geheim',
  scrolls: 'Karte, seitlich verschiebbar',
  target: 'Ziel',
  range: (from: string, to: string) => `${from} bis ${to}`,
  areas: (count: number) => (count === 1 ? '1 Raum' : `${count} Räume`),
  lowest: 'niedrigste Werte',
  highest: 'höchste Werte',
  noClass: 'keine Werte',
  noData: 'keine Daten',
  breakNote: (year: number, note: string) => `Gestrichelte Linie ${year}: ${note}`,
  breakUnknown: 'Bruch in der Zeitreihe, mit den Jahren davor nur bedingt vergleichbar.',
  provisional: 'Offener Punkt: vorläufiger oder eingeschränkt aussagefähiger Wert.',
  converted: (years: string) =>
    `Offener Punkt ${years}: rückgerechnet mit Gewichten aus früheren Räumen, geschätzt.`,
  secretNote: 'Schraffiert: geheim, um einzelne Kinder und Familien zu schützen.',
  gapNote: (years: string, reason: string) => `Lücke ${years}: ${reason}.`,
  intervalNote: 'Helles Band: Bereich, in dem der Wert mit 95 % Sicherheit liegt (Wilson).',
  keyArea: 'Raum',
  keyTarget: 'Ziel',
  map: (areas: string) => `Karte über ${areas}.`,
  extremes: (high: string, highName: string, low: string, lowName: string) =>
    `Höchster Wert: ${highName} mit ${high}, niedrigster Wert: ${lowName} mit ${low}.`,
  oneValue: (name: string, value: string) => `Einziger Wert: ${name} mit ${value}.`,
  noValues: 'Es sind keine Werte dargestellt.',
  missingAreas: (areas: string, reason: string) => `${areas}: ${reason}.`,
  course: (name: string, first: string, firstYear: number, last: string, lastYear: number) =>
    `${name}: von ${first} im Jahr ${firstYear} auf ${last} im Jahr ${lastYear}.`,
  point: (name: string, value: string, year: number) => `${name}: ${value} im Jahr ${year}.`,
  nothing: (name: string) => `${name}: keine Werte.`,
  multiples: (areas: string, first: number, last: number) =>
    `${areas} im Vergleich, je ein Verlauf von ${first} bis ${last} mit gleicher Skala.`,
  trend: (first: number, last: number) => `Verlauf von ${first} bis ${last}.`,
  targetIs: (value: string) => `Ziel: ${value}.`,
  secretYears: (years: string) => `Geheim: ${years}.`,
  bar: (name: string, value: string) => `${name}: ${value}.`,
  compare: (name: string, value: string) => `${name} zum Vergleich: ${value}.`,
  spread: (count: string, low: string, high: string) => `${count} liegen zwischen ${low} und ${high}.`,
}

const en: typeof de = {
  scrolls: 'Map, scrolls sideways',
  secret: 'confidential',
  target: 'Target',
  range: (from, to) => `${from} to ${to}`,
  areas: (count) => (count === 1 ? '1 area' : `${count} areas`),
  lowest: 'lowest values',
  highest: 'highest values',
  noClass: 'no values',
  noData: 'no data',
  breakNote: (year, note) => `Dashed line ${year}: ${note}`,
  breakUnknown: 'Break in the series, comparable with earlier years to a limited extent only.',
  provisional: 'Open dot: provisional or limited value.',
  converted: (years: string) => `Open dot ${years}: converted by shares from former areas, estimated.`,
  secretNote: 'Hatched: confidential, to protect single children and families.',
  gapNote: (years, reason) => `Gap ${years}: ${reason}.`,
  intervalNote: 'Light band: range in which the value lies with 95% certainty (Wilson).',
  keyArea: 'Area',
  keyTarget: 'Target',
  map: (areas) => `Map of ${areas}.`,
  extremes: (high, highName, low, lowName) =>
    `Highest value: ${highName} with ${high}, lowest value: ${lowName} with ${low}.`,
  oneValue: (name, value) => `Only value: ${name} with ${value}.`,
  noValues: 'No values are shown.',
  missingAreas: (areas, reason) => `${areas}: ${reason}.`,
  course: (name, first, firstYear, last, lastYear) =>
    `${name}: from ${first} in ${firstYear} to ${last} in ${lastYear}.`,
  point: (name, value, year) => `${name}: ${value} in ${year}.`,
  nothing: (name) => `${name}: no values.`,
  multiples: (areas, first, last) =>
    `${areas} compared, one course each from ${first} to ${last} on the same scale.`,
  trend: (first, last) => `Course from ${first} to ${last}.`,
  targetIs: (value) => `Target: ${value}.`,
  secretYears: (years) => `Confidential: ${years}.`,
  bar: (name, value) => `${name}: ${value}.`,
  compare: (name, value) => `${name} for comparison: ${value}.`,
  spread: (count, low, high) => `${count} lie between ${low} and ${high}.`,
}

export const chartTexts: Readonly<Record<Language, typeof de>> = { de, en }
