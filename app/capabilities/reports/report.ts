import type { Geometry } from 'geojson'
import type { Indicator, IndicatorResult, Target } from '#app/capabilities/indicators/indicator.ts'
import type { Language } from '#app/plain/format.ts'

/** A goal as the report prints it; texts are in the report's language. */
export type ReportGoal = {
  /** "1", "1.2": follows from the goal's place in the tree. */
  readonly number: string
  readonly title: string
  readonly text: string
  readonly responsible: string | undefined
  readonly change:
    | { readonly kind: 'kept' | 'changed' | 'reached' | 'dropped' | 'added'; readonly note: string }
    | undefined
  readonly indicatorKeys: readonly string[]
  readonly children: readonly ReportGoal[]
}

export type ReportDelivery = {
  readonly source: string
  readonly fileName: string
  /** ISO date. */
  readonly receivedOn: string
}

/** Everything an annual report is made of. Values are disclosed: nothing else can be in an `IndicatorResult`. */
export type ReportFacts = {
  readonly year: number
  readonly language: Language
  /** ISO date of the state of the figures. */
  readonly asOf: string
  /** Who publishes: the tenant's name. */
  readonly publisher: string
  /** The town's name as it stands in sentences. */
  readonly town: string
  /** What a reader must know about the whole ("Veröffentlichte Zahlen ... Personen erfunden"); may be empty. */
  readonly note: string
  /** Strategic goals with operational goals below; former goals that were dropped are not in it. */
  readonly goals: readonly ReportGoal[]
  readonly results: readonly IndicatorResult[]
  readonly targets: readonly {
    readonly indicator: Indicator
    readonly placeName: string
    readonly target: Target
  }[]
  /** Drawn boundaries by place id. */
  readonly boundaries: ReadonlyMap<number, Geometry>
  readonly deliveries: readonly ReportDelivery[]
}

/** An edition of a year's report, without its content. */
export type ReportEdition = {
  readonly id: number
  readonly year: number
  readonly edition: number
  readonly state: 'draft' | 'published'
  readonly language: Language
  readonly pdfFileId: number | undefined
  /** ISO instants. */
  readonly builtAt: string | undefined
  readonly builtBy: string | undefined
  readonly publishedAt: string | undefined
  readonly publishedBy: string | undefined
}
