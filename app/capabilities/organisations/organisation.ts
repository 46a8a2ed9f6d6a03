export const organisationKinds = ['office', 'facility', 'provider'] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** Organisation, in the reader's language. */
export type Organisation = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly kind: OrganisationKind
}
