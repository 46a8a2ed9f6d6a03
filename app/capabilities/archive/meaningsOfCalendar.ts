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
  reminders: {
    title: 'Verschickte Erinnerungen',
    about: 'Woran wann erinnert wurde, damit niemand zweimal an dasselbe erinnert wird.',
    columns: {
      expectation_id: 'erwartete Lieferung (delivery_expectations.id)',
      period_key: 'Zeitraum (wie periods.key)',
      kind: 'before (vorher), on (am Tag), after (danach)',
      round: 'die wievielte danach; sonst 0',
      recipient: 'office (die Stelle), responsible (wer bei der Kommune zuständig ist)',
      sent_at: 'Zeitpunkt (UTC)',
    },
  },
  reminder_wishes: {
    title: 'Wünsche zu Erinnerungen',
    about: 'Wie zuständige Personen benachrichtigt werden möchten; ohne Zeile wöchentlich.',
    columns: {
      rhythm: 'weekly (wöchentlich), daily (täglich), single (einzeln), none (gar nicht)',
      last_digest_on: 'Tag der letzten Sammelnachricht',
    },
  },
  delivery_links: {
    title: 'Links ohne Konto',
    about:
      'Persönliche Links, über die Stellen liefern und antworten. Die Links selbst sind nicht enthalten; nach einem Umzug legen Sie neue an.',
    columns: {
      purpose: 'upload (Dateien abgeben), answer (Rückfragen beantworten)',
      delivery_id: 'Lieferung, um deren Rückfragen es geht (deliveries.id); leer: keine bestimmte',
      name: 'Name der Person; leer, sobald der Link nicht mehr gilt',
      email: 'E-Mail-Adresse der Person',
      expires_at: 'Zeitpunkt, bis zu dem der Link gilt (UTC)',
      revoked_at: 'Zeitpunkt, zu dem er zurückgezogen wurde (UTC)',
      last_used_on: 'Tag, an dem zuletzt eine Datei darüber kam',
    },
  },
  delivery_link_uses: {
    title: 'Über Links gekommene Lieferungen',
    about: 'Welche Lieferungen über welchen Link kamen.',
    columns: { link_id: 'Link (delivery_links.id)' },
  },
}
