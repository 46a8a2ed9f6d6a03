import type { Texts } from '#app/texts/texts.ts'
import { failuresDe, failuresEn } from './failureTexts.ts'
import { settingsDe, settingsEn } from './settingsTexts.ts'

const de = {
  'problem.preline': 'Zentrale Anmeldung',
  'problem.again': 'Noch einmal versuchen',
  'problem.otherWay': 'Andere Wege zur Anmeldung',
  'problem.expired.title': 'Diese Anmeldung gilt nicht mehr',
  'problem.expired.text':
    'Sie hat zu lange gedauert, wurde schon verwendet oder in einem anderen Browser begonnen. Beginnen Sie bitte von vorn.',
  'problem.cancelled.title': 'Die Anmeldung wurde abgebrochen',
  'problem.cancelled.text': 'Beim Anmeldedienst von {{tenant}} wurde die Anmeldung nicht abgeschlossen.',
  'problem.unreachable.title': 'Der Anmeldedienst antwortet nicht',
  'problem.unreachable.text':
    'Der Anmeldedienst von {{tenant}} ist gerade nicht erreichbar. Versuchen Sie es bitte in einigen Minuten noch einmal.',
  'problem.invalid.title': 'Der Antwort konnten wir nicht trauen',
  'problem.invalid.text':
    'Die Antwort des Anmeldedienstes ließ sich nicht prüfen. Niemand wurde angemeldet. Geschieht das wieder, wenden Sie sich bitte an die Systemverwaltung von {{tenant}}.',
  'problem.setup.title': 'Die zentrale Anmeldung ist nicht richtig eingerichtet',
  'problem.setup.text':
    'Der Anmeldedienst hat dieses System abgewiesen. Bitte geben Sie der Systemverwaltung von {{tenant}} Bescheid.',
  'problem.no-group.title': 'Sie haben hier noch keinen Zugang',
  'problem.no-group.text':
    'Die Anmeldung bei {{tenant}} hat geklappt. Aber keine der Gruppen, denen Sie dort angehören, hat hier eine Rolle. Bitte wenden Sie sich an die Koordination der Präventionskette.',
  'problem.disabled.title': 'Ihr Konto ist gesperrt',
  'problem.disabled.text':
    'Die Anmeldung bei {{tenant}} hat geklappt, aber Ihr Konto in diesem System ist gesperrt. Bitte wenden Sie sich an die Systemverwaltung.',
  'problem.other-person.title': 'Das war ein anderes Konto',
  'problem.other-person.text':
    'Bestätigen kann nur die Person, die hier angemeldet ist. Beim Anmeldedienst von {{tenant}} wurde ein anderes Konto benutzt.',
  'problem.limited.title': 'Zu viele Versuche',
  'problem.limited.text': 'Bitte warten Sie zehn Minuten und versuchen Sie es dann noch einmal.',
  nameless: 'Person ohne Namen',
  'ended.title': 'Sie sind abgemeldet',
  'ended.here':
    'In diesem System sind Sie abgemeldet. Beim Anmeldedienst von {{tenant}} sind Sie vermutlich noch angemeldet: An einem Gerät, das auch andere benutzen, melden Sie sich bitte dort ebenfalls ab.',
  'ended.everywhere': 'Sie sind in diesem System und beim Anmeldedienst von {{tenant}} abgemeldet.',
  'ended.there': 'Auch beim Anmeldedienst abmelden',
  'ended.on': 'Zur Übersicht von {{tenant}}',
  ...settingsDe,
  ...failuresDe,
} as const

const en: Texts<typeof de> = {
  'problem.preline': 'Single sign-on',
  'problem.again': 'Try again',
  'problem.otherWay': 'Other ways to sign in',
  'problem.expired.title': 'This sign-in is no longer valid',
  'problem.expired.text':
    'It took too long, has been used already or was begun in another browser. Please start again.',
  'problem.cancelled.title': 'The sign-in was cancelled',
  'problem.cancelled.text': 'The sign-in was not completed at the sign-in service of {{tenant}}.',
  'problem.unreachable.title': 'The sign-in service does not answer',
  'problem.unreachable.text':
    'The sign-in service of {{tenant}} can’t be reached at the moment. Please try again in a few minutes.',
  'problem.invalid.title': 'The answer could not be trusted',
  'problem.invalid.text':
    'The answer of the sign-in service could not be verified. Nobody was signed in. If it happens again, please ask the system administration of {{tenant}}.',
  'problem.setup.title': 'Single sign-on is not set up correctly',
  'problem.setup.text':
    'The sign-in service has refused this system. Please tell the system administration of {{tenant}}.',
  'problem.no-group.title': 'You have no access here yet',
  'problem.no-group.text':
    'Signing in at {{tenant}} worked. But none of the groups you belong to there has a role here. Please ask the coordination of the prevention chain.',
  'problem.disabled.title': 'Your account is locked',
  'problem.disabled.text':
    'Signing in at {{tenant}} worked, but your account in this system is locked. Please ask the system administration.',
  'problem.other-person.title': 'That was another account',
  'problem.other-person.text':
    'Only the person who is signed in here can confirm. Another account was used at the sign-in service of {{tenant}}.',
  'problem.limited.title': 'Too many attempts',
  'problem.limited.text': 'Please wait ten minutes and try again.',
  nameless: 'Person without a name',
  'ended.title': 'You are signed out',
  'ended.here':
    'You are signed out of this system. At the sign-in service of {{tenant}} you probably still are signed in: on a device that others use too, please sign out there as well.',
  'ended.everywhere': 'You are signed out of this system and of the sign-in service of {{tenant}}.',
  'ended.there': 'Sign out of the sign-in service too',
  'ended.on': 'To the overview of {{tenant}}',
  ...settingsEn,
  ...failuresEn,
}

export const singleSignOnTexts = { de, en }
