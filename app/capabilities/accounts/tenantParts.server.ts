import { createContext } from 'react-router'
import type { Language } from '#app/plain/format.ts'
import type { Reader, Writer } from '#app/platform/database.server.ts'
import type { Actor } from './account.ts'
import type { NewMunicipality } from './people/newTenant.ts'
import type { ScopeChoices } from './people/scopes.ts'

/** Only organisations that anything refers to. */
export type OrganisationUses = ReadonlyMap<
  number,
  { readonly sources: readonly string[]; readonly goals: readonly string[] }
>

/**
 * What accounts need of the capabilities that stand on them and which they therefore can't ask themselves: the places,
 * organisations and fields that a right can be limited to, what refers to an organisation or a series, and everything a new tenant begins
 * with. `app/tenantParts.server.ts` puts it together; web server and command line hand it in.
 */
export type TenantParts = {
  readonly listScopeChoices: (reader: Reader, language: Language) => Promise<ScopeChoices>
  /** Names of what is delivered by organisations and what they answer for, by id of the organisation. */
  readonly listOrganisationUses: (reader: Reader, language: Language) => Promise<OrganisationUses>
  /** What refers to places, by their id: stored figures (and the last day of those that were not withdrawn), targets. */
  readonly listPlaceUses: (
    reader: Reader,
  ) => Promise<
    ReadonlyMap<
      number,
      { readonly figures: number; readonly lastDay: string | undefined; readonly targets: number }
    >
  >
  /** The sources that a spelling of a place can belong to. */
  readonly listSourceChoices: (
    reader: Reader,
    language: Language,
  ) => Promise<readonly { readonly key: string; readonly name: string }[]>
  /** Indicators that speak of a series, by key of the series; only series that any does. */
  readonly listSeriesUses: (
    reader: Reader,
    language: Language,
  ) => Promise<ReadonlyMap<string, readonly { readonly key: string; readonly name: string }[]>>
  /** Places, life phases and fields of action of a tenant that was created in this transaction. */
  readonly furnish: (writer: Writer, actor: Actor, tenant: NewMunicipality, now: Date) => Promise<void>
}

export const tenantPartsContext = createContext<TenantParts>()
