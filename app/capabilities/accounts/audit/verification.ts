/*
 * Checks a hash chain link by link, as it streams by. Every link's hash covers its content and the hash before it, so a
 * change anywhere shows, unless somebody with access to the database recomputes everything behind it. That shows against
 * a checksum noted outside: position and hash of the last link at some time.
 */

/** What the check needs of an entry, whatever else it holds. */
export type Link = {
  readonly position: number
  readonly previousHash: string
  readonly hash: string
}

/** How the entries of one chain are hashed. */
export type ChainRule<Entry extends Link> = {
  /** The hash that this entry would have at this position. */
  readonly hashAt: (entry: Entry, position: number) => string
  /** Whether the form of the entry may follow the one before (undefined: is the first). */
  readonly mayFollow: (entry: Entry, before: Entry | undefined) => boolean
}

export type Checksum = { readonly position: number; readonly hash: string }

/**
 * `changed`: the content no longer fits; `removed`: the entry with this number is gone; `inserted`: it was put in later;
 * `swapped`: it stands in the place of the one behind it; `moved`: it stands at another place than it was written for.
 */
export type BreakKind = 'changed' | 'removed' | 'inserted' | 'swapped' | 'moved'

export type Verification =
  | { readonly state: 'intact'; readonly count: number; readonly end: Checksum | undefined }
  | {
      readonly state: 'broken'
      readonly kind: BreakKind
      readonly position: number
      readonly fitting: number
    }

/** How far an entry may have been moved to be recognised. */
const reach = 500

function isOwnHash<Entry extends Link>(rule: ChainRule<Entry>, entry: Entry, position = entry.position) {
  return rule.hashAt(entry, position) === entry.hash
}

/** The position that the entry was written for, if it is near and its content was left alone. */
function findWrittenPosition<Entry extends Link>(rule: ChainRule<Entry>, entry: Entry): number | undefined {
  for (let away = 0; away <= reach; away++) {
    for (const position of away === 0 ? [entry.position] : [entry.position + away, entry.position - away])
      if (isOwnHash(rule, entry, position)) return position
  }
  return undefined
}

/** What was done to the chain, as far as the entry that doesn't fit and its neighbours tell. */
function diagnose<Entry extends Link>(
  rule: ChainRule<Entry>,
  before: Entry | undefined,
  entry: Entry,
  next: Entry | undefined,
): { kind: BreakKind; position: number } {
  const expected = (before?.position ?? 0) + 1
  if (entry.position > expected) return { kind: 'removed', position: expected }
  const written = findWrittenPosition(rule, entry)
  if (written === entry.position) {
    // The entry is as it was written, so the one before it isn't: its hash was renewed with it.
    return {
      kind: 'changed',
      position: before && entry.previousHash !== before.hash ? expected - 1 : expected,
    }
  }
  if (written === entry.position + 1) {
    const isSwapped = next !== undefined && findWrittenPosition(rule, next) === entry.position
    return { kind: isSwapped ? 'swapped' : 'removed', position: expected }
  }
  if (written === entry.position - 1) return { kind: 'inserted', position: expected - 1 }
  if (written !== undefined) return { kind: 'moved', position: expected }
  const isBypassed =
    next?.position === entry.position + 1 &&
    next.previousHash === (before?.hash ?? '') &&
    isOwnHash(rule, next)
  return { kind: isBypassed ? 'inserted' : 'changed', position: expected }
}

/**
 * Checks all entries in the order of their positions against `head`, the last link as the software keeps it apart.
 * Answers the first place where the chain doesn't hold.
 */
export async function verifyChain<Entry extends Link>(
  entries: AsyncIterable<Entry>,
  rule: ChainRule<Entry>,
  head: Checksum,
): Promise<Verification> {
  let before: Entry | undefined
  let wrong: Entry | undefined
  let next: Entry | undefined
  for await (const entry of entries) {
    if (wrong) {
      next = entry
      break
    }
    const fits =
      entry.position === (before?.position ?? 0) + 1 &&
      entry.previousHash === (before?.hash ?? '') &&
      rule.mayFollow(entry, before) &&
      isOwnHash(rule, entry)
    if (fits) before = entry
    else wrong = entry
  }
  const fitting = before?.position ?? 0
  if (wrong) return { state: 'broken', fitting, ...diagnose(rule, before, wrong, next) }
  if (fitting < head.position) return { state: 'broken', kind: 'removed', position: fitting + 1, fitting }
  if (fitting > head.position)
    return { state: 'broken', kind: 'inserted', position: head.position + 1, fitting: head.position }
  if ((before?.hash ?? '') !== head.hash)
    return { state: 'broken', kind: 'changed', position: fitting, fitting: Math.max(0, fitting - 1) }
  return { state: 'intact', count: fitting, end: before && { position: fitting, hash: before.hash } }
}

/** Hexadecimal digits of a hash that are written down: 128 bits, too many to hit by trying. */
const notedDigits = 32

/** "1234:8f3a 1c2d …": what is written down, in groups that can be read aloud. */
export function formatChecksum({ position, hash }: Checksum): string {
  return `${position}:${hash.slice(0, notedDigits).replaceAll(/(.{4})(?=.)/g, '$1 ')}`
}

/** What a person typed from a note: blanks and capitals don't matter. Undefined: not of this form. */
export function readChecksum(text: string): Checksum | undefined {
  const found = /^(\d{1,12}):([0-9a-f]{32,64})$/.exec(text.toLowerCase().replaceAll(/\s/g, ''))
  const position = Number(found?.[1])
  return found && position > 0 ? { position, hash: found[2]! } : undefined
}

/** Whether the entry with this position is still the one whose checksum was noted. */
export function isNoted(noted: Checksum, entry: Link | undefined): boolean {
  return entry?.position === noted.position && entry.hash.startsWith(noted.hash)
}
