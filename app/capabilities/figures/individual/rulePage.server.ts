import type { Actor } from '#app/capabilities/accounts/account.ts'
import { may } from '#app/capabilities/accounts/accounts.server.ts'
import { openAddressBook } from '#app/capabilities/places/places.server.ts'
import { germanDay } from '#app/plain/day.ts'
import type { Language } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { getCatalogue, listOwnSources, listSeries } from '../catalogue.server.ts'
import { breakdownKey } from '../figure.ts'
import type { FiguresT } from '../sentences.ts'
import { findRuleSet, listRuleSets, readRulesFor } from './ruleSets.server.ts'
import { asksAddresses, type RulesText } from './rules.ts'
import { describeFieldProblems, describeFileProblem, describeRulesProblem } from './sentences.ts'
import { tryRules } from './trial.ts'

/** Rules for a list or a choice. */
export async function readRuleList(reader: Reader, actor: Actor | undefined, language: Language) {
  return (await listRuleSets(reader, actor)).map(({ id, name, source, version, changedBy, changedAt }) => ({
    ...{ id, name, version, changedBy },
    source: nameIn(language, source),
    changedAt: changedAt.toISOString(),
  }))
}

/** The page of one rule, or of a new one (`id` undefined); undefined where there is none in this person's scope. */
export async function readRulePage(
  reader: Reader,
  actor: Actor | undefined,
  id: number | undefined,
  language: Language,
) {
  const rule = id === undefined ? undefined : await findRuleSet(reader, actor, id)
  if (id !== undefined && !rule) return undefined
  const sources = (await listOwnSources(reader, actor)).filter((source) =>
    may(actor, 'figures.define', source),
  )
  return {
    rule: rule && { name: rule.name, source: rule.source.key, version: rule.version, text: rule.text },
    sources: sources.map(({ key, name, nameEn }) => ({
      value: key,
      label: nameIn(language, { name, nameEn }),
    })),
    /** Names of the series that figures can go into. */
    series: (await listSeries(reader))
      .filter(({ sourceKey }) =>
        rule ? sourceKey === rule.source.key : sources.some(({ key }) => key === sourceKey),
      )
      .map(({ name }) => name),
    mayChange: rule ? may(actor, 'figures.define', rule.source) : sources.length > 0,
  }
}

/** What a rule makes of a pasted example, in words; nothing of it is kept. */
export async function tryOnSample(
  reader: Reader,
  given: { source: string; text: RulesText; sample: string; period: string; now: Date },
  t: FiguresT,
) {
  const read = await readRulesFor(reader, given.source, given.text)
  if (!read.ok)
    return {
      errors: read.problems.map((one) => ({
        field: one.field,
        line: one.line,
        message: describeRulesProblem(one, t),
      })),
    }
  const catalogue = await getCatalogue(reader, given.source)
  const addresses = asksAddresses(read.rules)
    ? await openAddressBook(reader, germanDay(given.now))
    : undefined
  const result = tryRules(read.rules, catalogue, { ...given, addresses })
  if ('kind' in result) return { errors: [{ field: 'sample', message: describeFileProblem(result, t) }] }
  if (result.problemCount > 0)
    return { errors: describeFieldProblems(result, t).map((message) => ({ field: 'sample', message })) }
  return {
    errors: [],
    result: {
      rows: result.rows,
      unassigned: result.unassigned,
      cells: result.cells.map(({ series, place, period, breakdown, value }) => ({
        series: catalogue.seriesByKey(series)?.name ?? series,
        place: catalogue.places.byKey(place)?.name ?? place,
        period,
        part: breakdownKey(breakdown),
        value,
      })),
    },
  }
}
