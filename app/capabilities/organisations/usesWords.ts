import type { TFunction } from 'i18next'

type Counts = {
  readonly sources: number
  readonly goals: number
  readonly rights: number
  readonly invitations: number
  readonly groups: number
}

/** "2 Quellen, ein Ziel"; undefined where nothing refers to the organisation. */
export function nameUses(t: TFunction<'organisations'>, counts: Counts): string | undefined {
  const kinds = ['sources', 'goals', 'rights', 'invitations', 'groups'] as const
  const parts = kinds.filter((kind) => counts[kind] > 0)
  return parts.length === 0
    ? undefined
    : parts.map((kind) => t(`uses.${kind}`, { count: counts[kind] })).join(', ')
}
