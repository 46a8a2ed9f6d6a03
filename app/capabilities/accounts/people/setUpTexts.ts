import type { Texts } from '#app/texts/texts.ts'

/** The first start without demonstration. */
export const setUpDe = {
  'setUp.title': 'Lückenlos einrichten',
  'setUp.lead': 'Zwei Angaben fehlen noch: für welche Kommune, und wer die Verwaltung des Systems übernimmt.',
  'setUp.town': 'Die Kommune',
  'setUp.name': 'Name',
  'setUp.nameHint': 'Wie er über den Seiten stehen soll, zum Beispiel Stadt Hürth oder Kreis Unna.',
  'setUp.slug': 'Kurzer Name für Adressen',
  'setUp.slugHint':
    'Kleine Buchstaben, Ziffern und Bindestriche, zum Beispiel huerth. Er lässt sich später nicht ändern.',
  'setUp.kind': 'Art',
  'setUp.kind.municipality': 'Stadt oder Gemeinde',
  'setUp.kind.county': 'Kreis',
  'setUp.kind.state-office': 'Landesstelle',
  'setUp.ags': 'Amtlicher Gemeindeschlüssel (AGS)',
  'setUp.agsHint': 'Acht Ziffern für eine Stadt, fünf für einen Kreis, zwei für ein Land.',
  'setUp.parts': 'Sozialräume, beim Kreis die Städte und Gemeinden',
  'setUp.partsHint': 'Ein Name je Zeile.',
  'setUp.person': 'Die erste Person der Verwaltung',
  'setUp.personLead': 'Sie laden danach alle anderen ein. Ihre Rolle ist die Verwaltung des Systems.',
  'setUp.personName': 'Ihr Name',
  'setUp.email': 'Ihre dienstliche Mailadresse',
  'setUp.emailHint': 'Mit ihr melden Sie sich an.',
  'setUp.button': 'Einrichten',
  'setUp.closed.title': 'Hier gibt es nichts einzurichten',
  'setUp.closed.text':
    'Der Link gilt nicht oder nicht mehr. Er steht im Terminal, in dem Lückenlos gestartet wurde, und gilt bis zum nächsten Start und nur, solange noch keine Kommune eingerichtet ist.',
  'setUp.waiting': 'Lückenlos ist bereit und wartet darauf, eingerichtet zu werden.',
  'setUp.waitingText':
    'Wer es gestartet hat, findet im Terminal einen Link zum Einrichten. Er beginnt mit {{address}} und gilt einmal. Ist das Fenster schon zu, zeigt ein neuer Start einen neuen Link.',
  'setUp.problem.name-missing': 'Geben Sie den Namen der Kommune an.',
  'setUp.problem.slug-missing': 'Geben Sie einen kurzen Namen für Adressen an.',
  'setUp.problem.slug-shape':
    'Der kurze Name beginnt mit einem Buchstaben und besteht aus 2 bis 40 kleinen Buchstaben, Ziffern und einzelnen Bindestrichen, ohne Umlaute.',
  'setUp.problem.slug-reserved':
    'Dieser kurze Name wird von der Software selbst gebraucht. Wählen Sie einen anderen.',
  'setUp.problem.slug-taken': 'Diesen kurzen Namen hat schon eine andere Kommune.',
  'setUp.problem.kind-missing': 'Wählen Sie die Art der Kommune.',
  'setUp.problem.ags-shape':
    'Der Schlüssel passt nicht zur Art: acht Ziffern für eine Stadt, fünf für einen Kreis, zwei für ein Land.',
  'setUp.problem.parts-double': 'Ein Name steht zweimal in der Liste.',
  'setUp.problem.parts-many': 'Mehr als 300 Orte auf einmal gehen nicht.',
  'setUp.problem.parts-long': 'Ein Ortsname ist länger als 80 Zeichen.',
  'setUp.problem.parts-characters':
    'Ein Ortsname enthält Zeichen, die man nicht sehen kann, oder keinen Buchstaben.',
  'setUp.problem.email-taken': 'Zu dieser Mailadresse gibt es schon ein Konto.',
} as const

export const setUpEn: Texts<typeof setUpDe> = {
  'setUp.title': 'Set up Lückenlos',
  'setUp.lead': 'Two things are missing: for which municipality, and who administers the system.',
  'setUp.town': 'The municipality',
  'setUp.name': 'Name',
  'setUp.nameHint': 'As it shall stand above the pages, for example Stadt Hürth or Kreis Unna.',
  'setUp.slug': 'Short name for addresses',
  'setUp.slugHint': 'Small letters, digits and hyphens, for example huerth. It cannot be changed later.',
  'setUp.kind': 'Kind',
  'setUp.kind.municipality': 'Town or municipality',
  'setUp.kind.county': 'County (Kreis)',
  'setUp.kind.state-office': 'State office',
  'setUp.ags': 'Official key (AGS)',
  'setUp.agsHint': 'Eight digits for a town, five for a county, two for a state.',
  'setUp.parts': 'Social areas; for a county its towns',
  'setUp.partsHint': 'One name per line.',
  'setUp.person': 'The first person of the administration',
  'setUp.personLead': 'You invite everybody else after that. Your role is System administration.',
  'setUp.personName': 'Your name',
  'setUp.email': 'Your mail address at work',
  'setUp.emailHint': 'You sign in with it.',
  'setUp.button': 'Set up',
  'setUp.closed.title': 'There is nothing to set up here',
  'setUp.closed.text':
    'The link does not hold, or no longer. It stands in the terminal in which Lückenlos was started, and holds until the next start and only as long as no municipality has been set up.',
  'setUp.waiting': 'Lückenlos is ready and waits to be set up.',
  'setUp.waitingText':
    'Whoever started it finds a link in the terminal. It begins with {{address}} and holds once. If the window is closed already, a new start shows a new link.',
  'setUp.problem.name-missing': 'Enter the name of the municipality.',
  'setUp.problem.slug-missing': 'Enter a short name for addresses.',
  'setUp.problem.slug-shape':
    'The short name begins with a letter and has 2 to 40 small letters, digits and single hyphens, without umlauts.',
  'setUp.problem.slug-reserved': 'The software itself needs this short name. Choose another one.',
  'setUp.problem.slug-taken': 'Another municipality has this short name already.',
  'setUp.problem.kind-missing': 'Choose the kind of municipality.',
  'setUp.problem.ags-shape':
    'The key does not fit the kind: eight digits for a town, five for a county, two for a state.',
  'setUp.problem.parts-double': 'A name stands twice in the list.',
  'setUp.problem.parts-many': 'More than 300 places at once are not possible.',
  'setUp.problem.parts-long': 'The name of a place is longer than 80 characters.',
  'setUp.problem.parts-characters':
    'The name of a place contains characters that cannot be seen, or no letter.',
  'setUp.problem.email-taken': 'There is an account with this mail address already.',
}
