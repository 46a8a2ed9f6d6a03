/** What the software's own processes tell each other; nobody sets these by hand. */
const internal = ['LUECKENLOS_APP_URL', 'LUECKENLOS_CLIENT', 'LUECKENLOS_BUILD', 'LUECKENLOS_PROOF']

/**
 * Names of ours that mean nothing, each as a German sentence with the name that was probably meant: a mistyped limit must not
 * silently be the default.
 */
export function findUnknownSettings(names: readonly string[], known: readonly string[]): string[] {
  return names
    .filter((name) => /^L(UE|Ü|U)CKENLOS_/.test(name) && !known.includes(name) && !internal.includes(name))
    .map((name) => {
      const [nearest] = known
        .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
        .toSorted((a, b) => a.distance - b.distance)
      return nearest && nearest.distance <= 4
        ? `Die Einstellung ${name} gibt es nicht. Meinten Sie ${nearest.candidate}?`
        : `Die Einstellung ${name} gibt es nicht. Alle Einstellungen stehen in docs/operation.md.`
    })
}

/** How many letters must be changed, added or left out (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
