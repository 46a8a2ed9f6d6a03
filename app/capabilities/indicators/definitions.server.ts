import { and, asc, desc, eq, lte, sql } from 'drizzle-orm'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import type { Indicator, Target } from './indicator.ts'
import { fieldsOfAction, indicators, indicatorVersions, lifePhases, targets } from './indicators.table.ts'

export type IndicatorVersion = typeof indicatorVersions.$inferSelect & { readonly key: string }

/** The day from which on definitions count: `on` (ISO date), else today by the clock of the database. */
const day = (on: string | undefined) => (on === undefined ? sql`current_date` : sql`${on}::date`)

/** The version of every indicator that holds on that day, in the order of the catalogue. */
export async function listVersions(reader: Reader, on: string | undefined): Promise<IndicatorVersion[]> {
  const rows = await reader.db
    .selectDistinctOn([indicators.position, indicators.id], {
      version: indicatorVersions,
      key: indicators.key,
    })
    .from(indicators)
    .innerJoin(
      indicatorVersions,
      and(
        eq(indicatorVersions.tenantId, indicators.tenantId),
        eq(indicatorVersions.indicatorId, indicators.id),
        lte(indicatorVersions.validFrom, day(on)),
      ),
    )
    .where(eq(indicators.tenantId, reader.tenant))
    .orderBy(
      asc(indicators.position),
      asc(indicators.id),
      desc(indicatorVersions.validFrom),
      desc(indicatorVersions.version),
    )
  return rows.map((row) => ({ ...row.version, key: row.key }))
}

/** German is always there; where a town wrote no English text, the German one is shown. */
export function toIndicator(row: IndicatorVersion, language: Language): Indicator {
  const pick = (german: string, english: string) => (language === 'en' && english !== '' ? english : german)
  return {
    id: row.indicatorId,
    key: row.key,
    name: pick(row.name, row.nameEn),
    formula: row.formula ?? undefined,
    publishedSeries: row.publishedSeries ?? undefined,
    unit: row.unit,
    decimals: row.decimals,
    direction: row.direction,
    periodKind: row.periodKind,
    phase: row.phase,
    field: row.field,
    meaning: pick(row.meaning, row.meaningEn),
    method: pick(row.method, row.methodEn),
    sourceNote: pick(row.sourceNote, row.sourceNoteEn),
    breaks: row.breaks.map(({ year, note, noteEn }) => ({ year, note: pick(note, noteEn) })),
    validFrom: row.validFrom,
  }
}

/** The targets that hold on that day, by indicator id: one per place, the latest decided. An empty path ends a target. */
export async function listTargets(
  reader: Reader,
  options: {
    readonly language: Language
    readonly on: string | undefined
    readonly placeKeys: ReadonlyMap<number, string>
  },
): Promise<ReadonlyMap<number, readonly Target[]>> {
  const rows = await reader.db
    .selectDistinctOn([targets.indicatorId, targets.placeId])
    .from(targets)
    .where(and(eq(targets.tenantId, reader.tenant), lte(targets.validFrom, day(options.on))))
    .orderBy(asc(targets.indicatorId), asc(targets.placeId), desc(targets.validFrom), desc(targets.id))
  const byIndicator = new Map<number, Target[]>()
  for (const row of rows) {
    const placeKey = options.placeKeys.get(row.placeId)
    if (placeKey === undefined || row.path.length === 0) continue
    const note = options.language === 'en' && row.noteEn ? row.noteEn : row.note
    const target: Target = {
      id: row.id,
      placeKey,
      comparison: row.comparison,
      path: row.path,
      baselineYear: row.baselineYear ?? undefined,
      decidedBy: row.decidedBy ?? undefined,
      note: note ?? undefined,
    }
    byIndicator.set(row.indicatorId, [...(byIndicator.get(row.indicatorId) ?? []), target])
  }
  return byIndicator
}

export type Heading = { readonly key: string; readonly name: string }

async function listHeadings(
  reader: Reader,
  table: typeof lifePhases | typeof fieldsOfAction,
  language: Language,
): Promise<Heading[]> {
  return reader.db
    .select({ key: table.key, name: language === 'en' ? table.nameEn : table.name })
    .from(table)
    .where(eq(table.tenantId, reader.tenant))
    .orderBy(asc(table.position))
}

/** Life phases from pregnancy to work in their order. */
export function listLifePhases(reader: Reader, language: Language): Promise<Heading[]> {
  return listHeadings(reader, lifePhases, language)
}

export function listFieldsOfAction(reader: Reader, language: Language): Promise<Heading[]> {
  return listHeadings(reader, fieldsOfAction, language)
}
