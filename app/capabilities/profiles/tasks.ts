import type { Release } from '#app/capabilities/confidentiality/release.ts'
import type { BoardCard } from '#app/capabilities/figures/figures.server.ts'

/** Something that waits for somebody: what it is, what it is about, where it is done (path below the town's address). */
export type Task = {
  readonly kind: 'refused' | 'check' | 'release' | 'draft' | 'questions'
  /** What it is about; empty where it is about several things. */
  readonly thing: string
  readonly count: number
  readonly path: string
}

/** Kinds of which several make one task: whoever checks opens the board and goes through them. */
const gathered = [
  ['check', 'check'],
  ['release', 'release'],
  ['draft', 'correct'],
] as const satisfies readonly (readonly [Task['kind'], BoardCard['next']])[]

/**
 * Families whose newest release was refused; deliveries to be checked, released or handed in; questions without answer. Which of
 * these this person can do, the board says (`next`): a delivery that only others can check is nobody's task here.
 */
export function listTasks(cards: readonly BoardCard[], releases: readonly Release[]): readonly Task[] {
  const refused = newestPerFamily(releases)
    .filter((release) => release.state === 'refused')
    .map(
      (release): Task => ({
        kind: 'refused',
        thing: release.familyName,
        count: 1,
        path: `/freigaben/${release.id}`,
      }),
    )
  const deliveries = gathered.flatMap(([kind, next]): Task[] => {
    const own = cards.filter((card) => card.next === next)
    if (own.length <= 1) return own.map((card) => taskOn(card, kind, 1))
    return [{ kind, thing: '', count: own.length, path: '/lieferungen' }]
  })
  const questions = cards
    .filter((card) => card.next === 'answer')
    .map((card) => taskOn(card, 'questions', card.openQuestions))
  return [...refused, ...deliveries, ...questions]
}

function taskOn(card: BoardCard, kind: Task['kind'], count: number): Task {
  return { kind, thing: `${card.sourceName}, ${card.fileName}`, count, path: `/lieferungen/${card.id}` }
}

/** The list comes with the youngest first. */
function newestPerFamily(releases: readonly Release[]): readonly Release[] {
  const seen = new Map<string, Release>()
  for (const release of releases) if (!seen.has(release.familyKey)) seen.set(release.familyKey, release)
  return [...seen.values()]
}
