import { meaningsOfCalendar } from './meaningsOfCalendar.ts'
import { meaningsOfData } from './meaningsOfData.ts'
import { meaningsOfTown } from './meaningsOfTown.ts'
import { meaningsOfWaysIn } from './meaningsOfWaysIn.ts'

/** What a table holds, and what each of its columns means, in German: this is what LIESMICH.txt and datapackage.json say. */
export type TableMeaning = {
  readonly title: string
  readonly about: string
  readonly columns: Readonly<Record<string, string>>
}

/** Columns that mean the same wherever they stand; a table may say it more exactly. */
const everywhere: Readonly<Record<string, string>> = {
  tenant_id: 'Nummer der Kommune (tenants.id)',
  id: 'Nummer; andere Tabellen verweisen darauf',
  key: 'Kürzel; bleibt auch bei Umbenennung gleich',
  name: 'Name auf Deutsch',
  name_en: 'Name auf Englisch',
  position: 'Reihenfolge in der Anzeige, von klein nach groß',
  created_at: 'Zeitpunkt der Anlage (UTC)',
  created_by: 'wer es angelegt hat (Name zu dieser Zeit)',
  note: 'Bemerkung auf Deutsch',
  note_en: 'Bemerkung auf Englisch',
  valid_from: 'gilt von diesem Tag an',
  valid_to: 'gilt bis zu diesem Tag; leer: bis auf Weiteres',
  place_id: 'Ort (places.id)',
  series_id: 'Zahlenreihe (series.id)',
  period_id: 'Zeitraum (periods.id)',
  delivery_id: 'Lieferung (deliveries.id)',
  indicator_id: 'Kennzahl (indicators.id)',
  goal_id: 'Ziel (goals.id)',
  family_id: 'Familie von Zahlenreihen, die gemeinsam geschützt werden (families.id)',
  source_id: 'Quelle (sources.id)',
  organisation_id: 'Organisation (organisations.id)',
  account_id: 'Person (accounts.id)',
  phase: 'Lebensphase (life_phases.key)',
  field: 'Handlungsfeld (fields_of_action.key)',
}

const meanings: Readonly<Record<string, TableMeaning>> = {
  ...meaningsOfTown,
  ...meaningsOfData,
  ...meaningsOfCalendar,
  ...meaningsOfWaysIn,
}

export const findTableMeaning = (table: string): TableMeaning | undefined => meanings[table]

/** Tables in the order in which people read about them. */
export const listDescribedTables = (): readonly string[] => Object.keys(meanings)

/** Undefined where nobody has said yet what a column means. */
export const findColumnMeaning = (table: string, column: string): string | undefined =>
  meanings[table]?.columns[column] ?? everywhere[column]
