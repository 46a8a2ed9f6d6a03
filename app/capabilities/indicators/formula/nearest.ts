/** Number of single edits (insert, remove, replace, swap neighbours) between two words: optimal string alignment distance. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) best = Math.min(best, before[j - 2]! + 1)
      next.push(best)
    }
    before = row
    row = next
  }
  return row[b.length]!
}

/** Small letters, umlauts written out, everything between words one underscore: how keys are spelt. */
function asKey(text: string): string {
  const spelt = text
    .toLowerCase()
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
  return spelt.replace(/[^a-z0-9]+/g, '_')
}

/** The known key that was probably meant, if one is near enough (a third of its letters, at least one, wrong). */
export function findNearest(found: string, known: Iterable<string>): string | undefined {
  const wanted = asKey(found)
  let best: { key: string; distance: number } | undefined
  for (const candidate of known) {
    const wrong = distance(wanted, asKey(candidate))
    const allowed = Math.max(1, Math.floor(candidate.length / 3))
    if (wrong <= allowed && (!best || wrong < best.distance)) best = { key: candidate, distance: wrong }
  }
  return best?.key
}
