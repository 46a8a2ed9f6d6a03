import type { Actor, Role, Scope } from './account.ts'

/**
 * Everything a person can do here that not everybody may. Reading released figures, goals and published reports is public.
 * `docs/rechte.md` says each in German for administrators; tests compare that table with this file.
 */
export const actions = [
  'public.read',
  'overview.tasks',
  'jobs.own',
  'jobs.read',
  'figures.read',
  'figures.deliver',
  'figures.preview',
  'figures.answer',
  'figures.accept',
  'figures.exact',
  'figures.define',
  'keys.own',
  'releases.read',
  'releases.make',
  'protection.change',
  'indicators.define',
  'targets.set',
  'headings.define',
  'places.edit',
  'organisations.edit',
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

/** What each role may do beside reading what is public. */
const allowed: Record<Role, readonly Action[]> = {
  coordination: [
    'overview.tasks',
    'jobs.own',
    'jobs.read',
    'figures.read',
    'figures.deliver',
    'figures.preview',
    'figures.answer',
    'figures.accept',
    'figures.define',
    'keys.own',
    'releases.read',
    'releases.make',
    'protection.change',
    'indicators.define',
    'targets.set',
    'headings.define',
    'places.edit',
    'organisations.edit',
    'goals.edit',
    'reports.read-drafts',
    'reports.build',
    'reports.publish',
    'site.edit',
    'feedback.read',
  ],
  planning: [
    'overview.tasks',
    'jobs.own',
    'jobs.read',
    'figures.read',
    'figures.deliver',
    'figures.preview',
    'figures.answer',
    'figures.accept',
    'figures.exact',
    'figures.define',
    'keys.own',
    'releases.read',
    'releases.make',
    'protection.change',
    'indicators.define',
    'targets.set',
    'headings.define',
    'places.edit',
    'organisations.edit',
    'reports.read-drafts',
    'reports.build',
  ],
  area_coordination: ['figures.read', 'releases.read', 'targets.set', 'reports.read-drafts'],
  practitioner: [],
  provider: [],
  leadership: ['figures.read', 'releases.read', 'reports.read-drafts'],
  state_office: [],
  trust_centre: [],
  delivery_office: [
    'overview.tasks',
    'jobs.own',
    'figures.read',
    'figures.deliver',
    'figures.preview',
    'figures.answer',
    'keys.own',
  ],
  data_protection: [
    'jobs.own',
    'figures.read',
    'releases.read',
    'people.read',
    'site.edit',
    'feedback.read',
    // Exact figures, files and the trail, all at once: not for who gives rights, who could take it alone.
    'tenant.export',
    'audit.read',
  ],
  administration: [
    'jobs.own',
    'figures.read',
    // To see and end those of everybody; to make one takes the right to deliver.
    'keys.own',
    'releases.read',
    // Roles of offices, facilities and providers can be given only once these are there.
    'organisations.edit',
    'site.edit',
    'feedback.read',
    'people.read',
    'people.manage',
    'tenant.settings',
  ],
}

/** Whether the role may do this at all, whatever a grant of it is limited to. */
export const isAllowed = (role: Role, action: Action): boolean =>
  action === 'public.read' || allowed[role].includes(action)

/**
 * What a limit of one kind means for an action. `inside`: the thing must lie inside the limit. `open`: the limit does not
 * matter, because nothing of that kind is shown or changed. `whole`: the action always concerns all of that kind, so that a
 * limited grant does not give it.
 */
export type Bearing = 'inside' | 'open' | 'whole'

/** For each action, what limits of places, organisations and fields mean. */
export type Reach = Readonly<Record<keyof Scope, Bearing>>

const whole: Reach = { places: 'whole', organisations: 'whole', fields: 'whole' }
const open: Reach = { places: 'open', organisations: 'open', fields: 'open' }
const ownOrganisations: Reach = { ...whole, organisations: 'inside' }

export const reaches: Readonly<Record<Action, Reach>> = {
  'public.read': open,
  'overview.tasks': open,
  'jobs.own': open,
  'jobs.read': whole,
  // Who delivered what and when; no figures.
  'figures.read': { ...open, organisations: 'inside' },
  'figures.deliver': ownOrganisations,
  'figures.preview': ownOrganisations,
  'figures.answer': ownOrganisations,
  'figures.accept': ownOrganisations,
  'figures.exact': { places: 'inside', organisations: 'whole', fields: 'inside' },
  'figures.define': ownOrganisations,
  // What a key gives is decided by the rights of its person, each with its own limit.
  'keys.own': open,
  // How many cells are shown and secret; no figures.
  'releases.read': open,
  // Follows from accepting: a family holds series of several offices.
  'releases.make': open,
  'protection.change': whole,
  // A definition holds for every place; what is decided for a place is its target.
  'indicators.define': { places: 'open', organisations: 'whole', fields: 'inside' },
  'targets.set': { places: 'inside', organisations: 'whole', fields: 'inside' },
  'headings.define': whole,
  'places.edit': { ...whole, places: 'inside' },
  'organisations.edit': ownOrganisations,
  'goals.edit': { places: 'whole', organisations: 'inside', fields: 'inside' },
  // Released figures only.
  'reports.read-drafts': open,
  'reports.build': whole,
  'reports.publish': whole,
  'site.edit': whole,
  'feedback.read': whole,
  'people.read': whole,
  'people.manage': whole,
  'tenant.settings': whole,
  'tenant.export': whole,
  'audit.read': whole,
}

/** A place with everything above it, by key: ["heessen", "hamm", "nrw"]. */
export type Lineage = readonly string[]

/** What is acted upon, as far as rights depend on it. A kind that is not stated concerns all of it. */
export type Thing = {
  readonly places?: readonly Lineage[] | undefined
  readonly organisation?: string | undefined
  readonly field?: string | undefined
}

/** Something that concerns all places, organisations and fields. */
export const wholeTenant: Thing = {}

const kinds = ['places', 'organisations', 'fields'] as const

/** Whether a limit, which is not empty, holds all that the thing concerns of this kind. */
function holds(kind: keyof Scope, limit: readonly string[], { places, organisation, field }: Thing): boolean {
  if (kind === 'organisations') return organisation !== undefined && limit.includes(organisation)
  if (kind === 'fields') return field !== undefined && limit.includes(field)
  return (
    places !== undefined &&
    places.length > 0 &&
    places.every((lineage) => lineage.some((key) => limit.includes(key)))
  )
}

/** Without `thing`: whether a grant of this scope gives the action for anything at all. */
function covers(scope: Scope, action: Action, thing: Thing | undefined): boolean {
  return kinds.every((kind) => {
    const bearing = reaches[action][kind]
    if (scope[kind].length === 0 || bearing === 'open') return true
    return bearing === 'inside' && (thing === undefined || holds(kind, scope[kind], thing))
  })
}

/**
 * The one place that decides. Without `thing`: whether there is anything this person may do it to (for navigation and lists,
 * which then ask for each thing). Signed-out visitors may do what is public. A role counts with its own scope: two roles
 * never lend each other theirs.
 */
export function may(actor: Actor | undefined, action: Action, thing?: Thing): boolean {
  if (action === 'public.read') return true
  if (actor?.withheld?.includes(action)) return false
  return (
    actor?.grants.some(({ role, scope }) => isAllowed(role, action) && covers(scope, action, thing)) ?? false
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
