/*
 * Files about single persons have no place in a delivery through a link. The rule looks at headings and at what stands below
 * them; it can be deceived by somebody who wants to, and is there for those who send the wrong file by mistake. A table of
 * counts per social area, facility or year must pass.
 */

export type PersonalSign = {
  readonly kind: 'name' | 'birth' | 'address' | 'contact' | 'identifier' | 'row-per-person'
  /** The heading that says so; empty where the content does. Never a cell's content. */
  readonly heading: string
}

type Row = readonly string[]

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('\u00ad', '')
    .replaceAll('ß', 'ss')
    .replace(/[\s_.:*]+/g, ' ')
    .trim()

/** Facilities and bodies have names, addresses and telephones of their own. */
const facilities = /einrichtung|kita\b|schule|träger|angebot|verein|praxis|klinik|zentrum|stelle\b|amt\b/
/** What a heading is about decides, not the word "Name" alone: "Name des Sozialraums" names a place. */
const places =
  /sozialraum|stadtteil|ortsteil|bezirk|quartier|gemeinde|stadt\b|ort\b|kreis|reihe|massnahme|statist/

const headings: readonly (readonly [PersonalSign['kind'], RegExp])[] = [
  [
    'name',
    /^(vor|nach|familien|zu|ruf|geburts|mädchen)name(n)?\b|^name,? ?(und )?vorname|^vor-? ?und (nach|zu)name/,
  ],
  ['name', /\bname (des|der|vom) (kind|schüler|patient|mutter|vater|eltern|person|klient|erziehungs|sorge)/],
  ['name', /^((kind(er|es)?|schüler|patienten|klienten|eltern)-?name|(first|last|sur|family|given) ?name)$/],
  [
    'birth',
    /geburts-? ?(datum|tag)\b|^geb(oren)?[ -]*(am|dat|datum|tag)\b|^gebdat|date of birth|birth ?date/,
  ],
  ['address', /^(strasse|str|hausnummer|haus-? ?nr|hausnr|strasse,? (und )?(haus)?n(r|ummer)|street)$/],
  [
    'address',
    /^(wohn)?(anschrift|adresse)$|^anschrift (des|der)|^(strasse|anschrift).*(kind|eltern|mutter|person)/,
  ],
  ['contact', /^(telefon|tel|handy|mobil|mobilfunk)(nummer|nr)?$|^e-? ?mail(-? ?adresse)?$/],
  [
    'identifier',
    /^(kind(er|es)?|schüler|fall|patienten?|klienten?|personen?|familien|versicherten|kunden|bg|akten)[- ]?(id|nr|nummer|kennung|zeichen)\b|^(aktenzeichen|az|pseudonym|steuer-?id|sozialversicherungsnummer|versichertennummer)$/,
  ],
]

const ofFacilities: readonly PersonalSign['kind'][] = ['address', 'contact']

const date = /^(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})$|^(\d{4})-(\d{2})-(\d{2})(T.*)?$/
const fullName = /^\p{Lu}[\p{L}'’-]+,\s*\p{Lu}[\p{L}'’-]+( \p{Lu}[\p{L}'’-]+)?$/u
const mailAddress = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i
const sexes: ReadonlySet<string> = new Set([
  'm',
  'w',
  'd',
  'f',
  'männlich',
  'weiblich',
  'divers',
  'junge',
  'mädchen',
])
const counting =
  /anzahl|summe|insgesamt|gesamt|\bzahl\b|fälle|kinder\b|personen\b|familien\b|wert|value|quote|anteil|prozent|betrag|count/

/** Rows in which a heading is looked for: titles and notes may stand above it. */
const headRows = 12
/** From so many cells on, a column's content says something. */
const enough = 8

/** A day that periods begin or end with: key dates are such, birthdays are every day of the month. */
function isUsualKeyDay(text: string): boolean {
  const match = date.exec(text)
  if (!match) return false
  const [day, month, year] = match[4]
    ? [Number(match[6]), Number(match[5]), Number(match[4])]
    : [Number(match[1]), Number(match[2]), Number(match[3])]
  return day === 1 || day === 15 || day === new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function findHeading(rows: readonly Row[]): PersonalSign | undefined {
  for (const row of rows.slice(0, headRows)) {
    const words = row.map(plain)
    const hasFacility = words.some((word) => facilities.test(word))
    for (const [index, word] of words.entries()) {
      if (word === '' || word.length > 60) continue
      for (const [kind, pattern] of headings) {
        if (!pattern.test(word)) continue
        if (places.test(word) || facilities.test(word) || (hasFacility && ofFacilities.includes(kind)))
          continue
        return { kind, heading: (row[index] ?? '').trim() }
      }
    }
  }
  return undefined
}

const columnsOf = (rows: readonly Row[]): string[][] => {
  const width = Math.max(0, ...rows.map((row) => row.length))
  return Array.from({ length: width }, (_, column) =>
    rows.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== ''),
  )
}

function findInContent(rows: readonly Row[]): PersonalSign | undefined {
  for (const cells of columnsOf(rows)) {
    if (cells.length < enough) continue
    const share = (test: (cell: string) => boolean) => cells.filter(test).length / cells.length
    if (share((cell) => mailAddress.test(cell)) > 0.5) return { kind: 'contact', heading: '' }
    if (share((cell) => fullName.test(cell)) > 0.6) return { kind: 'name', heading: '' }
    const days = new Set(cells.filter((cell) => date.test(cell) && !isUsualKeyDay(cell)))
    if (days.size >= enough && share((cell) => date.test(cell)) > 0.6) return { kind: 'birth', heading: '' }
  }
  return isRowPerPerson(rows) ? { kind: 'row-per-person', heading: '' } : undefined
}

/** A sex in each row, nothing that is counted, and the same row several times: a list of persons without their names. */
function isRowPerPerson(rows: readonly Row[]): boolean {
  const isListed = (row: Row) => row.some((cell) => sexes.has(plain(cell)))
  const list = rows.filter(isListed)
  if (list.length < 20 || list.length < rows.length * 0.6) return false
  const head = rows.filter((row) => !isListed(row)).slice(0, headRows)
  if (head.some((row) => row.some((cell) => counting.test(plain(cell))))) return false
  // A number of its own in each row (1, 2, 3 …) would make all rows different.
  const width = Math.max(...list.map((row) => row.length))
  const telling = Array.from({ length: width }, (_, column) => column).filter(
    (column) => new Set(list.map((row) => row[column] ?? '')).size < list.length,
  )
  const different = new Set(list.map((row) => telling.map((column) => plain(row[column] ?? '')).join('|')))
  return different.size < list.length
}

/** What in these rows of one sheet speaks of single persons; undefined: nothing. */
export function findPersons(rows: readonly Row[]): PersonalSign | undefined {
  return findHeading(rows) ?? findInContent(rows)
}
