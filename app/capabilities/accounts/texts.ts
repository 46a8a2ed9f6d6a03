import type { Texts } from '#app/texts/texts.ts'

const de = {
  'start.lead':
    'Aus den Zahlen der Ämter werden Kennzahlen, Ziele und ein Bericht, den alle lesen können. Wählen Sie eine Kommune.',
  'start.leadEmpty':
    'Aus den Zahlen der Ämter werden Kennzahlen, Ziele und ein Bericht, den alle lesen können.',
  'start.how': 'So entsteht ein Bericht',
  'start.deliver.title': 'Zahlen einlesen',
  'start.deliver.text':
    'Ämter schicken CSV oder Excel, wie sie es gewohnt sind. Was nicht passt, steht an seiner Zelle.',
  'start.protect.title': 'Schützen und freigeben',
  'start.protect.text': 'Kleine Fallzahlen bleiben geheim, auch wenn jemand Tabellen voneinander abzieht.',
  'start.measure.title': 'Ziele messen',
  'start.measure.text': 'Jede Kennzahl steht neben ihrem Ziel, für die Stadt und für jeden Sozialraum.',
  'start.report.title': 'Berichten',
  'start.report.text': 'Karten, Verläufe und Sätze werden zu einer Seite und einem barrierefreien PDF.',
  'start.demo': 'In der Vorführung können Sie in jede Rolle schlüpfen:',
  'start.signIn': 'als erfundene Person anmelden',
  'job.notAllowed':
    'Wer diesen Auftrag gegeben hat, darf das inzwischen nicht mehr. Es wurde nichts geändert.',
  'role.coordination': 'Koordination der Präventionskette',
  'role.planning': 'Planung und Controlling',
  'role.area_coordination': 'Sozialraumkoordination',
  'role.practitioner': 'Fachkraft',
  'role.provider': 'Träger',
  'role.leadership': 'Leitung',
  'role.state_office': 'Landeskoordinierungsstelle',
  'role.trust_centre': 'Vertrauensstelle',
  'role.delivery_office': 'Liefernde Stelle',
  'role.data_protection': 'Datenschutz',
  'role.administration': 'Verwaltung des Systems',
  'roleDoes.coordination': 'nimmt Lieferungen an, pflegt Ziele und Kennzahlen, veröffentlicht den Bericht',
  'roleDoes.planning': 'liefert und prüft Zahlen, bestimmt Kennzahlen, sieht genaue Werte',
  'roleDoes.area_coordination':
    'setzt Zielwerte des eigenen Sozialraums, liest Lieferstand und Berichtsentwürfe',
  'roleDoes.practitioner': 'liest, was veröffentlicht ist',
  'roleDoes.provider': 'liest, was veröffentlicht ist',
  'roleDoes.leadership': 'liest Übersichten, Lieferstand und Berichtsentwürfe',
  'roleDoes.state_office': 'liest, was Kommunen veröffentlicht haben',
  'roleDoes.trust_centre': 'liest, was veröffentlicht ist',
  'roleDoes.delivery_office': 'liefert die Zahlen der eigenen Stelle und beantwortet Rückfragen dazu',
  'roleDoes.data_protection': 'liest und prüft das Protokoll, sieht, wer welche Rolle hat',
  'roleDoes.administration':
    'lädt Personen ein, vergibt Rollen, pflegt Stellen und Träger, stellt das System ein',
} as const

const en: Texts<typeof de> = {
  'start.lead':
    'The figures of the offices become indicators, goals and a report that everybody can read. Choose a municipality.',
  'start.leadEmpty':
    'The figures of the offices become indicators, goals and a report that everybody can read.',
  'start.how': 'How a report comes about',
  'start.deliver.title': 'Take in figures',
  'start.deliver.text':
    'Offices send CSV or Excel as they are used to. What does not fit is shown at its cell.',
  'start.protect.title': 'Protect and release',
  'start.protect.text': 'Small counts stay confidential, even if somebody subtracts tables from each other.',
  'start.measure.title': 'Measure goals',
  'start.measure.text': 'Each indicator stands beside its target, for the town and for each area.',
  'start.report.title': 'Report',
  'start.report.text': 'Maps, courses and sentences become a page and an accessible PDF.',
  'start.demo': 'In the demonstration you can take any role:',
  'start.signIn': 'sign in as an invented person',
  'job.notAllowed': 'Whoever ordered this may no longer do it. Nothing was changed.',
  'role.coordination': 'Coordination of the prevention chain',
  'role.planning': 'Planning and controlling',
  'role.area_coordination': 'Area coordination',
  'role.practitioner': 'Practitioner',
  'role.provider': 'Provider',
  'role.leadership': 'Leadership',
  'role.state_office': 'State office',
  'role.trust_centre': 'Trust centre',
  'role.delivery_office': 'Delivering office',
  'role.data_protection': 'Data protection',
  'role.administration': 'System administration',
  'roleDoes.coordination': 'accepts deliveries, keeps goals and indicators, publishes the report',
  'roleDoes.planning': 'delivers and checks figures, defines indicators, sees exact values',
  'roleDoes.area_coordination': 'sets targets of their own area, reads state of deliveries and draft reports',
  'roleDoes.practitioner': 'reads what is published',
  'roleDoes.provider': 'reads what is published',
  'roleDoes.leadership': 'reads overviews, state of deliveries and draft reports',
  'roleDoes.state_office': 'reads what municipalities have published',
  'roleDoes.trust_centre': 'reads what is published',
  'roleDoes.delivery_office': 'delivers the figures of their own office and answers questions about them',
  'roleDoes.data_protection': 'reads and checks the audit trail, sees who has which role',
  'roleDoes.administration': 'invites people, gives roles, keeps offices and providers, sets up the system',
}

export const accountsTexts = { de, en }
