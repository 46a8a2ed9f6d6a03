import { type Columns, guessColumns, type Headings, simpleHeading } from '../files/columns.ts'

export const pointFields = [
  'name',
  'kind',
  'street',
  'number',
  'postcode',
  'town',
  'x',
  'y',
  'shown',
] as const
export type PointField = (typeof pointFields)[number]

/** Whose names these columns hold is no facility: persons, who runs it, places. */
const otherNames =
  /traeger|strasse|ort|leit|ansprech|vorname|nachname|familienname|zuname|kontakt|person|inhaber|partner|fachkraft|mitarbeit|betreu|verantwort|vorstand|geschaeftsfuehr|rektor|direkt|eigentuem|bezirk|stadtteil|quartier|raum/

/** What says "facility" comes before a bare "Name", which may be a person's; a heading that only contains the word comes last. */
export const pointHeadings: Headings<PointField> = {
  name: [
    /^(?:name(?:der|des)?(?:einrichtung|kita|kindertageseinrichtung|schule|familienzentrums|jugendzentrums)|einrichtungsname|kitaname|schulname|einrichtung(?:en)?|kindertageseinrichtung(?:en)?|kindertagesstaetten?|tageseinrichtung(?:en)?|kindergarten|kindergaerten|familienzentrum|familienzentren|jugendzentrum|beratungsstellen?|grundschulen?)$/,
    /^(?:name|bezeichnung|kita|kitas|schulen?)$/,
    new RegExp(`^(?!.*(?:${otherNames.source})).*(?:name|bezeichnung)`),
  ],
  kind: [/^(?:art|typ|kategorie|einrichtungsart|einrichtungstyp|artder?einrichtung|schulform|kind|type)$/],
  street: [
    /^(?:strasse|strassenname|str|strname|street)$/,
    /^(?:adresse|anschrift|strasseundhausnummer|strassehausnummer|strassehausnr|strassehnr|strassenr)$/,
  ],
  number: [/^(?:hausnummer|hausnr|hnr|housenumber)$/],
  postcode: [/^(?:plz|postleitzahl|postcode)$/],
  town: [/^(?:ort|gemeinde|stadt|kommune|wohnort|town)$/],
  x: [
    /^(?:x|lon|lng|long|longitude|laenge|laengengrad|geolaenge|rechtswert|ostwert|easting|utmx|utmost|east|ost|xkoordinate|xwert|koordx)$/,
  ],
  y: [
    /^(?:y|lat|latitude|breite|breitengrad|geobreite|hochwert|nordwert|northing|utmy|utmnord|north|nord|ykoordinate|ywert|koordy)$/,
  ],
  shown: [/^(?:oeffentlich|oeffentlichzeigen|sichtbar|public)$/],
}

/** "Nr." counts the lines of most lists; a house number it is directly behind the street. */
export const isBareNumber = (title: string | undefined): boolean =>
  /^(?:nr|nummer)$/.test(simpleHeading(title ?? ''))

/** What the columns of a list of facilities hold, as far as their headings say. */
export function guessPointColumns(titles: readonly string[]): Columns<PointField> {
  // Beside a first name, a name is a person's.
  const ofPersons = titles.some((title) => simpleHeading(title) === 'vorname')
  const asked = ofPersons ? titles.map((title) => (simpleHeading(title) === 'name' ? '' : title)) : titles
  const columns = guessColumns(asked, pointHeadings)
  const { street, number } = columns
  // Columns count from 1, titles from 0: this is the title behind the street's.
  if (number !== undefined || street === undefined || !isBareNumber(titles[street])) return columns
  return { ...columns, number: street + 1 }
}
