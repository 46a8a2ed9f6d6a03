/** Pages that every municipality owes its public, and two that it should have. */
export const sitePageKinds = [
  'accessibility',
  'privacy',
  'imprint',
  'plain-language',
  'sign-language',
] as const
export type SitePageKind = (typeof sitePageKinds)[number]

/** Last part of the address, the same in every language. */
export const sitePaths: Record<SitePageKind, string> = {
  accessibility: 'barrierefreiheit',
  privacy: 'datenschutz',
  imprint: 'impressum',
  'plain-language': 'leichte-sprache',
  'sign-language': 'gebaerdensprache',
}

/** What a municipality writes itself: the value of each field by its name; a field left out is empty. */
export type SiteContent = Readonly<Record<string, string>>

export type SiteField = {
  readonly name: string
  /**
   * `line`: one line; `text`: paragraphs, lists and headings as in `prose.ts`; `email`, `video`: an address; `date`:
   * YYYY-MM-DD; a list: one of these words.
   */
  readonly kind: 'line' | 'text' | 'email' | 'video' | 'date' | readonly string[]
  /** Characters at most. */
  readonly longest: number
  /** Must be filled before the page can be confirmed. */
  readonly needed: boolean
}

const field = (name: string, kind: SiteField['kind'], longest: number, needed = false): SiteField => ({
  name,
  kind,
  longest,
  needed,
})
const needed = true

export const siteFields = {
  /** Parts of the model statement of Implementing Decision (EU) 2018/1523 that the software can't know itself. */
  accessibility: [
    field('body', 'line', 200, needed),
    field('law', 'line', 400, needed),
    field('status', ['full', 'partial', 'none'], 10, needed),
    field('barriers', 'text', 6000),
    field('burden', 'text', 3000),
    field('exempt', 'text', 3000),
    field('alternatives', 'text', 3000),
    field('method', ['self', 'third'], 10, needed),
    field('methodDetails', 'line', 300),
    field('createdOn', 'date', 10, needed),
    field('reviewedOn', 'date', 10),
    field('contact', 'text', 1000, needed),
    field('enforcement', 'text', 2000, needed),
  ],
  /** Art. 13(1) and (2) GDPR. */
  privacy: [
    field('controller', 'text', 1000, needed),
    field('officer', 'text', 1000, needed),
    field('legalBasis', 'text', 3000, needed),
    field('recipients', 'text', 3000, needed),
    field('retention', 'text', 3000, needed),
    field('supervisory', 'text', 1000, needed),
    field('more', 'text', 6000),
  ],
  /** § 5 DDG. */
  imprint: [
    field('body', 'line', 200, needed),
    field('address', 'text', 500, needed),
    field('representative', 'line', 300, needed),
    field('email', 'email', 254, needed),
    field('phone', 'line', 60),
    field('supervisory', 'text', 500),
    field('vatId', 'line', 40),
    field('responsible', 'line', 300),
    field('more', 'text', 4000),
  ],
  'plain-language': [field('text', 'text', 20_000)],
  'sign-language': [
    field('text', 'text', 4000),
    field('video', 'video', 500),
    field('transcript', 'text', 20_000),
  ],
} as const satisfies Record<SitePageKind, readonly SiteField[]>

/** Pages that the town must have checked: without that they say that they are not finished. */
export const mustBeConfirmed = (kind: SitePageKind): boolean =>
  kind === 'accessibility' || kind === 'privacy' || kind === 'imprint'

/** Name of the checkbox by which the town says that all of a page is right. */
export const confirmation = 'confirmed'

export const isConfirmed = (content: SiteContent): boolean => content[confirmation] === 'yes'

/** A page of a language slot is shown, and linked in the footer, once it holds something. */
export function isFilled(kind: SitePageKind, content: SiteContent): boolean {
  if (kind === 'plain-language') return Boolean(content.text)
  return kind !== 'sign-language' || Boolean(content.text) || Boolean(content.video)
}

/** What the software itself knows and a page says: true for this installation. */
export type PageFacts = {
  readonly town: string
  /** Where the town's pages begin. */
  readonly address: string
  readonly contactEmail: string | null
  readonly idleMinutes: number
  readonly sessionHours: number
  readonly cookies: readonly {
    readonly key: 'session' | 'device' | 'halfSession' | 'signOn' | 'carriedForm' | 'language'
    readonly name: string
    /** Seconds; undefined: as long as the session. */
    readonly lifetime: number | undefined
  }[]
}

/** Days for which a message is kept after it was dealt with. */
export const feedbackDays = 90

/** A municipality with the pages it has to show in the footer. */
export type FooterTown = {
  readonly slug: string
  readonly name: string
  /** Voluntary pages that hold something. */
  readonly slots: readonly SitePageKind[]
}

/** The links of a town in the footer, in their order; `label` names what is to be said. */
export function footerLinks({ slug, slots }: FooterTown): { label: SitePageKind | 'report'; href: string }[] {
  const page = (kind: SitePageKind) => ({ label: kind, href: `/${slug}/${sitePaths[kind]}` })
  return [
    ...slots.map(page),
    page('accessibility'),
    { label: 'report', href: `/${slug}/${sitePaths.accessibility}#melden` },
    page('privacy'),
    page('imprint'),
  ]
}
