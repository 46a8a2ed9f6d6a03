/** How many results a process keeps; the largest known one (a sheet of 60 areas with its drawings) has 400 KB. */
const limit = 100

const remembered = new Map<string, Promise<unknown>>()

/**
 * The result of `compute`, from memory if it was computed under the same key before. The key must name everything the
 * result depends on, first of all the state of the tenant's data; nothing is ever invalidated, old results fall out.
 * Two who ask at once wait for one computation; a failed one is not kept.
 */
export function remember<T>(key: string, compute: () => Promise<T>): Promise<T> {
  const known = remembered.get(key) as Promise<T> | undefined
  remembered.delete(key)
  const result = known ?? compute()
  remembered.set(key, result)
  if (!known) result.catch(() => remembered.delete(key))
  for (const oldest of remembered.keys()) {
    if (remembered.size <= limit) break
    remembered.delete(oldest)
  }
  return result
}
