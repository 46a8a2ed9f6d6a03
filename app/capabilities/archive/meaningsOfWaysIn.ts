import type { TableMeaning } from './meaning.ts'

/** How figures come in beside an uploaded file. */
export const meaningsOfWaysIn: Readonly<Record<string, TableMeaning>> = {
  api_keys: {
    title: 'Schlüssel der Schnittstelle',
    about:
      'Mit welchen Schlüsseln Programme liefern. Die Schlüssel selbst sind nicht enthalten; nach einem Umzug legen Sie neue an.',
    columns: {
      prefix: 'die ersten Zeichen des Schlüssels',
      name: 'wofür der Schlüssel ist',
      organisation: 'Stelle, für die geliefert wird (organisations.key)',
      source: 'Quelle, auf die der Schlüssel begrenzt ist (sources.key); leer: alle der Stelle',
      may_release: 'ob Lieferungen damit auch freigegeben werden dürfen',
      expires_at: 'Zeitpunkt, bis zu dem der Schlüssel gilt (UTC)',
      last_used_on: 'Tag, an dem er zuletzt benutzt wurde',
      revoked_at: 'Zeitpunkt, zu dem er widerrufen wurde (UTC)',
      revoked_by: 'wer ihn widerrufen hat',
    },
  },
  evaluation_rules: {
    title: 'Auswertungsregeln',
    about:
      'Wie aus Dateien mit einer Zeile je Kind Zahlen werden. Die Dateien selbst werden nicht gespeichert.',
    columns: {},
  },
  evaluation_rule_versions: {
    title: 'Fassungen der Auswertungsregeln',
    about: 'Jede Änderung einer Auswertungsregel; die höchste Fassung gilt.',
    columns: {
      rule_id: 'Regel (evaluation_rules.id)',
      version: 'Nummer der Fassung, ab 1',
      definition: 'Spalten der Datei und was gezählt wird',
    },
  },
  individual_arrivals: {
    title: 'Ausgewertete Dateien mit Einzeldaten',
    about:
      'Was über eine Datei bekannt ist, die ausgewertet und nicht gespeichert wurde. ACHTUNG: auch kleine Zahlen.',
    columns: {
      rule_id: 'Regel (evaluation_rules.id)',
      version: 'Fassung der Regel',
      sha256: 'Prüfsumme der Datei (SHA-256)',
      rows: 'ausgewertete Zeilen',
      blank: 'leere Zeilen',
      unassigned: 'Zeilen ohne bekannten Ort',
      not_countable: 'je Zahlenreihe: Zeilen, deren Angaben zum Zählen nicht reichen',
      not_divided: 'je Zahlenreihe: gezählte Zeilen ohne Angabe zur Aufteilung',
    },
  },
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
