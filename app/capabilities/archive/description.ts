import type { Column, Table } from '#app/platform/backup/tables.server.ts'
import { boundaries, csvPath, type Division, jsonPath, leftOut, packageFormat } from './contents.ts'
import { findColumnMeaning, findTableMeaning, listDescribedTables } from './meaning.ts'

/** One file of the export; `bytes` unpacked, `sha256` in hex. */
export type Part = { readonly path: string; readonly bytes: number; readonly sha256: string }

export type ExportedTable = {
  readonly division: Division
  readonly rows: number
  readonly csv: Part
  /** Where the table has nested columns. */
  readonly json: Part | undefined
}

export type ExportedFile = Part & { readonly id: number; readonly mediaType: string }

/** Everything that the descriptions of an export are made of. */
export type Contents = {
  readonly tenant: { readonly slug: string; readonly name: string }
  readonly software: string
  readonly createdAt: Date
  readonly migrations: readonly { readonly name: string; readonly hash: string }[]
  readonly sequences: readonly { readonly table: string; readonly column: string; readonly next: number }[]
  readonly tables: readonly ExportedTable[]
  readonly files: readonly ExportedFile[]
}

/** Types of Table Schema (Frictionless Data, specs.frictionlessdata.io/table-schema). */
function fieldType(type: string): { readonly type: string; readonly format?: string } {
  if (/^(integer|bigint|smallint)$/.test(type)) return { type: 'integer' }
  if (/^(numeric|real|double precision)/.test(type)) return { type: 'number' }
  if (type === 'boolean') return { type: 'boolean' }
  if (type === 'date') return { type: 'date' }
  if (type === 'timestamp with time zone') return { type: 'datetime', format: '%Y-%m-%dT%H:%M:%S.%fZ' }
  if (type === 'uuid') return { type: 'string', format: 'uuid' }
  if (type === 'jsonb' || type === 'json') return { type: 'any' }
  return { type: 'string' }
}

function fieldOf(table: Table, { name, type, notNull }: Column) {
  return {
    name,
    ...fieldType(type),
    description: findColumnMeaning(table.name, name),
    ...(notNull ? { constraints: { required: true } } : {}),
  }
}

function schemaOf({ table, flat }: Division, exported: ReadonlySet<string>) {
  const references = table.references.filter(
    (one) => exported.has(one.table) && one.columns.every((column) => flat.includes(column)),
  )
  return {
    fields: table.columns.filter(({ name }) => flat.includes(name)).map((column) => fieldOf(table, column)),
    primaryKey: table.key,
    ...(references.length === 0
      ? {}
      : {
          foreignKeys: references.map((one) => ({
            fields: one.columns,
            reference: { resource: one.table === table.name ? '' : one.table, fields: one.tableColumns },
          })),
        }),
    missingValues: [''],
  }
}

const hashOf = ({ sha256 }: Part) => `sha256:${sha256}`

/** datapackage.json: what every file holds, for machines (Data Package, specs.frictionlessdata.io/data-package). */
export function describeForMachines(contents: Contents, readme: Part) {
  const exported = new Set(contents.tables.map(({ division }) => division.table.name))
  return {
    profile: 'data-package',
    name: `lueckenlos-${contents.tenant.slug}`,
    title: `${contents.tenant.name}: alle Daten der Präventionskette`,
    created: contents.createdAt.toISOString(),
    lueckenlos: {
      format: packageFormat,
      software: contents.software,
      migrations: contents.migrations,
      sequences: contents.sequences,
      files: contents.files.map(({ id, path }) => ({ id, path })),
    },
    resources: [
      {
        name: 'liesmich',
        path: readme.path,
        mediatype: 'text/plain',
        bytes: readme.bytes,
        hash: hashOf(readme),
      },
      ...contents.tables.flatMap((each) => resourcesOf(each, exported)),
      ...contents.files.map((file) => ({
        name: `datei-${file.id}`,
        path: file.path,
        mediatype: file.mediaType,
        bytes: file.bytes,
        hash: hashOf(file),
      })),
    ],
  }
}

function resourcesOf({ division, rows, csv, json }: ExportedTable, exported: ReadonlySet<string>) {
  const { table, nested } = division
  const meaning = findTableMeaning(table.name)
  return [
    {
      name: table.name,
      path: csv.path,
      profile: 'tabular-data-resource',
      title: meaning?.title,
      description: meaning?.about,
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
      bytes: csv.bytes,
      hash: hashOf(csv),
      rows,
      schema: schemaOf(division, exported),
    },
    ...(json === undefined
      ? []
      : [
          {
            name: `${table.name}-nested`,
            path: json.path,
            title: meaning?.title,
            format: json.path === boundaries.path ? 'geojson' : 'json',
            mediatype: json.path === boundaries.path ? 'application/geo+json' : 'application/json',
            encoding: 'utf-8',
            bytes: json.bytes,
            hash: hashOf(json),
            fields: table.columns
              .filter(({ name }) => nested.includes(name))
              .map((column) => fieldOf(table, column)),
          },
        ]),
  ]
}

