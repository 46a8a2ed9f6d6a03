import { createHash } from 'node:crypto'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import { may } from '#app/capabilities/accounts/accounts.server.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { type Decision, type DecisionProblem, readDecision } from '../history/change.ts'
import type { PlaceUses } from '../history/making.server.ts'
import { areAlike } from '../history/recut.server.ts'
import { type Former, type Recut, type RecutProblem, readRecut, type TypedRecut } from '../history/recut.ts'
import { findObstacle, type Refused } from '../history/steps.server.ts'
import { distinctNames, lineageOf, type Place } from '../place.ts'
import { listPlaces } from '../placeList.server.ts'
import { isDay } from '../validity.ts'
import { fillFromList, type RecutListProblem } from './recutList.ts'
import { mostAreas, withColumn } from './typedRecut.ts'

/** Places of one kind in one place, of which several can be cut anew together. */
export type RecutGroup = {
  readonly parent: string
  readonly kind: Place['kind']
  readonly places: readonly { readonly key: string; readonly name: string }[]
}

const isCut = ({ kind, parentId, validTo }: Place) =>
  kind !== 'state' && kind !== 'unassigned' && parentId !== undefined && validTo === undefined

/** What this person can cut anew, by what it lies in. */
function recutGroups(places: readonly Place[], actor: Actor): readonly RecutGroup[] {
  const own = places.filter(
    (place) => isCut(place) && may(actor, 'places.edit', { places: [lineageOf(places, place)] }),
  )
  const groups = Map.groupBy(own, ({ kind, parentId }) => `${kind} ${parentId}`)
  return [...groups.values()]
    .filter((group) => group.length >= 2)
    .map((group) => ({
      parent: places.find(({ id }) => id === group[0]!.parentId)?.name ?? '',
      kind: group[0]!.kind,
      places: group.map(({ key, name }) => ({ key, name })),
    }))
}

/** Whether there is anything that this person can cut anew; for the pages that lead there. */
export async function canRecut(reader: Reader, actor: Actor): Promise<boolean> {
  return recutGroups(await listPlaces(reader), actor).length > 0
}

/** What the first step asks: which ones, and from which day on. */
export type Asked = { readonly keys: readonly string[]; readonly day: string }

export const readAsked = ({ searchParams }: URL): Asked => ({
  keys: [...new Set(searchParams.getAll('raum'))],
  day: searchParams.get('tag')?.trim() ?? '',
})

export type AskedProblem = {
  readonly field: 'raum' | 'tag'
  readonly kind: 'too-few-places' | 'too-many-places' | 'apart' | 'no-day' | Refused['refused']
  readonly parameters?: Readonly<Record<string, string | number>>
}

/** Whether the chosen ones can be cut anew together. */
export function checkChosen(chosen: readonly Place[]): readonly AskedProblem[] {
  if (chosen.length < 2) return [{ field: 'raum', kind: 'too-few-places' }]
  if (chosen.length > mostAreas)
    return [{ field: 'raum', kind: 'too-many-places', parameters: { most: mostAreas } }]
  return areAlike(chosen) ? [] : [{ field: 'raum', kind: 'apart' }]
}

/** What stands against the day, before anybody fills in a table for nothing. */
export async function checkDay(
  reader: Reader,
  day: string,
  formers: readonly Place[],
  usesOf: PlaceUses,
): Promise<readonly AskedProblem[]> {
  if (!isDay(day)) return [{ field: 'tag', kind: 'no-day' }]
  const obstacle = await findObstacle(reader, formers, day, usesOf)
  if (!obstacle) return []
  const { refused, ...parameters } = obstacle
  return [{ field: 'tag', kind: refused, parameters }]
}

/** The places that were chosen, in their order, as far as this person may change them. */
export async function findFormers(reader: Reader, actor: Actor, { keys }: Asked) {
  const places = await listPlaces(reader)
  const groups = recutGroups(places, actor)
  const allowed = new Set(groups.flatMap((group) => group.places.map(({ key }) => key)))
  const chosen = places.filter(({ key }) => keys.includes(key) && allowed.has(key))
  return { places, groups, chosen }
}

/** The old ones with what lies in them, as the table shows them. */
export function formersOf(places: readonly Place[], chosen: readonly Place[]): readonly Former[] {
  const names = distinctNames(
    places.filter(({ validTo }) => validTo === undefined),
    '',
    '',
  )
  return chosen.map(({ id, key, name }) => ({
    key,
    name,
    children: places
      .filter(({ parentId, validTo }) => parentId === id && validTo === undefined)
      .map((child) => ({ key: child.key, name: names.get(child.key) ?? child.name })),
  }))
}

export type PlannedRecut = { readonly recut: Recut; readonly decision: Decision }
type Problem = Omit<RecutProblem, 'kind'> & {
  readonly kind: RecutProblem['kind'] | DecisionProblem['kind'] | Refused['refused']
}

/** What a sent form means: the table as it is shown again, and the plan or what is wrong with it. */
export type RecutAnswer = {
  readonly typed: TypedRecut
  readonly plan?: PlannedRecut
  readonly problems: readonly Problem[]
  readonly lines: readonly RecutListProblem[]
}

/** Reads a sent form. A pasted list goes into the table first; asked for a column or the list only, nothing is checked yet. */
export function readRecutForm(sent: TypedRecut, intent: string, formers: readonly Former[]): RecutAnswer {
  const nothing = { problems: [], lines: [] }
  if (intent === 'column') return { typed: withColumn(sent), ...nothing }
  const filled = sent.list.trim() === '' && intent !== 'list' ? { typed: sent } : fillFromList(sent, formers)
  if ('problems' in filled) return { typed: sent, problems: [], lines: filled.problems }
  const { typed } = filled
  if (intent === 'list') return { typed, ...nothing }
  const { happenedOn, base, note, decidedBy } = typed
  const decision = readDecision({ happenedOn, base, note, decidedBy })
  const recut = readRecut(typed, formers)
  const problems = [
    ...('problems' in recut ? recut.problems : []),
    ...('problems' in decision ? decision.problems : []),
  ]
  if (!('value' in decision) || !('value' in recut)) return { typed, problems, lines: [] }
  return { typed, plan: { recut: recut.value, decision: decision.value }, ...nothing }
}

/** Tells whether a plan is the one that somebody has seen in the preview. */
export function markOf({ recut, decision }: PlannedRecut): string {
  const { names, rows, childParts } = recut
  const plan = JSON.stringify([names, rows, [...childParts].toSorted(), decision])
  return createHash('sha256').update(plan).digest('base64url')
}

/** Where a refusal belongs in the form. */
export function refusalField(refused: Refused, typed: TypedRecut): string {
  if (refused.refused !== 'name-taken') return 'happenedOn'
  return `newName-${Math.max(
    0,
    typed.names.findIndex((name) => name.trim().toLowerCase() === refused.name.toLowerCase()),
  )}`
}
