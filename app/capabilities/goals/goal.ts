import { z } from 'zod'
import type { IndicatorResult, Reading, Status } from '#app/capabilities/indicators/indicator.ts'
import type { ProgressCounts } from './progress.ts'

/** Strategic goals (strategische Ziele) say where the town wants to be; operational goals (operative Ziele) what is to happen. */
export const goalLevels = ['strategic', 'operational'] as const
export type GoalLevel = (typeof goalLevels)[number]

/**
 * What became of a goal from one catalogue to the next. `kept`, `changed` and `added` stand at the goal of the later
 * catalogue, `reached` and `dropped` at the goal of the earlier one, which has no successor.
 */
export const changeKinds = ['kept', 'changed', 'reached', 'dropped', 'added'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** A catalogue of goals with its term (Zielkatalog, Programmphase). Both years belong to it. */
export type Programme = {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly fromYear: number
  readonly toYear: number
}

/** A goal in the reader's language. `number` follows from its position in the tree ("1.8"). */
export type Goal = {
  readonly id: number
  readonly key: string
  readonly number: string
  readonly programme: Programme
  readonly parentId: number | undefined
  readonly level: GoalLevel
  readonly title: string
  readonly text: string
  readonly phase: string | undefined
  readonly field: string | undefined
  readonly responsible: string | undefined
  readonly indicatorKeys: readonly string[]
  readonly change:
    | { readonly kind: ChangeKind; readonly note: string; readonly fromId: number | undefined }
    | undefined
}

/** An indicator of a goal for the town: its whole course, the reading of the year that is shown, its target in words. */
export type GoalIndicator = {
  readonly result: IndicatorResult
  readonly reading: Reading | undefined
  readonly target: string | undefined
  readonly status: Status
}

/** A goal with what its indicators say in one year. Children in the order of their numbers. */
export type GoalNode = Goal & {
  readonly indicators: readonly GoalIndicator[]
  /** From the goal's own indicators; see `progress.ts`. */
  readonly status: Status
  /** How many goals below it (or itself, if there are none below) have which status. */
  readonly counts: ProgressCounts
  readonly children: readonly GoalNode[]
}

/** What differs from the catalogue before. */
export type CatalogueChange = {
  readonly previous: Programme
  readonly kept: number
  readonly changed: readonly Goal[]
  readonly added: readonly Goal[]
  /** Goals of the catalogue before that were reached or dropped. */
  readonly ended: readonly Goal[]
}

export type GoalTree = {
  readonly programme: Programme
  readonly programmes: readonly Programme[]
  readonly year: number
  /** Years of the catalogue for which figures are there, rising. */
  readonly years: readonly number[]
  readonly goals: readonly GoalNode[]
  readonly counts: ProgressCounts
  readonly change: CatalogueChange | undefined
}

/** One goal for its sheet: itself, the goals above and below, and what it was and became in other catalogues. */
export type GoalSheet = {
  readonly goal: GoalNode
  readonly parent: Goal | undefined
  readonly year: number
  readonly years: readonly number[]
  /** Oldest first, the goal itself among them. */
  readonly history: readonly Goal[]
}

const key = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower-case letters, digits and hyphens')
const line = z.string().trim().min(1).max(200)
const prose = z.string().trim().max(2000)

/** What a new goal needs. `position` left out: after its last sibling. Keys name programme, parent, indicators, organisation. */
export const newGoalForm = z.object({
  key,
  programme: z.string(),
  parent: z.string().nullable(),
  level: z.enum(goalLevels),
  position: z.number().int().positive().optional(),
  title: line,
  titleEn: line,
  text: prose,
  textEn: prose,
  phase: z.string().optional(),
  field: z.string().optional(),
  responsible: z.string().optional(),
  indicators: z.array(z.string()),
  change: z
    .object({ kind: z.enum(changeKinds), from: z.string().optional(), note: prose, noteEn: prose })
    .optional(),
})
export type NewGoal = z.infer<typeof newGoalForm>

/** What can be changed about a goal; what is left out stays. */
export const changedGoalForm = newGoalForm
  .pick({ title: true, titleEn: true, text: true, textEn: true, position: true, indicators: true })
  .partial()
export type ChangedGoal = z.infer<typeof changedGoalForm>

export const newProgrammeForm = z
  .object({ key, name: line, nameEn: line, from: z.number().int(), to: z.number().int() })
  .refine((programme) => programme.from <= programme.to, 'ends before it begins')
export type NewProgramme = z.infer<typeof newProgrammeForm>

/** Why a goal was not stored. */
export type GoalRefusal =
  | { readonly refused: 'key-taken' }
  | { readonly refused: 'unknown-goal' }
  | { readonly refused: 'unknown-programme' }
  | { readonly refused: 'unknown-parent' }
  | { readonly refused: 'parent-elsewhere' }
  | { readonly refused: 'unknown-origin' }
  | { readonly refused: 'unknown-organisation' }
  | { readonly refused: 'unknown-indicators'; readonly keys: readonly string[] }
