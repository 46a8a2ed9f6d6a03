import { createHash } from 'node:crypto'
import type { Actor } from '#app/capabilities/accounts/account.ts'
import type { Writer } from '#app/platform/database.server.ts'
import {
  type ChangeProblem,
  type Decision,
  readDecision,
  readName,
  readSplit,
  type Split,
  type TypedChange,
} from '../history/change.ts'
import { mergePlaces, movePlace, renamePlace, splitPlace } from '../history/commands.server.ts'
import type { PlaceUses } from '../history/making.server.ts'
import type { Done, Refused } from '../history/steps.server.ts'

/** What can happen to a place, as the address says it. */
export const changeWords = {
  teilen: 'split',
  zusammenlegen: 'merge',
  umbenennen: 'rename',
  zuordnen: 'move',
} as const
export type ChangeKind = (typeof changeWords)[keyof typeof changeWords]

export const doneWord = { split: 'split', merge: 'merged', rename: 'renamed', move: 'moved' } as const

export function readChangeKind(text: string | null): ChangeKind | undefined {
  return text !== null && text in changeWords ? changeWords[text as keyof typeof changeWords] : undefined
}

/** A change that was understood and can be tried. */
export type PlannedChange = {
  readonly decision: Decision
  readonly split: Split | undefined
  readonly name: string
  readonly parent: string
  readonly places: readonly string[]
}

/** Reads the form of one kind of change. */
export function readChange(
  kind: ChangeKind,
  typed: TypedChange,
): { readonly value: PlannedChange } | { readonly problems: readonly ChangeProblem[] } {
  const problems: ChangeProblem[] = []
  const take = <T>(
    read: { readonly value: T } | { readonly problems: readonly ChangeProblem[] },
  ): T | undefined => {
    if ('value' in read) return read.value
    problems.push(...read.problems)
    return undefined
  }
  const decision = take(readDecision(typed))
  const split = kind === 'split' ? take(readSplit(typed)) : undefined
  const name = kind === 'merge' || kind === 'rename' ? take(readName(typed)) : undefined
  if (kind === 'move' && typed.parent === '') problems.push({ field: 'parent', kind: 'no-parent' })
  if (kind === 'merge' && typed.places.length === 0)
    problems.push({ field: 'places', kind: 'too-few-places' })
  if (problems.length > 0 || !decision) return { problems }
  return { value: { decision, split, name: name ?? '', parent: typed.parent, places: typed.places } }
}

/** Where a refusal belongs in the form. */
const fieldOf: Readonly<Record<Refused['refused'], string>> = {
  gone: 'happenedOn',
  'not-there-then': 'happenedOn',
  'figures-after': 'happenedOn',
  'name-taken': 'name',
  'not-alike': 'places',
  'not-sound': 'happenedOn',
  'no-parent': 'parent',
  unchanged: 'name',
}

export const refusalField = (kind: ChangeKind, { refused }: Refused): string => {
  if (refused === 'name-taken' && kind === 'split') return 'partName-0'
  return refused === 'unchanged' && kind === 'move' ? 'parent' : fieldOf[refused]
}

export type ChangeOrder = {
  readonly kind: ChangeKind
  readonly key: string
  readonly change: PlannedChange
  readonly childParts: ReadonlyMap<string, number>
}

/** Tells whether a change is the one that somebody has seen in the preview. */
export function markOfChange({ kind, key, change, childParts }: ChangeOrder): string {
  const order = JSON.stringify([kind, key, change, [...childParts].toSorted()])
  return createHash('sha256').update(order).digest('base64url')
}

/** Makes the change. */
export async function makeChange(
  writer: Writer,
  actor: Actor,
  order: ChangeOrder,
  usesOf: PlaceUses,
  now: Date,
): Promise<Done | Refused> {
  const { kind, key, change, childParts } = order
  const { decision, split, name, parent, places } = change
  switch (kind) {
    case 'split':
      return splitPlace(writer, actor, { key, split: split!, decision, childParts }, usesOf, now)
    case 'merge':
      return mergePlaces(writer, actor, { keys: [key, ...places], name, decision }, usesOf, now)
    case 'rename':
      return renamePlace(writer, actor, { key, name, decision }, now)
    case 'move':
      return movePlace(writer, actor, { key, parent, decision }, usesOf, now)
  }
}

/** Carries the outcome of a trial out of a transaction that must not be kept. */
class Tried extends Error {
  override name = 'Tried'
  readonly outcome: Done | Refused
  constructor(outcome: Done | Refused) {
    super('tried')
    this.outcome = outcome
  }
}

/** What a change would do: it is made, and taken back with its transaction. */
export async function tryChange(
  write: <T>(work: (writer: Writer) => Promise<T>) => Promise<T>,
  work: (writer: Writer) => Promise<Done | Refused>,
): Promise<Done | Refused> {
  try {
    return await write(async (writer) => {
      throw new Tried(await work(writer))
    })
  } catch (error) {
    if (error instanceof Tried) return error.outcome
    throw error
  }
}
