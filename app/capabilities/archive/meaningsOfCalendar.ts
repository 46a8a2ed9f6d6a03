import type { TableMeaning } from './meaning.ts'

const changed = {
  changed_by: 'wer es zuletzt geändert hat (Name zu dieser Zeit)',
  changed_at: 'Zeitpunkt der letzten Änderung (UTC)',
}

/** The delivery calendar: who delivers what by when. */
export const meaningsOfCalendar: Readonly<Record<string, TableMeaning>> = {
  source_contacts: {
    title: 'Ansprechpersonen der Quellen',
    about: 'Wen die Kommune bei der liefernden Stelle nach Zahlen fragt.',
    columns: {
      name: 'Name der Person',
      email: 'E-Mail-Adresse; leer: keine hinterlegt',
      no_reminders_since: 'Zeitpunkt, seit dem die Person keine Erinnerungen mehr möchte (UTC)',
      ...changed,
    },
  },
  delivery_expectations: {
    title: 'Erwartete Lieferungen',
    about: 'Regeln, aus denen sich die Termine ergeben.',
    columns: {
      series: 'Zahlenreihen (series.key); leere Liste: alle der Quelle mit dieser Art von Zeiträumen',
      rhythm: 'Art der Zeiträume, je einer wird erwartet (wie periods.kind)',
      key_day: 'Monat und Tag des Stichtags; leer bei anderen Rhythmen',
      due_rule: 'Frist: day (fester Tag nach dem Zeitraum), weeks (Wochen nach seinem Ende)',
      due_weeks: 'Frist in Wochen',
      due_day: 'Monat und Tag der Frist',
      responsible_id: 'wer bei der Kommune zuständig ist (accounts.id)',
      active_from: 'Fristen ab diesem Tag werden erwartet',
      active_to: 'Fristen bis zu diesem Tag werden erwartet; leer: bis auf Weiteres',
      note: 'Bemerkung',
      remind_before: 'Erinnerung so viele Tage vorher; 0: keine',
      remind_on: 'true: Erinnerung am Tag der Frist',
      remind_every: 'Erinnerung danach alle so viele Tage; 0: keine',
      remind_most: 'Erinnerungen danach höchstens',
      ...changed,
    },
  },
  expectation_exceptions: {
    title: 'Abweichungen von den Terminen',
    about: 'Was für einen einzelnen Zeitraum anders ist als die Regel.',
    columns: {
      expectation_id: 'erwartete Lieferung (delivery_expectations.id)',
      period_key: 'Zeitraum (wie periods.key)',
      moved_to: 'verschobene Frist',
      skipped_because: 'warum die Lieferung dieses Mal entfällt',
      announced_for: 'Tag, für den die Stelle die Lieferung angekündigt hat',
      ...changed,
    },
  },
}
