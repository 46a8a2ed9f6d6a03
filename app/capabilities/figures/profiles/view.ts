import { dayInWords } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import type { FiguresT, Names } from '../sentences.ts'
import type { StoredProfile } from './choose.ts'
import type { ProfileUse } from './fit.ts'
import type { ColumnRole, ProfileTable } from './profile.ts'

const quoted = (texts: readonly string[], language: Language) =>
  texts.map((text) => (language === 'en' ? `“${text}”` : `„${text}“`)).join(', ')

/** "Wert: Geburten, ambulant" */
export function meaningOf(role: ColumnRole, names: Names, t: FiguresT): string {
  const what =
    role.role === 'dimension'
      ? [names.dimensions.get(role.dimension) ?? role.dimension]
      : role.role === 'value'
        ? [
            ...(role.series === undefined ? [] : [names.series.get(role.series)?.name ?? role.series]),
            ...(role.place === undefined ? [] : [names.places.get(role.place) ?? role.place]),
            ...Object.entries(role.breakdown ?? {}).map(
              ([dimension, key]) => names.dimensionValues.get(`${dimension}=${key}`) ?? key,
            ),
          ]
        : []
  const own = t(`preview.columnRole.${role.role}`)
  return what.length > 0 ? t('profile.for', { role: own, what: what.join(', ') }) : own
}

function viewTable(table: ProfileTable, number: number, names: Names, t: FiguresT) {
  return {
    key: String(number),
    sheet: table.sheet,
    headerLines: table.headerLines.length,
    columns: table.columns
      .filter(({ shown, role }) => shown !== '' || role.role !== 'ignore')
      .map(({ shown, role }, index) => ({
        key: String(index),
        heading: shown === '' ? t('profile.noHeading') : shown,
        means: meaningOf(role, names, t),
      })),
    skipped: table.skipped.join(', '),
    totals: table.totals.join(', '),
    ends: table.endsBefore,
  }
}

/** One profile as the page shows it, in words. */
export function viewProfile(profile: StoredProfile, names: Names, t: FiguresT) {
  const { id, name, version, deliveryId, receivedOn, updatedBy, parts } = profile
  return {
    id,
    name,
    version,
    deliveryId,
    receivedOn,
    updatedBy,
    tables: parts.tables.map((table, number) => viewTable(table, number, names, t)),
    places: Object.entries(parts.placeNames).map(([text, key]) =>
      key === null
        ? t('profile.placeOut', { text })
        : t('profile.placeIs', { text, place: names.places.get(key) ?? key }),
    ),
    dot: parts.dot && t(parts.dot === 'unknown' ? 'preview.dotUnknown' : 'preview.dotSecret'),
    marks: Object.entries(parts.marks ?? {}).map(([mark, flag]) =>
      t('profile.mark', { mark, meaning: t(`profile.flag.${flag}`) }),
    ),
  }
}

/** What of a profile was used for a file, in sentences. */
export function describeUse(use: ProfileUse, sourceKey: string, language: Language, t: FiguresT) {
  const parts = [
    ...(use.columns > 0 ? [t('profile.tookColumns', { count: use.columns })] : []),
    ...(use.placeNames > 0 ? [t('profile.tookPlaces', { count: use.placeNames })] : []),
    ...(use.marks > 0 ? [t('profile.tookMarks', { count: use.marks })] : []),
    ...(use.rows > 0 ? [t('profile.tookRows', { count: use.rows })] : []),
    ...(use.header ? [t('profile.tookHeader')] : []),
    ...(use.sheets ? [t('profile.tookSheets', { count: use.sheets })] : []),
  ]
  return {
    sourceKey,
    title: t('profile.used', { date: dayInWords(use.receivedOn, language), name: use.name }),
    sentences: [
      ...(parts.length > 0 ? [t('profile.took', { parts: parts.join(', ') })] : []),
      ...(use.absent.length > 0 ? [t('profile.absent', { headings: quoted(use.absent, language) })] : []),
      ...(use.unknown.length > 0 ? [t('profile.unknown', { headings: quoted(use.unknown, language) })] : []),
    ],
  }
}
