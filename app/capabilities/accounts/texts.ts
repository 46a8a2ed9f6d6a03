import type { Texts } from '#app/texts/texts.ts'

const de = {
  'start.lead':
    'Aus den Zahlen der Ämter werden Kennzahlen, Ziele und ein Bericht, den alle lesen können. Wählen Sie eine Kommune.',
  'start.empty': 'Hier ist noch keine Kommune eingerichtet.',
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
  'signIn.title': 'Anmelden',
  'signIn.demo':
    'Dies ist die Vorführung. Wählen Sie eine der erfundenen Personen; ein Passwort gibt es hier nicht. Die Vorführung ist nur auf diesem Rechner erreichbar.',
  'signIn.off':
    'Die Vorführung ist ausgeschaltet und ein anderer Weg zur Anmeldung ist auf diesem System nicht eingerichtet. Veröffentlichte Seiten können Sie ohne Anmeldung lesen.',
  'signIn.as': 'Als {{name}} anmelden',
  'signIn.invented': 'erfundene Person',
  'signIn.towns': 'Personen in {{town}}',
  'role.coordination': 'Koordination der Präventionskette',
  'role.planning': 'Planung und Controlling',
  'role.area_coordination': 'Sozialraumkoordination',
  'role.practitioner': 'Fachkraft',
  'role.provider': 'Träger',
  'role.leadership': 'Leitung',
  'role.data_protection': 'Datenschutz',
  'role.administration': 'Verwaltung des Systems',
  'roleDoes.coordination': 'nimmt Lieferungen an, pflegt Ziele und Kennzahlen, veröffentlicht den Bericht',
  'roleDoes.planning': 'liefert und prüft Zahlen, bestimmt Kennzahlen, sieht genaue Werte',
  'roleDoes.area_coordination': 'liest Lieferstand, Freigaben und Berichtsentwürfe',
  'roleDoes.practitioner': 'liest, was veröffentlicht ist',
  'roleDoes.provider': 'liest, was veröffentlicht ist',
  'roleDoes.leadership': 'liest Übersichten, Lieferstand und Berichtsentwürfe',
  'roleDoes.data_protection': 'liest Lieferungen und Freigaben',
  'roleDoes.administration': 'liest Lieferungen und Freigaben',
} as const

const en: Texts<typeof de> = {
  'start.lead':
    'The figures of the offices become indicators, goals and a report that everybody can read. Choose a municipality.',
  'start.empty': 'No municipality has been set up here yet.',
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
  'signIn.title': 'Sign in',
  'signIn.demo':
    'This is the demonstration. Choose one of the invented persons; there is no password. The demonstration can be reached from this computer only.',
  'signIn.off':
    'The demonstration is switched off and no other way to sign in is set up on this system. Published pages can be read without signing in.',
  'signIn.as': 'Sign in as {{name}}',
  'signIn.invented': 'invented person',
  'signIn.towns': 'Persons in {{town}}',
  'role.coordination': 'Coordination of the prevention chain',
  'role.planning': 'Planning and controlling',
  'role.area_coordination': 'Area coordination',
  'role.practitioner': 'Practitioner',
  'role.provider': 'Provider',
  'role.leadership': 'Leadership',
  'role.data_protection': 'Data protection',
  'role.administration': 'System administration',
  'roleDoes.coordination': 'accepts deliveries, keeps goals and indicators, publishes the report',
  'roleDoes.planning': 'delivers and checks figures, defines indicators, sees exact values',
  'roleDoes.area_coordination': 'reads state of deliveries, releases and draft reports',
  'roleDoes.practitioner': 'reads what is published',
  'roleDoes.provider': 'reads what is published',
  'roleDoes.leadership': 'reads overviews, state of deliveries and draft reports',
  'roleDoes.data_protection': 'reads deliveries and releases',
  'roleDoes.administration': 'reads deliveries and releases',
}

export const accountsTexts = { de, en }
