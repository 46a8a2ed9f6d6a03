import type { Actor, Role, Scope } from './account.ts'

/** Everything a person can do here that not everybody may. Reading released figures, goals and published reports is public. */
export const actions = [
  'public.read',
  'overview.tasks',
  'figures.read',
  'figures.deliver',
  'figures.accept',
  'figures.answer',
  'figures.exact',
  'releases.read',
  'protection.change',
  'indicators.define',
  'places.edit',
  'goals.edit',
  'reports.read-drafts',
  'reports.build',
  'reports.publish',
  'site.edit',
  'feedback.read',
  'people.read',
  'people.manage',
  'tenant.settings',
  'tenant.export',
  'audit.read',
] as const
export type Action = (typeof actions)[number]

const allowed: Record<Role, readonly Action[]> = {
  coordination: [
    'overview.tasks',
    'figures.read',
    'figures.deliver',
    'figures.accept',
    'figures.answer',
    'releases.read',
    'protection.change',
    'indicators.define',
    'places.edit',
    'goals.edit',
    'reports.read-drafts',
    'reports.build',
    'reports.publish',
    'site.edit',
    'feedback.read',
  ],
  planning: [
    'overview.tasks',
    'figures.read',
    'figures.deliver',
    'figures.accept',
    'figures.answer',
    'figures.exact',
    'releases.read',
    'protection.change',
    'indicators.define',
    'places.edit',
    'reports.read-drafts',
    'reports.build',
  ],
  area_coordination: ['figures.read', 'releases.read', 'reports.read-drafts'],
  practitioner: [],
  provider: [],
  leadership: ['figures.read', 'releases.read', 'reports.read-drafts'],
  state_office: [],
  trust_centre: [],
  delivery_office: ['overview.tasks', 'figures.read', 'figures.deliver', 'figures.answer'],
  data_protection: [
    'figures.read',
    'releases.read',
    'people.read',
    'site.edit',
    'feedback.read',
    'tenant.export',
    'audit.read',
  ],
  administration: [
    'figures.read',
    'releases.read',
    'site.edit',
    'feedback.read',
    'people.read',
    'people.manage',
    'tenant.settings',
    'tenant.export',
  ],
}

/** A place with everything above it, by key: ["heessen", "hamm", "nrw"]. */
export type Lineage = readonly string[]

/** What is acted upon, as far as rights depend on it. What is not stated concerns the tenant as a whole. */
export type Thing = {
  readonly places?: readonly Lineage[]
  readonly organisation?: string
  readonly field?: string
}

/** Something that concerns all places, organisations and fields. */
export const wholeTenant: Thing = {}

function covers(scope: Scope, { places = [], organisation, field }: Thing): boolean {
  const isInPlaces =
    scope.places.length === 0 ||
    (places.length > 0 && places.every((lineage) => lineage.some((key) => scope.places.includes(key))))
  const isInOrganisations =
    scope.organisations.length === 0 ||
    (organisation !== undefined && scope.organisations.includes(organisation))
  const isInFields = scope.fields.length === 0 || (field !== undefined && scope.fields.includes(field))
  return isInPlaces && isInOrganisations && isInFields
}

/**
 * The one place that decides. Without `thing`: whether there is anything this person may do it to (for navigation and lists,
 * which then ask for each thing). Signed-out visitors may do what is public. A role counts with its own scope: two roles
 * never lend each other theirs.
 */
export function may(actor: Actor | undefined, action: Action, thing?: Thing): boolean {
  if (action === 'public.read') return true
  return (
    actor?.grants.some(
      ({ role, scope }) => allowed[role].includes(action) && (thing === undefined || covers(scope, thing)),
    ) ?? false
  )
}

/** A command was asked of somebody who may not give it. `hidden`: the right is there, but not for this thing. */
export class Forbidden extends Error {
  override name = 'Forbidden'
  readonly hidden: boolean
  constructor(action: Action, hidden: boolean) {
    super(`not allowed: ${action}`)
    this.hidden = hidden
  }
}

/**
 * First line of every command: throws `Forbidden` unless the actor may do this to that. A page answers it with 403, or with
 * 404 where the thing lies outside of the actor's scope.
 */
export function demand(actor: Actor, action: Action, thing: Thing): void {
  if (!may(actor, action, thing)) throw new Forbidden(action, may(actor, action))
}
