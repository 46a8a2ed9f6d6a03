import { and, asc, eq, isNotNull } from 'drizzle-orm'
import {
  getResults,
  listFieldsOfAction,
  listIndicators,
  listLifePhases,
} from '#app/capabilities/indicators/indicators.server.ts'
import { listOrganisations } from '#app/capabilities/organisations/organisations.server.ts'
import type { Language } from '#app/plain/format.ts'
import type { Reader } from '#app/platform/database.server.ts'
import type { Goal, GoalSheet, GoalTree, Programme } from './goal.ts'
import { goalIndicators, goals, programmes } from './goals.table.ts'
import { numberGoals } from './numbering.ts'
import { buildNode, buildTree, chooseYear, countFigures, type Results, traceHistory } from './tree.ts'

export { changeGoal, createGoal, createProgramme } from './commands.server.ts'

/** The tenant's catalogues of goals, earliest first. */
export async function listProgrammes(reader: Reader, language: Language): Promise<Programme[]> {
  return reader.db
    .select({
      id: programmes.id,
      key: programmes.key,
      name: language === 'en' ? programmes.nameEn : programmes.name,
      fromYear: programmes.fromYear,
      toYear: programmes.toYear,
    })
    .from(programmes)
    .where(eq(programmes.tenantId, reader.tenant))
    .orderBy(asc(programmes.fromYear), asc(programmes.id))
}

/** Goals of all catalogues with their numbers, without figures. */
async function listGoals(
  reader: Reader,
  catalogues: readonly Programme[],
  language: Language,
): Promise<Goal[]> {
  const english = language === 'en'
  const rows = await reader.db
    .select()
    .from(goals)
    .where(eq(goals.tenantId, reader.tenant))
    .orderBy(asc(goals.position))
  const links = await reader.db
    .select()
    .from(goalIndicators)
    .where(eq(goalIndicators.tenantId, reader.tenant))
    .orderBy(asc(goalIndicators.position))
  const indicatorKeys = new Map((await listIndicators(reader, language)).map((one) => [one.id, one.key]))
  const organisations = new Map((await listOrganisations(reader, language)).map((one) => [one.id, one.name]))
  const phases = new Map((await listLifePhases(reader, language)).map((one) => [one.key, one.name]))
  const fields = new Map((await listFieldsOfAction(reader, language)).map((one) => [one.key, one.name]))
  const programmeOf = new Map(catalogues.map((one) => [one.id, one]))
  const numbers = new Map(
    catalogues.flatMap(({ id }) => [
      ...numberGoals(
        rows
          .filter((row) => row.programmeId === id)
          .map((row) => ({ id: row.id, parentId: row.parentId ?? undefined, position: row.position })),
      ),
    ]),
  )
  return rows.flatMap((row) => {
    const number = numbers.get(row.id)
    if (number === undefined) return []
    return [
      {
        id: row.id,
        key: row.key,
        number,
        programme: programmeOf.get(row.programmeId)!,
        parentId: row.parentId ?? undefined,
        level: row.level,
        title: english ? row.titleEn : row.title,
        text: english ? row.textEn : row.text,
        phase: row.phase === null ? undefined : phases.get(row.phase),
        field: row.field === null ? undefined : fields.get(row.field),
        responsible: row.organisationId === null ? undefined : organisations.get(row.organisationId),
        indicatorKeys: links
          .filter((link) => link.goalId === row.id)
          .flatMap((link) => indicatorKeys.get(link.indicatorId) ?? []),
        change:
          row.changeKind === null
            ? undefined
            : {
                kind: row.changeKind,
                note: (english ? row.changeNoteEn : row.changeNote) ?? '',
                fromId: row.changedFromId ?? undefined,
              },
      },
    ]
  })
}

/** For which goals an organisation answers, in all catalogues. */
export async function listResponsibilities(
  reader: Reader,
  language: Language,
): Promise<{ readonly organisationId: number; readonly title: string }[]> {
  const title = language === 'en' ? goals.titleEn : goals.title
  const rows = await reader.db
    .select({ organisationId: goals.organisationId, title })
    .from(goals)
    .where(and(eq(goals.tenantId, reader.tenant), isNotNull(goals.organisationId)))
    .orderBy(asc(goals.programmeId), asc(goals.position))
  return rows.flatMap(({ organisationId, title: name }) =>
    organisationId === null ? [] : [{ organisationId, title: name }],
  )
}

/** What the town's figures say, by key of the indicator. */
async function readResults(reader: Reader, list: readonly Goal[], language: Language): Promise<Results> {
  const keys = [...new Set(list.flatMap((goal) => goal.indicatorKeys))]
  if (keys.length === 0) return new Map()
  const results = await getResults(reader, { indicators: keys, places: 'town', language })
  return new Map(results.map((result) => [result.indicator.key, result]))
}

type Wanted = { readonly language: Language; readonly year?: number | undefined }

/**
 * The tree of goals of one catalogue with the state of its indicators in one year. Without `programme` the latest catalogue,
 * without `year` (or with one that has no figures) the latest year with figures. Undefined: no such catalogue.
 */
export async function listGoalTree(
  reader: Reader,
  wanted: Wanted & { readonly programme?: string | undefined },
): Promise<GoalTree | undefined> {
  const catalogues = await listProgrammes(reader, wanted.language)
  const programme =
    wanted.programme === undefined
      ? catalogues.at(-1)
      : catalogues.find((one) => one.key === wanted.programme)
  if (!programme) return undefined
  const all = await listGoals(reader, catalogues, wanted.language)
  const own = all.filter((goal) => goal.programme.id === programme.id)
  return buildTree(all, catalogues, programme, await readResults(reader, own, wanted.language), wanted)
}

/** One goal by its key with figures, parent and history; undefined if there is none. */
export async function findGoal(reader: Reader, key: string, wanted: Wanted): Promise<GoalSheet | undefined> {
  const catalogues = await listProgrammes(reader, wanted.language)
  const all = await listGoals(reader, catalogues, wanted.language)
  const goal = all.find((one) => one.key === key)
  if (!goal) return undefined
  const own = all.filter((one) => one.programme.id === goal.programme.id)
  const results = await readResults(reader, own, wanted.language)
  const figures = countFigures(own, goal.programme, results)
  const year = chooseYear(figures, goal.programme, wanted.year)
  return {
    goal: buildNode(goal, own, { results, year, language: wanted.language }),
    parent: own.find((one) => one.id === goal.parentId),
    year,
    years: [...figures.keys()],
    history: traceHistory(all, goal),
  }
}
