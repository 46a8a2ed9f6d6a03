import type { Release } from '#app/capabilities/confidentiality/release.ts'
import type { ListedDelivery } from '#app/capabilities/figures/figures.server.ts'

/** Something that waits for somebody: what it is, what it is about, where it is done (path below the town's address). */
export type Task = {
  readonly kind: 'draft' | 'questions' | 'refused'
  readonly thing: string
  readonly count: number
  readonly path: string
}

/** Drafts to be accepted, questions of checks without answer, families whose newest release was refused. */
export function listTasks(
  deliveries: readonly ListedDelivery[],
  releases: readonly Release[],
): readonly Task[] {
  const drafts = deliveries
    .filter((delivery) => delivery.state === 'draft')
    .map((delivery) => taskOn(delivery, 'draft', 1))
  const questions = deliveries
    .filter((delivery) => delivery.state === 'released' && delivery.openQuestions > 0)
    .map((delivery) => taskOn(delivery, 'questions', delivery.openQuestions))
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
  return [...refused, ...drafts, ...questions]
}

function taskOn(delivery: ListedDelivery, kind: Task['kind'], count: number): Task {
  return {
    kind,
    thing: `${delivery.sourceName}, ${delivery.fileName}`,
    count,
    path: `/lieferungen/${delivery.id}`,
  }
}

/** The list comes with the youngest first. */
function newestPerFamily(releases: readonly Release[]): readonly Release[] {
  const seen = new Map<string, Release>()
  for (const release of releases) if (!seen.has(release.familyKey)) seen.set(release.familyKey, release)
  return [...seen.values()]
}
