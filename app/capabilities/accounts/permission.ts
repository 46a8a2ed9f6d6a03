import type { Actor, Role } from './account.ts'

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
  'indicators.define',
  'goals.edit',
  'reports.read-drafts',
  'reports.build',
  'reports.publish',
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
    'indicators.define',
    'goals.edit',
    'reports.read-drafts',
    'reports.build',
    'reports.publish',
  ],
  planning: [
    'overview.tasks',
    'figures.read',
    'figures.deliver',
    'figures.accept',
    'figures.answer',
    'figures.exact',
    'releases.read',
    'indicators.define',
    'reports.read-drafts',
    'reports.build',
  ],
  area_coordination: ['figures.read', 'releases.read', 'reports.read-drafts'],
  practitioner: [],
  provider: [],
  leadership: ['figures.read', 'releases.read', 'reports.read-drafts'],
  data_protection: ['figures.read', 'releases.read', 'audit.read'],
  administration: ['figures.read', 'releases.read'],
}

/** The one place that decides. Signed-out visitors may do what is public. */
export function may(actor: Actor | undefined, action: Action): boolean {
  if (action === 'public.read') return true
  return actor?.roles.some((role) => allowed[role].includes(action)) ?? false
}
