import type { FileRefusal } from '#app/platform/tables/refusal.ts'
import type { Layout } from './figure.ts'
import type { Doubt } from './guess/layoutguess.ts'
import type { DeliveryState, WrongState } from './life/life.ts'
import type { ProfileUse } from './profiles/fit.ts'
import type { ColumnOrigin } from './profiles/origins.ts'
import type { ProfileParts } from './profiles/profile.ts'
import type { Analysis } from './reading/analyse.ts'

/** What is kept about a file beside its bytes, as JSON. */
export type DeliveryAnalysis =
  /** A long file is read in the background; `job` is the run that does it. */
  | { readonly state: 'reading'; readonly job: string }
  | { readonly state: 'refused'; readonly refusal: FileRefusal }
  | ({
      readonly state: 'read'
      readonly headings: readonly (readonly string[])[]
      readonly doubts: readonly Doubt[]
      /** What of this reading the next file of its kind needs; kept as the source's profile with the release. */
      readonly mapping?: ProfileParts
      /** Per table, where the meaning of each column comes from. */
      readonly origins?: readonly (readonly ColumnOrigin[])[]
      /** False: a person wants none of it kept. */
      readonly remember?: false
      /** The profile that this file was read by. */
      readonly profile?: ProfileUse
      /** The run that takes the figures over, once somebody released a long file. */
      readonly accepting?: string
    } & Analysis)

/** Delivery (Lieferung): one file of one office at one time. */
export type Delivery = {
  readonly id: number
  readonly state: DeliveryState
  readonly sourceKey: string
  readonly sourceName: string
  /** Key of the organisation that delivers: rights to a delivery are rights to its organisation. */
  readonly organisation: string
  readonly fileId: number
  readonly fileName: string
  readonly fileSize: number
  /** ISO date. */
  readonly receivedOn: string
  readonly note: string
  readonly layout: Layout | undefined
  readonly analysis: DeliveryAnalysis | undefined
  readonly factCount: number
  readonly createdBy: string
  readonly createdAt: Date
  readonly releasedBy: string | undefined
  readonly releasedAt: Date | undefined
  readonly withdrawnBy: string | undefined
  readonly withdrawnAt: Date | undefined
  /** The delivery that this one corrects: it counts as replaced while this one is released. */
  readonly replacesId: number | undefined
}

/** Why a command on a delivery did nothing; each has its sentence in `texts.ts` (`no.<kind>`). */
export type DeliveryRefusal =
  | 'unknown-delivery'
  | 'unknown-source'
  | 'not-read-yet'
  | 'file-refused'
  | 'has-problems'
  | 'nothing-to-store'
  | 'being-released'
  | 'not-released'
  | 'nothing-to-replace'
  | 'replaced-meanwhile'
  | 'request-missing'
  | 'reason-missing'
  | 'said-missing'
  | 'text-too-long'
  | 'already-settled'
  | 'nothing-to-book'
  | WrongState
  | 'changed-since'
  | 'read-otherwise'
  | 'proposals-not-yours'
  | 'unknown-series'

/** What the page says was done; stands in its address. */
export const doneNotices = [
  'abgegeben',
  'zurueckgegeben',
  'geprueft',
  'freigegeben',
  'zurueckgezogen',
  'beantwortet',
  'entschieden',
  'nachgefragt',
  'korrektur',
  'gebucht',
  'verworfen',
] as const
export type DoneNotice = (typeof doneNotices)[number]

export type DeliveryOutcome<T> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly no: DeliveryRefusal }

/** Files up to this size (bytes) are read while the page waits; longer ones in the background, with progress. */
export const readAtOnce = { csv: 1024 * 1024, workbook: 512 * 1024 } as const
/** Deliveries with more figures than this are taken over in the background. */
export const acceptAtOnce = 20_000
