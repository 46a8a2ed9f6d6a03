/**
 * The life of a delivery. The office works on a draft and hands it in (delivered); coordination or planning looks at questions
 * and differences (checked) and lets the figures hold (released). A draft can be discarded, a handed-in delivery be returned
 * with a request, a released one be withdrawn or be replaced by its correction; withdrawing the correction gives it back.
 */
export const deliveryStates = [
  'draft',
  'delivered',
  'checked',
  'released',
  'withdrawn',
  'replaced',
  'discarded',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

export const lifeSteps = [
  'create',
  'deliver',
  'return',
  'check',
  'release',
  'withdraw',
  'replace',
  'restore',
  'discard',
] as const
export type LifeStep = (typeof lifeSteps)[number]

type Rule = { readonly from: readonly DeliveryState[]; readonly to: DeliveryState }

const rules: Readonly<Record<LifeStep, Rule>> = {
  create: { from: [], to: 'draft' },
  deliver: { from: ['draft'], to: 'delivered' },
  return: { from: ['delivered', 'checked'], to: 'draft' },
  check: { from: ['delivered'], to: 'checked' },
  release: { from: ['checked'], to: 'released' },
  withdraw: { from: ['released'], to: 'withdrawn' },
  replace: { from: ['released'], to: 'replaced' },
  restore: { from: ['replaced'], to: 'released' },
  discard: { from: ['draft', 'delivered', 'checked'], to: 'discarded' },
}

/** The state after a step; undefined where the step can't be taken. */
export function stateAfter(state: DeliveryState, step: LifeStep): DeliveryState | undefined {
  const { from, to } = rules[step]
  return from.includes(state) ? to : undefined
}

const wayToRelease: readonly LifeStep[] = ['deliver', 'check', 'release']

/** The steps that are left until the figures hold; none where there is no way (or no need). */
export function stepsToRelease(state: DeliveryState): readonly LifeStep[] {
  const first = wayToRelease.findIndex((step) => stateAfter(state, step) !== undefined)
  return first < 0 ? [] : wayToRelease.slice(first)
}

/** Not decided yet: its figures are seen in the preview and stored nowhere. */
export function isOpen(state: DeliveryState): boolean {
  return stepsToRelease(state).length > 0
}

/** Its figures are stored, whether they hold or not. */
export function isStored(state: DeliveryState): boolean {
  return state === 'released' || state === 'withdrawn' || state === 'replaced'
}

/** Why a step that the state doesn't allow did nothing. */
export type WrongState =
  | 'still-draft'
  | 'already-delivered'
  | 'already-checked'
  | 'already-released'
  | 'already-withdrawn'
  | 'already-replaced'
  | 'already-discarded'

export function wrongState(state: DeliveryState): WrongState {
  return state === 'draft' ? 'still-draft' : `already-${state}`
}
