import type { Actor } from '#app/capabilities/accounts/account.ts'

/** What a link is for: to send files and answer questions about them, or to answer the questions about one delivery only. */
export const linkPurposes = ['upload', 'answer'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

/** A way in without an account, for one person and one source. */
export type DeliveryLink = {
  readonly id: number
  readonly sourceId: number
  readonly purpose: LinkPurpose
  /** The delivery whose questions are to be answered. */
  readonly deliveryId: number | undefined
  readonly name: string
  readonly email: string | undefined
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly revokedAt: Date | undefined
  /** ISO date. */
  readonly lastUsedOn: string | undefined
}

/** How long a link holds, in days: a year and a little, so that the next yearly delivery can come the same way. */
export const linkDays = 400

export const isOpenLink = (
  { revokedAt, expiresAt }: Pick<DeliveryLink, 'revokedAt' | 'expiresAt'>,
  now: Date,
): boolean => revokedAt === undefined && expiresAt > now

/**
 * Who acts through a link: somebody with the rights of a delivering office, for the organisation of the source and nothing else.
 * What such a person may do beyond the delivery itself is withheld, and with a link for answers everything but answering.
 */
export function actorOfLink(
  link: Pick<DeliveryLink, 'name' | 'purpose'>,
  organisation: string,
  tenantId: number,
): Actor {
  return {
    accountId: 0,
    name: `Zulieferung über Link: ${link.name}`,
    grants: [{ role: 'delivery_office', scope: { places: [], organisations: [organisation], fields: [] } }],
    tenantId,
    withheld: [
      'overview.tasks',
      'jobs.own',
      ...(link.purpose === 'answer' ? (['figures.deliver'] as const) : []),
    ],
  }
}
