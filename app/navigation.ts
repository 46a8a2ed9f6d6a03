import type { Action } from '#app/capabilities/accounts/accounts.server.ts'

/** The main navigation of a tenant: only what exists, and of that what the person may open (one of the actions is enough). */
export const navigation = [
  { key: 'overview', path: '', actions: ['public.read'] },
  { key: 'goals', path: '/ziele', actions: ['public.read'] },
  { key: 'indicators', path: '/zahlen', actions: ['public.read'] },
  { key: 'areas', path: '/raeume', actions: ['public.read'] },
  { key: 'data', path: '/daten', actions: ['public.read'] },
  { key: 'deliveries', path: '/lieferungen', actions: ['figures.read'] },
  { key: 'releases', path: '/freigaben', actions: ['releases.read'] },
  { key: 'reports', path: '/berichte', actions: ['public.read'] },
  { key: 'audit', path: '/protokoll', actions: ['audit.read'] },
  {
    key: 'administration',
    path: '/verwaltung',
    actions: [
      'people.read',
      'organisations.edit',
      'places.edit',
      'tenant.settings',
      'site.edit',
      'feedback.read',
      'tenant.export',
    ],
  },
] as const satisfies readonly { key: string; path: string; actions: readonly Action[] }[]
