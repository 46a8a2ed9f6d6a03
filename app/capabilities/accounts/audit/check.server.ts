import type { Language } from '#app/plain/format.ts'
import type { Reader, Shared } from '#app/platform/database.server.ts'
import { describeVerification } from './checkSentences.ts'
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
  /** Of the last entry, to be written down; undefined where the chain is empty or broken. */
  readonly checksum: string | undefined
  /** Whether the checksum that a person had noted still fits; undefined if none was given. */
  readonly noted: { readonly position: number; readonly held: boolean } | undefined
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
  const end = verification.state === 'intact' ? verification.end : undefined
  return {
    chain,
    verification,
    checksum: end && formatChecksum(end),
    noted: noted && { position: noted.position, held: await holds(noted) },
  }
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
  { verification, checksum, noted }: CheckResult,
  language: Language,
): { readonly holds: boolean; readonly lines: readonly string[] } {
  const t = wordsOf(language)
  const { title, sentences } = describeVerification(verification, t, language)
  return {
    holds: verification.state === 'intact' && noted?.held !== false,
    lines: [
      title,
      ...sentences,
      ...(noted ? [t(noted.held ? 'check.held' : 'check.lost', { position: noted.position })] : []),
      ...(checksum ? [`${t('check.sum')}: ${checksum}`] : []),
    ],
  }
}
