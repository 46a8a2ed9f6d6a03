import { encode } from './forms.ts'
import type { FormTown, FormTowns, FoundForm } from './formTowns.ts'
import { type Answer, ask } from './http.ts'

export type Values = Readonly<Record<string, string>>

/** Sends a form with the page's own values, except those given; `cookie` of the session that pressed the button. */
export function send(
  setup: FormTowns,
  { form, signedIn }: FoundForm,
  values: Values,
  cookie: string,
): Promise<Answer> {
  const { type, body } = encode(form, values)
  const headers: Record<string, string> = {
    origin: setup.server.baseUrl,
    'content-type': type,
    'content-length': String(body.length),
  }
  if (signedIn) headers.cookie = cookie
  return ask(setup.server.baseUrl, form.action, { method: 'POST', body, headers })
}

/** What people would type, by the name of the form. */
export const fillings: readonly (readonly [RegExp, (town: FormTown) => Values])[] = [
  [
    /^\/konto\/kennwort /,
    ({ person }) => ({
      bisher: person.password,
      neu: 'Zwetschge-Kessel-Moos-31',
      nochmal: 'Zwetschge-Kessel-Moos-31',
    }),
  ],
  [/^\/konto\/adresse /, ({ slug }) => ({ email: `neu@${slug}.example` })],
  [/\/anmelden email/, ({ person }) => ({ email: person.email, kennwort: person.password })],
  [
    /\/personen\/einladen /,
    ({ slug }) => ({ name: 'Neue Person', email: `neue-person@${slug}.example`, role: 'planning' }),
  ],
  [/\/barrierefreiheit /, () => ({ text: 'Die Karte lässt sich nicht mit der Tastatur bedienen.' })],
  [
    /\/lieferungen\/neu /,
    () => ({ receivedOn: '2019-03-11', file: 'Jahr;Familien;Besucht\n2018;1200;1100\n' }),
  ],
  [
    /\/zahlen\/neu /,
    () => ({
      name: 'Neue Quote',
      formula: 'besucht / familien',
      phase: 'geburt',
      field: 'hilfen',
      publishedSeries: '',
      meaning: 'Was?',
      method: 'So.',
      sourceNote: 'Amt',
      validFrom: '2018-01-01',
    }),
  ],
  [
    /\/zahlenreihen\/neu /,
    ({ parts }) => ({
      name: 'Neue Reihe',
      source: parts.get('source')!,
      key: 'neue_reihe',
      partOf: '',
      base: '',
    }),
  ],
  [/\/zahlenreihen\/.*\/bearbeiten /, () => ({ name: 'Anders genannt', partOf: '', base: '' })],
  [
    /\/quellen\/neu /,
    () => ({ name: 'Neue Quelle', organisation: 'amt', threshold: '5', validFrom: '2000-01-01' }),
  ],
  [/\/merkmale\/neu /, () => ({ name: 'Neues Merkmal', 'name-0': 'eins', 'name-1': 'zwei' })],
  [/\/familien\/neu /, () => ({ name: 'Neue Familie' })],
  [/\/bearbeiten /, () => ({ name: 'Anders genannt' })],
  [/\/genau /, () => ({ zweck: 'planning', begruendung: 'Rückfrage der Leitung zum Jahr 2018' })],
  [
    /\/verwaltung\/stellen\/neu/,
    ({ slug }) => ({ kind: 'office', name: `Neue Stelle ${slug}`, names: `Kita ${slug}` }),
  ],
  [/\/verwaltung\/seiten /, ({ slug }) => ({ contactEmail: `post@${slug}.example` })],
]

export const valuesFor = (found: FoundForm, town: FormTown): Values =>
  fillings.find(([pattern]) => pattern.test(found.name))?.[1](town) ?? {}

/** Rows here come with every request or sign-in and are no thing that somebody made. */
export const fleeting = new Set([
  'sessions',
  'attempt_counters',
  'account_events',
  'account_event_head',
  'carried_forms',
  'submissions',
])
