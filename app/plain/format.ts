import type { Cell, MissingReason } from './cell.ts'

export const languages = ['de', 'en'] as const
export type Language = (typeof languages)[number]

/** What a value is measured in. Percent values are stored as 82 for 82 %; EUR as whole cents. */
export const units = ['count', 'percent', 'ratio', 'eur', 'score'] as const
export type Unit = (typeof units)[number]

const locales = { de: 'de-DE', en: 'en-GB' } as const
/** Narrow no-break space, as DIN 5008 and Duden set it before units. */
const thin = '\u202f'
/** A printed minus is U+2212, never a hyphen. */
const printMinus = (text: string) => text.replace(/^-/, '\u2212')

const formatters = new Map<string, Intl.NumberFormat>()
function formatter(language: Language, decimals: number): Intl.NumberFormat {
  const key = `${language}${decimals}`
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.NumberFormat(locales[language], {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: 'negative',
    })
    formatters.set(key, found)
  }
  return found
}

export function formatNumber(value: number, decimals: number, language: Language): string {
  return printMinus(formatter(language, decimals).format(value))
}

/** The number that readers see, rounded by the formatter that writes it. */
export function roundAsShown(value: number, decimals: number): number {
  return Number(formatter('en', decimals).format(value).replaceAll(',', ''))
}

/**
 * Later minus earlier as readers compute it from the two numbers that they see, in stored units (EUR: cents): of 90.4 and
 * 77.6, shown as 90 and 78, it is 12. See docs/decisions/0025-differences-of-shown-values.md.
 */
export function differenceOfShown(later: number, earlier: number, unit: Unit, decimals: number): number {
  const steps = 10 ** decimals
  const scale = unit === 'eur' ? 100 : 1
  const stepsOf = (value: number) => Math.round(roundAsShown(value / scale, decimals) * steps)
  const difference = (stepsOf(later) - stepsOf(earlier)) / steps
  return unit === 'eur' ? Math.round(difference * 100) : difference
}

/** A value with its unit: "82 %", "1.634", "0,90", "3.715.365 €". EUR come as cents. */
export function formatValue(value: number, unit: Unit, decimals: number, language: Language): string {
  switch (unit) {
    case 'percent':
      return `${formatNumber(value, decimals, language)}${language === 'de' ? thin : ''}%`
    case 'eur':
      return language === 'de'
        ? `${formatNumber(value / 100, decimals, language)}${thin}€`
        : `€${formatNumber(value / 100, decimals, language)}`
    default:
      return formatNumber(value, decimals, language)
  }
}

/** A change with sign: "+3,1", "−0,4", "±0,0" (no change at the shown precision). Without unit. */
export function formatChange(value: number, decimals: number, language: Language): string {
  const text = formatNumber(Math.abs(value), decimals, language)
  const isZero = Number(Math.abs(value).toFixed(decimals)) === 0
  return `${isZero ? '±' : value > 0 ? '+' : '\u2212'}${text}`
}

/** The short sign that stands for a missing value in a table cell; the reason in words stands beside the table. */
export const missingSigns: Record<MissingReason, string> = {
  'not-delivered': '',
  'not-collected': '',
  'not-applicable': 'x',
  'not-yet': '…',
  unknown: '.',
  unreliable: '/',
  'secret-at-source': 'geheim',
  suppressed: 'geheim',
  'base-too-small': '/',
  'divided-by-zero': 'x',
  'not-there': 'x',
}

const words: Record<Language, Record<MissingReason, string>> = {
  de: {
    'not-delivered': 'nicht geliefert',
    'not-collected': 'nicht erhoben',
    'not-applicable': 'nicht sinnvoll',
    'not-yet': 'noch nicht verfügbar',
    unknown: 'unbekannt',
    unreliable: 'nicht zuverlässig genug',
    'secret-at-source': 'von der Quelle geheim gehalten',
    suppressed: 'geheim',
    'base-too-small': 'Fallzahl zu klein',
    'divided-by-zero': 'keine Fälle',
    'not-there': 'gab es nicht',
  },
  en: {
    'not-delivered': 'not delivered',
    'not-collected': 'not collected',
    'not-applicable': 'not applicable',
    'not-yet': 'not yet available',
    unknown: 'unknown',
    unreliable: 'not reliable enough',
    'secret-at-source': 'kept secret by the source',
    suppressed: 'confidential',
    'base-too-small': 'base too small',
    'divided-by-zero': 'no cases',
    'not-there': 'did not exist',
  },
}

export function missingInWords(reason: MissingReason, language: Language): string {
  return words[language][reason]
}

export function formatCell(cell: Cell, unit: Unit, decimals: number, language: Language): string {
  return 'value' in cell
    ? formatValue(cell.value, unit, decimals, language)
    : missingInWords(cell.missing, language)
}
