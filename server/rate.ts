export type Buckets = {
  /** Takes one request from this key's bucket: 0 if it may go on, else the seconds until the next one may. */
  take(key: string, now: number): number
}

type Bucket = { tokens: number; at: number }

const mostKeys = 50_000

/**
 * Token buckets in memory: `perMinute` on average, half a minute's worth at once. They keep one process from being flooded;
 * limits that matter for security are counted in the database, where all processes see them. `now` in milliseconds.
 */
export function createBuckets(perMinute: number): Buckets {
  const capacity = Math.max(1, Math.ceil(perMinute / 2))
  const perMillisecond = perMinute / 60_000
  const buckets = new Map<string, Bucket>()

  /** Drops a tenth at a time: a flood from many networks must not cost a walk through all of them with each request. */
  function forgetLongestUnused(): void {
    let left = mostKeys / 10
    for (const key of buckets.keys()) {
      if (left === 0) return
      buckets.delete(key)
      left -= 1
    }
  }

  return {
    take(key, now) {
      const known = buckets.get(key)
      if (!known && buckets.size >= mostKeys) forgetLongestUnused()
      const filled = known ? Math.max(0, now - known.at) * perMillisecond : 0
      const tokens = Math.min(capacity, (known?.tokens ?? capacity) + filled)
      const isAllowed = tokens >= 1
      // Deleted first, so that the map keeps the order of last use.
      buckets.delete(key)
      buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, at: now })
      return isAllowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMillisecond / 1000))
    },
  }
}
