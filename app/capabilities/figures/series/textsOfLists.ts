import type { Texts } from '#app/texts/texts.ts'

/** Lists of sources, dimensions and families. */
export const listTextsDe = {
  sources: {
    title: 'Quellen',
    lead: 'Verfahren und Statistiken der Stellen, aus denen die Zahlen kommen. Zu jeder Quelle gehört, ab welcher Anzahl ihre Werte gezeigt werden dürfen.',
    new: 'Quelle anlegen',
    caption_one: 'Eine Quelle',
    caption_other: '{{count}} Quellen',
    name: 'Quelle',
    office: 'Stelle',
    protection: 'Geheimhaltung',
    threshold: 'geheim von 1 bis {{below}}',
    published: 'bereits veröffentlicht',
    series: 'Zahlenreihen',
    empty: 'Noch keine Quelle',
    emptyText:
      'Eine Quelle ist zum Beispiel „Schuleingangsuntersuchung“ des Gesundheitsamts. Legen Sie zuerst die Stelle an, wenn es sie noch nicht gibt.',
    offices: 'Stellen und Träger',
  },
  dimensions: {
    title: 'Merkmale',
    lead: 'Wonach Zahlen aufgeteilt werden, zum Beispiel nach Geschlecht, Altersgruppe oder Schulform.',
    new: 'Merkmal anlegen',
    caption_one: 'Ein Merkmal',
    caption_other: '{{count}} Merkmale',
    name: 'Merkmal',
    key: 'Kürzel in Formeln',
    values: 'Ausprägungen',
    series: 'Zahlenreihen',
    empty: 'Noch kein Merkmal',
    emptyText: 'Merkmale braucht es nur, wenn eine Datei Zahlen aufteilt. „Insgesamt“ ist keine Ausprägung.',
  },
  families: {
    title: 'Familien',
    lead: 'Was man voneinander abziehen könnte, wird gemeinsam geschützt und gemeinsam freigegeben.',
    explain:
      'In eine Familie gehört alles, was sich zusammenzählen oder voneinander abziehen lässt: eine Anzahl und ihre Teile (untersuchte Kinder, davon auffällige), eine Quote und ihre Bezugsgröße. Stünden sie in verschiedenen Familien, ließe sich aus zwei gezeigten Werten ein geheimer berechnen.',
    new: 'Familie anlegen',
    caption_one: 'Eine Familie',
    caption_other: '{{count}} Familien',
    name: 'Familie',
    series: 'Zahlenreihen',
    empty: 'Noch keine Familie',
    emptyText: 'Eine Familie entsteht mit der ersten Zahlenreihe von selbst.',
  },
} as const

export const listTextsEn: Texts<typeof listTextsDe> = {
  sources: {
    title: 'Sources',
    lead: 'Procedures and statistics of the offices from which the figures come. Each source says from which count on its values may be shown.',
    new: 'Create a source',
    caption_one: 'One source',
    caption_other: '{{count}} sources',
    name: 'Source',
    office: 'Office',
    protection: 'Confidentiality',
    threshold: 'secret from 1 to {{below}}',
    published: 'already published',
    series: 'Series',
    empty: 'No source yet',
    emptyText:
      'A source is for example the “school entry examination” of the health office. Create the office first if it is not there yet.',
    offices: 'Offices and providers',
  },
  dimensions: {
    title: 'Characteristics',
    lead: 'What figures are broken down by, for example by sex, age group or school form.',
    new: 'Create a characteristic',
    caption_one: 'One characteristic',
    caption_other: '{{count}} characteristics',
    name: 'Characteristic',
    key: 'Key in formulas',
    values: 'Values',
    series: 'Series',
    empty: 'No characteristic yet',
    emptyText: 'Characteristics are needed only if a file breaks figures down. “Total” is no value.',
  },
  families: {
    title: 'Families',
    lead: 'What could be subtracted from each other is protected and released together.',
    explain:
      'A family holds everything that can be added or subtracted: a count and its parts (children examined, of these remarkable), a rate and its base. If they stood in different families, a secret value could be computed from two that are shown.',
    new: 'Create a family',
    caption_one: 'One family',
    caption_other: '{{count}} families',
    name: 'Family',
    series: 'Series',
    empty: 'No family yet',
    emptyText: 'A family comes into being with the first series.',
  },
}
