import type { TableMeaning } from './meaning.ts'

/** How figures come in beside an uploaded file. */
export const meaningsOfWaysIn: Readonly<Record<string, TableMeaning>> = {
  entry_sheets: {
    title: 'Eingabetabellen',
    about:
      'Von Hand ausgefüllte Tabellen; geliefert werden sie als Datei. ACHTUNG: genaue Zahlen, auch solche, die geheim bleiben müssen.',
    columns: {
      shape: 'Zeilen (places.key) und Spalten (Zahlenreihe, Zeitraum, Merkmale)',
      cells: 'was in den Feldern steht, Zeile für Zeile',
      version: 'wächst mit jedem Speichern',
      received_on: 'Tag des Eingangs',
      note: 'Bemerkung',
      changed_by: 'wer sie zuletzt gespeichert hat (Name zu dieser Zeit)',
      changed_at: 'Zeitpunkt des letzten Speicherns (UTC)',
      delivery_id: 'Lieferung, die daraus entstand (deliveries.id)',
      delivered_version: 'Stand, der geliefert wurde (version)',
    },
  },
}
