import type { Unit } from '#app/plain/format.ts'
import { isPeriod, type Period, type PeriodKind, parsePeriod } from '#app/plain/period.ts'
import type { SeriesKind } from '../figure.ts'
import type { Dimension } from '../reading/catalogue.ts'
import { normaliseName, withoutFootnoteMark } from '../reading/names.ts'

/** Text of a heading in one line: without soft hyphens, words that were cut at the end of a line in one piece. */
export function plainText(text: string): string {
  return text
    .replace(/\u00ad\s*/g, '')
    .replace(/(\p{Ll})-[^\S\n]*\n\s*(?=\p{Ll})/gu, '$1')
    .replace(/[\s\u00a0\u202f\u2009]+/gu, ' ')
    .trim()
}

/** What a pair of years means where nothing says it: words of the surroundings decide, else it is a school year. */
export function pairKindOf(surroundings: string): PeriodKind {
  if (/einschul|schuleingang|schulanf|\bSEU\b/iu.test(surroundings)) return 'entry-cohort'
  return /kita|kindergarten|kindertages|tagespflege|u3\b/iu.test(surroundings) ? 'kita-year' : 'school-year'
}

/** The period that a text names, of whatever kind; `pair`: what two years mean. */
export function readAnyPeriod(text: string, pair: PeriodKind): Period | undefined {
  const bare = withoutFootnoteMark(text)
  // A bare number with two digits or a fraction is a number, not a year.
  if (!/\d{4}|\d{2}\s?[/–-]\s?\d{2}|\d\.\s?\d{1,2}\.\s?\d{2}|[a-zä]\.?\s'?\d{2}$/iu.test(bare))
    return undefined
  for (const kind of ['calendar-year', 'key-date', pair, 'quarter', 'half-year', 'month'] as const) {
    const period = parsePeriod(bare, kind)
    if (isPeriod(period)) return period
  }
  return undefined
}

/** How values of a column or row are meant. `factor`: powers of ten that are written in the heading ("in Tsd. EUR"). */
export type Measure = { readonly unit: Unit; readonly kind: SeriesKind; readonly factor?: 3 | 6 }

const count: Measure = { unit: 'count', kind: 'count' }
const percent: Measure = { unit: 'percent', kind: 'rate' }
const score: Measure = { unit: 'score', kind: 'score' }
const measureWords: readonly (readonly [RegExp, Measure])[] = [
  [/^(?:in\s+)?(?:%|prozent|v\.\s?h\.|%-anteil|prozentanteil)$/iu, percent],
  [/^(?:anteil(?:\s+in\s*(?:%|prozent)|\s*\(?%\)?)?|quote(?:\s+in\s*%|\s*\(?%\)?)?|anteil)$/iu, percent],
  [/^(?:in\s+)?(?:anzahl|absolut|abs\.?|zahl|fälle|fallzahl|personen|n|häufigkeit)$/iu, count],
  [
    /^(?:in\s+)?(?:(?:1\.?000|tsd\.?|tausend)\s*(?:€|eur|euro)|t€|teur)$/iu,
    { unit: 'eur', kind: 'amount', factor: 3 },
  ],
  [/^(?:in\s+)?(?:mio\.?|millionen)\s*(?:€|eur|euro)$/iu, { unit: 'eur', kind: 'amount', factor: 6 }],
  [/^(?:in\s+|betrag(?:\s+in)?\s*)?(?:€|eur|euro)$/iu, { unit: 'eur', kind: 'amount' }],
  [/^(?:je|pro)\s+1[.\s]?000(?:\s.*)?$/iu, score],
  [/^(?:punkte|index|indexwert|note|durchschnitt(?:snote)?|mittelwert)$/iu, score],
]

/** The measure that a text is nothing but a word for. */
export function measureOfWord(text: string): Measure | undefined {
  const bare = text.replace(/^[([]|[)\]]$/g, '').trim()
  return measureWords.find(([pattern]) => pattern.test(bare))?.[1]
}

const measureEnding =
  /[\s,;:–-]*(?:\((?<inner>[^()]*)\)|\b(?<plain>in\s+(?:%|prozent|euro|eur|€|v\.\s?h\.|tsd\.?\s*(?:€|eur|euro)|1\.?000\s*(?:€|eur|euro)|mio\.?\s*(?:€|eur|euro))|(?<=\s)(?:%|€)))$/iu

/** A name without the measure that stands behind it ("Geburten (Anzahl)", "Sprachförderung in %"). */
export function splitMeasure(text: string): { readonly name: string; readonly measure: Measure | undefined } {
  const match = measureEnding.exec(text)
  const said = match?.groups?.inner ?? match?.groups?.plain ?? match?.[0]?.trim()
  const measure = said === undefined ? undefined : measureOfWord(said)
  const name = match && measure ? text.slice(0, match.index).trim() : text
  if (measure) return { name, measure }
  if (/^(?:anteil|prozentualer anteil|quote)\b|quote$|anteil$/iu.test(name)) return { name, measure: percent }
  // Names that a programme gave: "visit_rate", "share_percent". A German "Geburtenrate" is often one per thousand and stays open.
  if (/[_\s](?:percent|prozent|pct|rate|share)$/iu.test(name)) return { name, measure: percent }
  return { name, measure: undefined }
}

const value = (key: string, name: string, ...aliases: string[]) => ({ key, name, aliases })
/** Breakdowns that German statistics have everywhere; used where the municipality hasn't defined its own. */
export const usualDimensions: readonly Dimension[] = [
  {
    key: 'sex',
    name: 'Geschlecht',
    nameEn: 'Sex',
    values: [
      value('female', 'weiblich', 'w', 'Mädchen', 'Frauen', 'weibl.', 'Frau', 'female'),
      value('male', 'männlich', 'm', 'Jungen', 'Männer', 'männl.', 'Mann', 'male'),
      value('diverse', 'divers', 'd', 'divers / ohne Angabe'),
    ],
  },
  {
    key: 'nationality',
    name: 'Staatsangehörigkeit',
    nameEn: 'Nationality',
    values: [
      value('german', 'deutsch', 'Deutsche', 'deutsche Staatsangehörigkeit'),
      value(
        'foreign',
        'nichtdeutsch',
        'Ausländer',
        'Ausländerinnen und Ausländer',
        'ausländisch',
        'nicht deutsch',
        'Nichtdeutsche',
      ),
    ],
  },
  {
    key: 'migration',
    name: 'Migrationshintergrund',
    nameEn: 'Migration background',
    values: [
      value(
        'with',
        'mit Migrationshintergrund',
        'mit Migrationsvorgeschichte',
        'mit MH',
        'mit Zuwanderungsgeschichte',
      ),
      value(
        'without',
        'ohne Migrationshintergrund',
        'ohne Migrationsvorgeschichte',
        'ohne MH',
        'ohne Zuwanderungsgeschichte',
      ),
    ],
  },
  {
    key: 'school_form',
    name: 'Schulform',
    nameEn: 'School form',
    values: [
      value('primary', 'Grundschule', 'Grundschulen'),
      value('hauptschule', 'Hauptschule', 'Hauptschulen'),
      value('realschule', 'Realschule', 'Realschulen'),
      value('secondary', 'Sekundarschule', 'Sekundarschulen'),
      value('comprehensive', 'Gesamtschule', 'Gesamtschulen'),
      value('gymnasium', 'Gymnasium', 'Gymnasien'),
      value('special', 'Förderschule', 'Förderschulen'),
      value('vocational', 'Berufskolleg', 'Berufskollegs'),
    ],
  },
]

const agePattern =
  /^(?:(?:im\s+alter\s+)?(?:von\s+)?(?<from>\d{1,3})\s*(?:bis|-|–|b\.)\s*(?:(?<open>unter|u\.)\s*)?(?<to>\d{1,3})|(?<below>unter|bis\s+unter|u)\s*(?<limit>\d{1,3})|(?:ab\s+)?(?<least>\d{1,3})\s*(?:und|u\.)\s*(?:älter|mehr)|(?<single>\d{1,3})(?=\s*-?jähr|\s+jahre))(?:[\s-]*(?:jahren?|j\.|jährigen?|-jährige))?(?:\s+und\s+älter)?$/iu

/** An age group as a value of a breakdown ("3 bis unter 6 Jahre"); undefined where the text is none. */
export function ageOf(text: string): { readonly key: string; readonly name: string } | undefined {
  const name = plainText(text)
  const groups = agePattern.exec(name)?.groups
  if (!groups) return undefined
  const { from, to, open, limit, least, single } = groups
  if (from !== undefined) return { key: `${from}_${open ? 'below_' : ''}${to}`, name }
  if (limit !== undefined) return { key: `below_${limit}`, name }
  return { key: least === undefined ? single! : `from_${least}`, name }
}

/** "Geburten (mit Migrationshintergrund)" as "geburten_mit_migrationshintergrund": written in formulas, so it begins with a letter. */
export function keyOfName(name: string, fallback: string): string {
  const words = name
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .replace(/%/g, ' prozent ')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  const cut = words.slice(0, 50).replace(/_+$/, '')
  if (cut === '') return fallback
  return /^[a-z]/.test(cut) ? cut : `${fallback}_${cut}`
}

/** What a title says beside its subject: number of the table, "nach Stadtteilen", place, punctuation. */
export function subjectOfTitle(title: string, town: string | undefined): string {
  const bare = plainText(title)
    .replace(
      /^(?:tab(?:elle|\.)|übersicht|abb(?:ildung|\.)|tabellenblatt)\s*(?:\d+[\d.]*)?\s*[:.–-]?\s*/iu,
      '',
    )
    .replace(
      /\s*(?:,|\()?\s*(?:nach|je|pro|in den)\s+(?:den\s+)?(?:sozialräumen?|stadtteilen?|stadtbezirken?|ortsteilen?|gemeinden?|quartieren?|planungsräumen?|jahren?|sozialraum|stadtteil)(?:\s+und\s+jahren?)?\)?/giu,
      '',
    )
    .replace(
      /\s+(?:im|in|zum|am|seit|von|für)?\s*(?:zeitraum|jahren?|schuljahr|kita-?jahr|stichtag|stand)?\s*[:,]?\s*(?:\(\s*\))?\s*$/iu,
      '',
    )
  const ofTown = town
    ? new RegExp(
        `\\s+(?:in|der stadt|in der stadt|von)\\s+${town.replace(/[.*+?^${}()|[\]\\]/g, '')}\\b`,
        'iu',
      )
    : undefined
  return (ofTown ? bare.replace(ofTown, '') : bare)
    .replace(/[\s,;:–-]+$/u, '')
    .replace(/\(\s*\)/g, '')
    .trim()
}

/** Whether two names are one but for spelling. */
export const sameName = (a: string, b: string) => normaliseName(a) === normaliseName(b)
