export type MailState = 'queued' | 'sent' | 'failed'

/** A mail as somebody wants it sent: plain text, one recipient. */
export type Mail = {
  /** Left out: of no single tenant (a password reset). A writer's own tenant otherwise. */
  readonly tenantId?: number
  /** What it is about ("invitation"): for the state of mail sending, never shown to the recipient. */
  readonly kind: string
  /** A bare address, without name and brackets. */
  readonly to: string
  /** The recipient's name, for the header. */
  readonly name?: string
  readonly subject: string
  readonly text: string
}

/** Why a mail was not taken. `code`: the mail server's reply (RFC 5321, 4.2), where it gave one. */
export type MailProblem = {
  readonly kind: (typeof problemKinds)[number]
  readonly code?: number
}

export const problemKinds = [
  /** Nobody answers at the mail server's address, or not in time. */
  'unreachable',
  /** No encrypted connection: not offered, or the certificate is not trusted. */
  'not-secure',
  /** The mail server wants other credentials. */
  'credentials',
  /** The mail server refuses the recipient. */
  'recipient',
  /** The mail server refuses the sender or the text. */
  'refused',
  /** Waited too long without an attempt: the mail server was taken out of the settings, or nothing was running. */
  'too-late',
  /** Written while the installation had another secret: nobody can read its text. */
  'sealed',
] as const

const longestAddress = 254
const longestLine = 200
/** Anything that could end a header line, and every other control character. */
const control = /[\p{Cc}\p{Zl}\p{Zp}]/u
/** RFC 5321 without quoted local parts and address literals, which no municipality has. */
const address = /^[^\s\p{Cc}<>()[\]",;:\\@]{1,64}@[^\s\p{Cc}<>()[\]",;:\\@]+$/u

export const isMailAddress = (text: string): boolean => text.length <= longestAddress && address.test(text)

/** Text that may stand in a header: one line, not overlong. */
export const isHeaderText = (text: string): boolean => text.length <= longestLine && !control.test(text)

/** Seconds until the next attempt, by the number of attempts so far: growing, at most an hour. */
export function pauseAfter(attempts: number): number {
  return Math.min(3600, 30 * 2 ** Math.max(0, attempts - 1))
}

/** A mail that could not be sent for so long is given up, in milliseconds. */
export const patience = 24 * 3_600_000

/** A refusal with 5xx is final (RFC 5321, 4.2.1); everything else may pass, wrong credentials too once somebody mends them. */
export function isFinal({ kind, code }: MailProblem): boolean {
  return (
    kind === 'sealed' || ((kind === 'recipient' || kind === 'refused') && code !== undefined && code >= 500)
  )
}

/** The form in which a problem is stored: "recipient 550". */
export const writeProblem = ({ kind, code }: MailProblem): string => (code ? `${kind} ${code}` : kind)

export function readProblem(text: string | null): MailProblem | undefined {
  const [word, code] = text?.split(' ') ?? []
  const kind = problemKinds.find((known) => known === word)
  return kind && { kind, code: code ? Number(code) : undefined }
}
