import { type CellFlag, cellFlags, type MissingReason, missingReasons } from '#app/plain/cell.ts'
import type { TableMeaning } from './meaning.ts'

const reasonWords: Readonly<Record<MissingReason, string>> = {
  'not-delivered': 'nicht geliefert',
  'not-collected': 'nicht erhoben',
  'not-applicable': 'entfällt',
  'not-yet': 'noch nicht verfügbar',
  unknown: 'unbekannt',
  unreliable: 'nicht sicher genug',
  'secret-at-source': 'in der Quelle geheim',
  suppressed: 'hier geheim gehalten',
  'base-too-small': 'Grundgesamtheit zu klein',
  'divided-by-zero': 'Teilung durch null',
  'not-there': 'den Ort gab es nicht',
}

const flagWords: Readonly<Record<CellFlag, string>> = {
  provisional: 'vorläufig',
  revised: 'berichtigt',
  break: 'Bruch in der Reihe',
  limited: 'eingeschränkt aussagekräftig',
  'published-rate': 'veröffentlichte Quote',
  converted: 'aus früheren Räumen umgerechnet',
}

const cell = {
  breakdown: 'Merkmale des Wertes, zum Beispiel form=ambulant&legal_basis=30; leer: insgesamt',
  value: 'Wert; leer, wenn er fehlt',
  state: `0: Wert vorhanden; sonst der Grund des Fehlens: ${missingReasons.map((reason, i) => `${i + 1} ${reasonWords[reason]}`).join(', ')}`,
  flags: `Summe der Kennzeichen: ${cellFlags.map((flag, i) => `${2 ** i} ${flagWords[flag]}`).join(', ')}`,
} as const

const unit = 'Einheit: count (Anzahl), percent (Prozent), ratio (Verhältnis), eur (Euro), score (Punkte)'
const decimals = 'Nachkommastellen in der Anzeige'
const periodKind = 'Art der Zeiträume, wie in periods.kind'

