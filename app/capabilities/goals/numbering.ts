/** What a number follows from. */
export type Numbered = {
  readonly id: number
  readonly parentId: number | undefined
  readonly position: number
}

/**
 * Numbers of goals by id: "1", "1.8", "1.8.2", counted along the order of their positions within the same parent, to any
 * depth. Gaps in the positions don't show; equal positions go by id. A goal whose parent isn't in the list counts as root,
 * one that lies in a circle gets no number.
 */
export function numberGoals(goals: readonly Numbered[]): ReadonlyMap<number, string> {
  const known = new Set(goals.map((goal) => goal.id))
  const children = new Map<number | undefined, Numbered[]>()
  for (const goal of goals) {
    const parent = goal.parentId !== undefined && known.has(goal.parentId) ? goal.parentId : undefined
    children.set(parent, [...(children.get(parent) ?? []), goal])
  }
  const numbers = new Map<number, string>()
  const count = (parent: number | undefined, prefix: string) => {
    const siblings = (children.get(parent) ?? []).toSorted((a, b) => a.position - b.position || a.id - b.id)
    for (const [index, goal] of siblings.entries()) {
      const number = `${prefix}${index + 1}`
      numbers.set(goal.id, number)
      count(goal.id, `${number}.`)
    }
  }
  count(undefined, '')
  return numbers
}
