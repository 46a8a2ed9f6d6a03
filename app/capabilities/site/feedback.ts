import { isMailAddress } from '#app/platform/mail/mail.ts'

/** A message about a barrier, as somebody has typed it. */
export type FeedbackForm = {
  readonly text: string
  /** Path of the page it is about, or words for it; may be empty. */
  readonly page: string
  readonly replyTo: string
  /** Made for the form when it was shown: pressing the button twice sends one message. */
  readonly token: string
}

/** The field and what is wrong with it. */
export type FeedbackProblem =
  | 'text.missing'
  | 'text.tooLong'
  | 'page.tooLong'
  | 'replyTo.tooLong'
  | 'replyTo.email'
  | 'website.trap'

export type FeedbackReading = {
  readonly form: FeedbackForm
  readonly problems: readonly FeedbackProblem[]
}

/** A field that people don't see and programs like to fill. Who fills it all the same can read why nothing was sent. */
export const trap = 'website'

const longest = { text: 5000, page: 300, replyTo: 254 } as const

const withoutControls = (text: string) => text.replaceAll('\r\n', '\n').replaceAll(/[\p{Cc}--[\n]]/gv, ' ')
const oneLine = (text: string) => withoutControls(text).replaceAll('\n', ' ').trim()

export function readFeedback(get: (name: string) => string | undefined): FeedbackReading {
  const form: FeedbackForm = {
    text: withoutControls(get('text') ?? '').trim(),
    page: oneLine(get('page') ?? ''),
    // Not tidied: a line end in an address is no slip, and is refused as what it is.
    replyTo: (get('replyTo') ?? '').trim(),
    token: get('token') ?? '',
  }
  const problems: FeedbackProblem[] = []
  if (get(trap)) problems.push('website.trap')
  if (form.text === '') problems.push('text.missing')
  for (const field of ['text', 'page', 'replyTo'] as const)
    if (form[field].length > longest[field]) problems.push(`${field}.tooLong`)
  if (form.replyTo !== '' && form.replyTo.length <= longest.replyTo && !isMailAddress(form.replyTo))
    problems.push('replyTo.email')
  return { form, problems }
}

/**
 * The page somebody came from, for the form: the path alone, without anything that was searched or chosen there. Only of
 * this municipality, and not the statement itself.
 */
export function pageBefore(referer: string | null, hosts: readonly string[], slug: string): string {
  if (!referer || !URL.canParse(referer)) return ''
  const { host, pathname } = new URL(referer)
  const isHere = hosts.includes(host) && (pathname === `/${slug}` || pathname.startsWith(`/${slug}/`))
  if (!isHere || pathname.startsWith(`/${slug}/barrierefreiheit`)) return ''
  return pathname.length > longest.page ? '' : pathname
}