const typeWords: Readonly<Record<string, string>> = {
  integer: 'ganze Zahl',
  number: 'Zahl',
  boolean: 'true oder false',
  date: 'Datum',
  datetime: 'Zeitpunkt',
  any: 'verschachtelt',
  string: 'Text',
}

function columnLine(table: Table, column: Column, place: string): string {
  const words = typeWords[fieldType(column.type).type]
  const optional = column.notNull ? '' : ', kann leer sein'
  return `    ${column.name} (${words}${optional}${place}): ${findColumnMeaning(table.name, column.name)}`
}

function tableLines({ division, rows }: ExportedTable): string[] {
  const { table, flat, nested } = division
  const meaning = findTableMeaning(table.name)
  const nestedPath = jsonPath(table.name)
  return [
    '',
    `${csvPath(table.name)} – ${meaning?.title} (${rows.toLocaleString('de-DE')} Zeilen)`,
    `  ${meaning?.about}`,
    ...table.columns.flatMap((column) =>
      flat.includes(column.name)
        ? [columnLine(table, column, '')]
        : nested.includes(column.name)
          ? [columnLine(table, column, `, in ${nestedPath}`)]
          : [],
    ),
    ...division.withheld.map((name) => `    ${name}: bleibt in der Installation und ist nicht enthalten`),
  ]
}

function inReadingOrder(tables: readonly ExportedTable[]): ExportedTable[] {
  const order = listDescribedTables()
  const place = ({ division }: ExportedTable) => order.indexOf(division.table.name)
  return tables.toSorted((one, other) => place(one) - place(other))
}

/** LIESMICH.txt: the same for people, in German. */
export function describeForPeople(contents: Contents): string {
  const { tenant, software, createdAt, tables, files } = contents
  const instant = createdAt.toLocaleString('de-DE', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Berlin',
  })
  return [
    `${tenant.name}: alle Daten aus Lückenlos`,
    `Ausgegeben am ${instant} Uhr (Ortszeit Berlin) mit Version ${software}.`,
    '',
    'VERTRAULICH: Diese Ausgabe enthält Namen und E-Mail-Adressen von Personen, das Protokoll und genaue Zahlen,',
    'auch solche, die nicht veröffentlicht werden dürfen. Bewahren Sie sie verschlossen auf.',
    '',
    'Was wo liegt',
    '  daten/            Tabellen als CSV; verschachtelte Angaben als JSON mit dem Schlüssel ihrer Zeile',
    `  ${boundaries.path}   Grenzen der Orte als GeoJSON (RFC 7946, WGS 84)`,
    `  dateien/          ${files.length} gelieferte Dateien und erstellte Dokumente, unverändert`,
    '  datapackage.json  dieselbe Beschreibung für Programme (Data Package), mit Prüfsummen aller Dateien',
    '',
    'Wie die Tabellen geschrieben sind',
    '  CSV nach RFC 4180: UTF-8, Komma, Anführungszeichen, Zeilenende CR LF, erste Zeile mit den Spaltennamen.',
    '  Zahlen mit Punkt als Dezimalzeichen, Zeitpunkte nach ISO 8601 in UTC. Ein leeres Feld ist ein fehlender Wert,',
    '  "" ein leerer Text.',
    '',
    'Vorsicht mit Tabellenprogrammen: Die Werte sind unverändert, damit sie sich wieder aufnehmen lassen. Ein Text, der',
    'mit =, +, - oder @ beginnt, wird beim Öffnen per Doppelklick als Formel ausgeführt. Lesen Sie die Dateien über',
    'den Import Ihres Programms ein und wählen Sie für alle Spalten den Typ „Text“.',
    '',
    'Wieder aufnehmen: in eine leere Installation mit  npm run lueckenlos -- import-tenant DATEI',
    '',
    'Nicht enthalten',
    ...Object.entries(leftOut).map(([table, reason]) => `  ${table}: ${reason}`),
    '  Kennwörter, zweite Faktoren, Sitzungen und das Geheimnis der Installation',
    '',
    'Tabellen und Spalten',
    ...inReadingOrder(tables).flatMap(tableLines),
    '',
  ].join('\r\n')
}
