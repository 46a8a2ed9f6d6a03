export type PersonalKind = 'name' | 'birth' | 'address' | 'contact' | 'identifier' | 'row-per-person'

/** `persons`: a file that may have a row per person, but must not say who they are; `counts`: a table of counts. */
type FileOf = 'persons' | 'counts'

export const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('\u00ad', '')
    .replaceAll('ß', 'ss')
    .replace(/[\s_.:*/]+/g, ' ')
    .trim()

/** Facilities and bodies have names, addresses and telephones of their own. */
export const facilities =
  /einrichtung|kita\b|schule|träger|angebot|verein|praxis|klinik|zentrum|stelle\b|amt\b/
/** What a heading is about decides, not the word "Name" alone: "Name des Sozialraums" names a place. */
export const places =
  /sozialraum|stadtteil|ortsteil|bezirk|quartier|gemeinde|stadt\b|ort\b|kreis|reihe|massnahme|statist/

type Heading = readonly [PersonalKind, RegExp]

const headings: readonly Heading[] = [
  [
    'name',
    /^(vor|nach|familien|zu|ruf|geburts|mädchen)name(n)?(\b|s?vorname)|^name,? ?(und )?vorname|^vor-? ?und (nach|zu)name/,
  ],
  ['name', /\bname (des|der|vom) (kind|schüler|patient|mutter|vater|eltern|person|klient|erziehungs|sorge)/],
  [
    'name',
    /^((kind(er|es|s)?|schüler|patienten|klienten|eltern|mutter|vater)s?-?name|(first|last|sur|family|given) ?name)$/,
  ],
  [
    'birth',
    /geburts-? ?(datum|tag)\b|^geb(oren)?[ -]*(am|dat|datum|tag)\b|^gebdat|^dob$|date of birth|birth ?date/,
  ],
  [
    'address',
    /^(strasse|str|hausnummer|haus-? ?nr|hausnr|strasse,? ?(und |& ?|\+ ?)?(haus-?)? ?n(r|ummer)|street|address)$/,
  ],
  [
    'address',
    /^(wohn)?(anschrift|adresse)$|^anschrift (des|der)|^(strasse|anschrift).*(kind|eltern|mutter|person)/,
  ],
  ['contact', /^(telefon|tel|handy|mobil|mobilfunk|phone)(nummer|nr)?$|^(e-? ?)?mail(-? ?adresse)?$/],
  [
    'identifier',
    /^(kind(er|es)?|schüler|fall|patienten?|klienten?|personen?|familien|versicherten|kranken-?versicherten|kunden|konto|ausweis|bg|akten)[- ]?(id|nr|nummer|kennung|zeichen)\b|^(aktenzeichen|az|pseudonym|steuer-?id|sozialversicherungsnummer|iban|unterschrift)$/,
  ],
]

/** What these say of an area in a table of counts ("Name", "Geb." for births), they say of a child in a row per child. */
const ofPersons: readonly Heading[] = [
  ['name', /^namen?$/],
  ['birth', /^geb$|^geburtstage?$/],
  ['address', /^(strasse|anschrift|adresse)\b/],
]

/** Whom a heading speaks of before it says what: "Kind: Vorname", "Mutter Telefon". */
const bearer =
  /^(kind(es|er)?|schüler(in)?|mutter|vater|eltern|person|patient(in)?|klient(in)?)[ -]+(?=\p{L})/u

const ofFacilities: readonly PersonalKind[] = ['address', 'contact']

/** Longer is a sentence, no heading. */
const longestHeading = 60

function kindOf(word: string, of: FileOf, isBesideFacility: boolean): PersonalKind | undefined {
  if (word === '' || word.length > longestHeading) return undefined
  const bare = word.replace(bearer, '')
  const strict = of === 'persons' || bare !== word
  for (const [kind, pattern] of strict ? [...headings, ...ofPersons] : headings) {
    if (!pattern.test(word) && !pattern.test(bare)) continue
    if (facilities.test(word) || (places.test(word) && !(strict && kind === 'address'))) continue
    // A child's row names its Kita, too: that makes the street beside it no address of the Kita.
    if (isBesideFacility && !strict && ofFacilities.includes(kind)) continue
    return kind
  }
  return undefined
}

export type PersonalHeading = {
  readonly kind: PersonalKind
  readonly heading: string
  /** From 0. */
  readonly column: number
}

/** The headings in one row that say who somebody is. */
export function personalHeadings(row: readonly string[], of: FileOf): PersonalHeading[] {
  const words = row.map(plain)
  const hasFacility = words.some((word) => facilities.test(word))
  return words.flatMap((word, column) => {
    const kind = kindOf(word, of, hasFacility)
    return kind ? [{ kind, heading: (row[column] ?? '').trim(), column }] : []
  })
}
