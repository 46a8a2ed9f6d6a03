import type { Action } from '#app/capabilities/accounts/accounts.server.ts'

/** The main navigation of a tenant: only what exists and what the person may open. */
export const navigation = [
  { key: 'overview', path: '', action: 'public.read' },
  { key: 'goals', path: '/ziele', action: 'public.read' },
  { key: 'indicators', path: '/zahlen', action: 'public.read' },
  { key: 'areas', path: '/raeume', action: 'public.read' },
  { key: 'deliveries', path: '/lieferungen', action: 'figures.read' },
  { key: 'releases', path: '/freigaben', action: 'releases.read' },
  { key: 'reports', path: '/berichte', action: 'public.read' },
] as const satisfies readonly { key: string; path: string; action: Action }[]
