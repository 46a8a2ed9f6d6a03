import { toKey } from '#app/plain/key.ts'
import type { NewPlace } from './places.server.ts'

/** What is known of a tenant's places when it is created. */
export type FirstPlaces = {
  readonly slug: string
  readonly name: string
  readonly kind: 'municipality' | 'county' | 'state-office'
  /** Official key: 8 digits of a town, 5 of a county, 2 of a state. */
  readonly ags: string | undefined
  /** Names of the member towns of a county, of the social areas of a town. */
  readonly parts: readonly string[]
}

/** The states by the first two digits of the official key (Statistisches Bundesamt, Gemeindeverzeichnis). */
const states: Readonly<Record<string, readonly [name: string, short: string]>> = {
  '01': ['Schleswig-Holstein', 'SH'],
  '02': ['Hamburg', 'HH'],
  '03': ['Niedersachsen', 'NI'],
  '04': ['Bremen', 'HB'],
  '05': ['Nordrhein-Westfalen', 'NRW'],
  '06': ['Hessen', 'HE'],
  '07': ['Rheinland-Pfalz', 'RP'],
  '08': ['Baden-Württemberg', 'BW'],
  '09': ['Bayern', 'BY'],
  '10': ['Saarland', 'SL'],
  '11': ['Berlin', 'BE'],
  '12': ['Brandenburg', 'BB'],
  '13': ['Mecklenburg-Vorpommern', 'MV'],
  '14': ['Sachsen', 'SN'],
  '15': ['Sachsen-Anhalt', 'ST'],
  '16': ['Thüringen', 'TH'],
}

const bare = { tile: undefined, aliases: [] as string[], invented: false, ags: undefined }

/**
 * The state (where the official key names it), the town or county itself, its parts, and "nicht zuordenbar" as soon as there
 * are parts: what no office can assign is kept, never dropped.
 */
export function listFirstPlaces({ slug, name, kind, ags, parts }: FirstPlaces): NewPlace[] {
  const state = ags === undefined ? undefined : states[ags.slice(0, 2)]
  const stateKey = state && `land-${toKey(state[0])}`
  const above: NewPlace[] =
    state && stateKey
      ? [
          {
            ...bare,
            key: stateKey,
            name: state[0],
            kind: 'state',
            parent: undefined,
            ags: ags?.slice(0, 2),
            aliases: [state[1], 'Land', `Land ${state[1]}`],
          },
        ]
      : []
  if (kind === 'state-office')
    return above.length > 0 ? above : [{ ...bare, key: slug, name, kind: 'state', parent: undefined }]
  const whole = name.replace(/^(?:Stadt|Gemeinde|Hansestadt)\s+/, '')
  const taken = new Set([stateKey, slug, 'nicht-zuordenbar'])
  const partKey = (part: string) => (taken.has(toKey(part)) ? `${slug}-${toKey(part)}` : toKey(part))
  return [
    ...above,
    {
      ...bare,
      key: slug,
      name: whole,
      kind: kind === 'county' ? 'county' : 'town',
      parent: stateKey,
      ags,
      aliases: [...new Set([name, kind === 'county' ? 'Kreis gesamt' : 'Gesamtstadt'])].filter(
        (alias) => alias !== whole,
      ),
    },
    ...parts.map(
      (part): NewPlace => ({
        ...bare,
        key: partKey(part),
        name: part,
        kind: kind === 'county' ? 'town' : 'area',
        parent: slug,
      }),
    ),
    ...(parts.length > 0
      ? [
          {
            ...bare,
            key: 'nicht-zuordenbar',
            name: 'nicht zuordenbar',
            kind: 'unassigned' as const,
            parent: slug,
            aliases: ['unbekannt'],
          },
        ]
      : []),
  ]
}
