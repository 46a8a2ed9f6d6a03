import type { Language } from '#app/plain/format.ts'
import type { Reader, Shared } from '#app/platform/database.server.ts'
import { describeCheck, isSound } from './checkSentences.ts'
import { wordsOf } from './trailPage.server.ts'
import {
  holdsAuditChecksum,
  holdsEventChecksum,
  verifyAccountEvents,
  verifyAudit,
} from './verification.server.ts'
import { type Checksum, formatChecksum, readChecksum, type Verification } from './verification.ts'

export type Chain = 'audit' | 'events'

/** What the check of a chain found, for the page and for the command line. */
export type CheckResult = {
  readonly chain: Chain
  readonly verification: Verification
  /** Of the last entry, to be written down; undefined where the chain is empty, broken or not the noted one. */
  readonly checksum: string | undefined
  /** What became of the checksum that a person had noted; undefined if none was given. */
  readonly noted: Noted | undefined
}

/** `void`: the entry still has the noted hash, but something before it was tampered with, so it says nothing. */
export type Noted = { readonly position: number; readonly state: 'held' | 'lost' | 'void' }

/** A matching hash vouches for what lies before it only as far as the links in between fit. */
function judgeNoted(position: number, matches: boolean, verification: Verification): Noted {
  if (!matches) return { position, state: 'lost' }
  const isReached = verification.state === 'intact' || position <= verification.fitting
  return { position, state: isReached ? 'held' : 'void' }
}

/** A check, or undefined where what was typed is no checksum. */
async function check(
  chain: Chain,
  typed: string,
  verify: () => Promise<Verification>,
  holds: (noted: Checksum) => Promise<boolean>,
): Promise<CheckResult | undefined> {
  const noted = typed.trim() === '' ? undefined : readChecksum(typed)
  if (typed.trim() !== '' && !noted) return undefined
  const verification = await verify()
  const judged = noted && judgeNoted(noted.position, await holds(noted), verification)
  const end = verification.state === 'intact' && judged?.state !== 'lost' ? verification.end : undefined
  return { chain, verification, checksum: end && formatChecksum(end), noted: judged }
}

/**
 * Checks the whole trail of a tenant and, where one was typed, a checksum noted earlier ("" for none).
 * Undefined: that is no checksum.
 */
export function checkTrail(reader: Reader, typed: string): Promise<CheckResult | undefined> {
  return check(
    'audit',
    typed,
    () => verifyAudit(reader),
    (noted) => holdsAuditChecksum(reader, noted),
  )
}

/** As `checkTrail`, for the account events of the whole installation. */
export function checkAccountEvents(handle: Shared, typed: string): Promise<CheckResult | undefined> {
  return check(
    'events',
    typed,
    () => verifyAccountEvents(handle),
    (noted) => holdsEventChecksum(handle, noted),
  )
}

/** What a check found in lines of text, for the command line; `holds`: nothing is wrong. */
export function explainCheck(
  result: CheckResult,
  language: Language,
): { readonly holds: boolean; readonly lines: readonly string[] } {
  const t = wordsOf(language)
  const { title, sentences } = describeCheck(result, t, language)
  const { checksum } = result
  return {
    holds: isSound(result),
    lines: [title, ...sentences, ...(checksum ? [`${t('check.sum')}: ${checksum}`] : [])],
  }
}