/** Figures and their protection, indicators, goals, reports. */
export const meaningsOfData: Readonly<Record<string, TableMeaning>> = {
  sources: {
    title: 'Quellen',
    about: 'Verfahren oder Statistik einer Fachstelle, aus der Zahlen kommen.',
    columns: {
      secret_below: 'was die Quelle selbst geheim hält (*), ist kleiner als dies; leer: dazu sagt sie nichts',
    },
  },
  protection_rules: {
    title: 'Regeln der Geheimhaltung',
    about: 'Ab welcher Zahl Werte einer Quelle gezeigt werden dürfen.',
    columns: {
      source: 'Quelle (sources.key)',
      threshold: 'Schwelle: Werte von 1 bis darunter bleiben geheim',
      already_published:
        'true: die Quelle hat die Zahlen selbst veröffentlicht, es gibt keinen eigenen Schutz',
    },
  },
  families: {
    title: 'Familien von Zahlenreihen',
    about: 'Zahlenreihen, die gemeinsam geschützt und freigegeben werden.',
    columns: {},
  },
  dimensions: {
    title: 'Merkmale',
    about: 'Wonach Zahlen unterschieden werden, zum Beispiel Geschlecht oder Schulform.',
    columns: { key: 'Kürzel; steht links im breakdown der Werte' },
  },
  dimension_values: {
    title: 'Ausprägungen der Merkmale',
    about: 'Was ein Merkmal sein kann.',
    columns: {
      dimension: 'Merkmal (dimensions.key)',
      key: 'Kürzel; steht rechts im breakdown der Werte',
      aliases: 'andere Schreibweisen',
    },
  },
  series: {
    title: 'Zahlenreihen',
    about: 'Was gezählt wird: von einer Quelle, in einer Art von Zeiträumen.',
    columns: {
      meaning: 'Bedeutung auf Deutsch',
      meaning_en: 'Bedeutung auf Englisch',
      unit,
      kind: 'count (Anzahl), amount (Betrag), score (Punktwert), rate (veröffentlichte Quote)',
      decimals,
      period_kind: periodKind,
      reported_under: 'Berichtsjahr eines Zeitraums: Jahr seines Beginns (start) oder Endes (end)',
      part_of: 'Zahlenreihe, deren Teil diese ist (series.key)',
      base: 'Zahlenreihe, auf die sich eine Quote bezieht (series.key)',
      dimensions: 'Merkmale, nach denen sie unterschieden wird',
      over_places: 'sum: Teilräume ergeben zusammen das Ganze; none: nicht',
      over_time: 'Jahr aus Teilen: sum (Summe), last (letzter Wert), none (gar nicht)',
      comparable_kinds: 'andere Arten von Zeiträumen, mit denen sie nach Berichtsjahr verglichen werden darf',
      note: 'Hinweise zur Verwendung auf Deutsch',
      note_en: 'Hinweise zur Verwendung auf Englisch',
      aliases: 'andere Namen in den Dateien der Fachstellen',
    },
  },
  periods: {
    title: 'Zeiträume',
    about: 'Jahre, Schuljahre, Stichtage und andere.',
    columns: {
      kind: 'Art: Kalenderjahr, Schuljahr, Kitajahr, Halbjahr, Quartal, Monat, Stichtag, Einschulungsjahrgang (englische Kürzel)',
      key: 'Schreibweise, zum Beispiel 2018 oder 2017/18',
      start_date: 'erster Tag',
      end_date: 'letzter Tag',
    },
  },
  files: {
    title: 'Dateien',
    about: 'Gelieferte und erstellte Dateien; sie liegen unter dateien/ und beginnen mit ihrer Nummer.',
    columns: {
      name: 'Name der Datei',
      media_type: 'Art des Inhalts (MIME)',
      size: 'Größe in Byte',
      sha256: 'Prüfsumme des Inhalts (SHA-256)',
      content_deleted_at: 'wann der Inhalt gelöscht wurde (UTC); er fehlt dann unter dateien/',
    },
  },
  deliveries: {
    title: 'Lieferungen',
    about: 'Eine Datei einer Fachstelle zu einem Zeitpunkt.',
    columns: {
      file_id: 'Datei (files.id)',
      state:
        'draft (Entwurf), delivered (geliefert), checked (geprüft), released (freigegeben), withdrawn (zurückgezogen), replaced (ersetzt), discarded (verworfen)',
      replaces_id: 'Lieferung, die diese korrigiert (deliveries.id)',
      received_on: 'Tag des Eingangs',
      note: 'Bemerkung',
      layout: 'wie die Datei gelesen wurde',
      analysis: 'was beim Lesen auffiel',
      fact_count: 'Zahl der übernommenen Werte',
      released_by: 'wer sie freigegeben hat (Name zu dieser Zeit)',
      released_at: 'Zeitpunkt der Freigabe (UTC)',
      withdrawn_by: 'wer sie zurückgezogen hat (Name zu dieser Zeit)',
      withdrawn_at: 'Zeitpunkt der Rücknahme (UTC)',
    },
  },
  delivery_steps: {
    title: 'Verlauf der Lieferungen',
    about: 'Jeder Schritt einer Lieferung, vom Entwurf bis zur Freigabe, Rücknahme oder Ersetzung.',
    columns: {
      step: 'create (eingelesen), deliver (abgegeben), return (zurückgegeben), check (geprüft), release (freigegeben), withdraw (zurückgezogen), replace (ersetzt), restore (gilt wieder), discard (verworfen)',
      state: 'Stand der Lieferung nach dem Schritt',
      taken_by: 'wer den Schritt getan hat (Name zu dieser Zeit)',
      taken_at: 'Zeitpunkt (UTC)',
      note: 'Bitte oder Grund; bei replace und restore die Nummer der anderen Lieferung',
    },
  },
  facts: {
    title: 'Gelieferte Werte',
    about:
      'Jeder Wert mit seiner Herkunft bis zur Zelle. ACHTUNG: genaue Zahlen, auch solche, die geheim bleiben müssen.',
    columns: {
      ...cell,
      source_table: 'welche Tabelle der Datei, ab 0, wie in deliveries.layout beschrieben',
      source_row: 'Zeile in der Datei, ab 1',
      source_column: 'Spalte in der Datei, ab 1',
    },
  },
  mapping_profiles: {
    title: 'Leseprofile',
    about: 'Wie die Dateien einer Quelle gelesen werden, wie zuletzt mit einer Freigabe bestätigt.',
    columns: {
      source_id: 'Quelle (sources.id)',
      name: 'Name des Profils',
      version: 'Fassung; steigt mit jeder Lieferung, die das Profil bestätigt',
      parts:
        'Bedeutung der Spalten nach ihren Überschriften, Kopfzeilen, Ortsnamen, Zeichen und besondere Zeilen',
      delivery_id: 'Lieferung, die das Profil zuletzt bestätigt hat (deliveries.id)',
      updated_by: 'wer es bestätigt hat (Name zu dieser Zeit)',
      updated_at: 'Zeitpunkt (UTC)',
    },
  },
  findings: {
    title: 'Auffälligkeiten und Rückfragen',
    about: 'Was eine Prüfung an einer Lieferung gefunden hat.',
    columns: {
      kind: 'Art der Auffälligkeit',
      severity: 'likely-error (Fehler wahrscheinlich), question (Rückfrage) oder note (Hinweis)',
      parameters: 'Einzelheiten',
      spot: 'Zeile und Spalte in der Datei, ab 1, bei mehreren Blättern mit Blatt',
      state:
        'open (offen), answered (beantwortet), accepted (mit Grund angenommen), to-correct (Korrektur angefordert), corrected (korrigiert), obsolete (erledigt)',
      correction_id: 'Lieferung, die es korrigiert hat (deliveries.id)',
    },
  },
  finding_steps: {
    title: 'Antworten und Entscheidungen zu Rückfragen',
    about: 'Was zu einer Rückfrage gesagt wurde, der Reihe nach.',
    columns: {
      finding_id: 'Rückfrage (findings.id)',
      step: 'answer (Antwort), ask (Nachfrage), accept (angenommen), request (Korrektur angefordert), correct (korrigiert), lapse (entfallen), raise (wieder der Fall)',
      said: 'Antwort, Grund oder Bitte',
      taken_by: 'wer es gesagt hat (Name zu dieser Zeit)',
      taken_at: 'Zeitpunkt (UTC)',
    },
  },
  releases: {
    title: 'Freigaben',
    about: 'Der geschützte Stand einer Familie, den alle Seiten zeigen.',
    columns: {
      state: 'current (gilt), former (früher), refused (abgelehnt)',
      started_at: 'Beginn (UTC)',
      finished_at: 'Ende (UTC)',
      actor: 'wer sie veranlasst hat (Name zu dieser Zeit)',
      shown_cells: 'Zahl der gezeigten Werte',
      secret_cells: 'Zahl der geheim gehaltenen Werte',
      certificate: 'Nachweis, wie geschützt und geprüft wurde',
    },
  },
  released_cells: {
    title: 'Freigegebene Werte',
    about: 'Was gezeigt werden darf; geheime Werte stehen hier ohne Zahl.',
    columns: { ...cell, release_id: 'Freigabe (releases.id)' },
  },
  life_phases: { title: 'Lebensphasen', about: 'Von der Schwangerschaft bis zum Beruf.', columns: {} },
  fields_of_action: {
    title: 'Handlungsfelder',
    about: 'Gesundheit, Jugendhilfe, Bildung und andere.',
    columns: {},
  },
  indicators: {
    title: 'Kennzahlen',
    about: 'Die Kennzahlen selbst; was sie bedeuten, steht in indicator_versions.',
    columns: {},
  },
  indicator_versions: {
    title: 'Fassungen der Kennzahlen',
    about: 'Wie eine Kennzahl ab einem Tag bestimmt ist.',
    columns: {
      version: 'Fassung, ab 1',
      formula: 'Formel über die Kürzel der Zahlenreihen',
      published_series: 'veröffentlichte Quote, wo Zahlen fehlen (series.key)',
      unit,
      decimals,
      direction: 'was gut ist: up (mehr), down (weniger), none (weder noch)',
      period_kind: periodKind,
      meaning: 'Bedeutung auf Deutsch',
      meaning_en: 'Bedeutung auf Englisch',
      method: 'Verfahren auf Deutsch',
      method_en: 'Verfahren auf Englisch',
      source_note: 'Angabe der Quelle auf Deutsch',
      source_note_en: 'Angabe der Quelle auf Englisch',
      breaks: 'Jahre, ab denen Werte nicht mehr mit früheren vergleichbar sind',
    },
  },
  targets: {
    title: 'Zielwerte',
    about: 'Was eine Kennzahl an einem Ort erreichen soll.',
    columns: {
      comparison: 'at-least (mindestens), at-most (höchstens), above (über), below (unter)',
      path: 'Zielwerte nach Jahren',
      baseline_year: 'Jahr des Ausgangswertes',
      decided_by: 'wer sie beschlossen hat',
    },
  },
  programmes: {
    title: 'Zielkataloge',
    about: 'Kataloge von Zielen mit ihrer Laufzeit.',
    columns: { from_year: 'erstes Jahr', to_year: 'letztes Jahr' },
  },
  goals: {
    title: 'Ziele',
    about: 'Strategische und operative Ziele; die Nummer (1.2) folgt aus der Reihenfolge.',
    columns: {
      programme_id: 'Zielkatalog (programmes.id)',
      parent_id: 'übergeordnetes Ziel (goals.id)',
      level: 'strategic (strategisch) oder operational (operativ)',
      title: 'Titel auf Deutsch',
      title_en: 'Titel auf Englisch',
      text: 'Text auf Deutsch',
      text_en: 'Text auf Englisch',
      change_kind: 'was aus dem früheren Ziel wurde: kept, changed, reached, dropped, added',
      changed_from_id: 'früheres Ziel (goals.id)',
      change_note: 'Begründung auf Deutsch',
      change_note_en: 'Begründung auf Englisch',
    },
  },
  goal_indicators: {
    title: 'Kennzahlen der Ziele',
    about: 'Woran ein Ziel gemessen wird.',
    columns: {},
  },
  reports: {
    title: 'Berichte',
    about: 'Jahresberichte; die PDF-Dateien liegen unter dateien/.',
    columns: {
      year: 'Berichtsjahr',
      edition: 'Ausgabe',
      state: 'draft (Entwurf) oder published (veröffentlicht)',
      language: 'Sprache: de oder en',
      content: 'der Bericht mit allen Tabellen und Abbildungen',
      pdf_file_id: 'PDF (files.id)',
      built_at: 'Zeitpunkt der Erstellung (UTC)',
      built_by: 'wer ihn erstellt hat (Name zu dieser Zeit)',
      published_at: 'Zeitpunkt der Veröffentlichung (UTC)',
      published_by: 'wer ihn veröffentlicht hat (Name zu dieser Zeit)',
    },
  },
}
