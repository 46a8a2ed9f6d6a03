import type { Texts } from './texts.ts'

const de = {
  product: 'Lückenlos',
  claim: 'Die kommunale Präventionskette im Blick',
  'navigation.overview': 'Übersicht',
  'navigation.goals': 'Ziele',
  'navigation.indicators': 'Kennzahlen',
  'navigation.areas': 'Sozialräume',
  'navigation.data': 'Daten',
  'navigation.deliveries': 'Lieferungen',
  'navigation.releases': 'Freigaben',
  'navigation.reports': 'Berichte',
  'navigation.audit': 'Protokoll',
  'navigation.administration': 'Verwaltung',
  'error.404.title': 'Seite nicht gefunden',
  'error.404.text': 'Unter dieser Adresse gibt es hier nichts. Vielleicht hilft die Übersicht weiter.',
  'error.404.scope':
    'Es kann auch sein, dass es außerhalb des Bereichs liegt, für den Ihre Rolle gilt. Wenn Sie es für Ihre Arbeit brauchen, fragen Sie bitte die Verwaltung des Systems in Ihrer Kommune: Sie vergibt Rollen und Bereiche.',
  'error.404.signedOut': 'Manches sehen nur angemeldete Personen.',
  'error.404.signIn': 'Anmelden und noch einmal versuchen',
  'error.403.title': 'Kein Zugriff',
  'error.403.text': 'Mit Ihrer Rolle können Sie diese Seite nicht öffnen.',
  'error.403.person': 'Angemeldet sind Sie als {{name}} ({{role}}).',
  'error.403.nobody': 'Angemeldet sind Sie als {{name}}; in dieser Kommune haben Sie keine Rolle.',
  'error.403.ask':
    'Rollen vergibt die Verwaltung des Systems in Ihrer Kommune. Wenn Sie die Seite für Ihre Arbeit brauchen, nennen Sie ihr bitte diese Adresse: {{address}}',
  'error.400.title': 'Diese Anfrage passt nicht',
  'error.400.text': 'Die Angaben in der Adresse oder im Formular lassen sich nicht lesen.',
  'error.413.title': 'Die Datei ist zu groß',
  'error.413.text':
    'CSV-Dateien dürfen höchstens 200 MB groß sein, XLSX-Dateien höchstens 30 MB. Gespeichert wurde nichts.',
  'error.500.title': 'Da ist etwas schiefgegangen',
  'error.500.text':
    'Der Fehler ist vermerkt. Wenn Sie ihn melden, nennen Sie bitte diese Nummer: {{reference}}',
  'refused.unreadable.title': 'Diese Anfrage passt nicht',
  'refused.unreadable.text':
    'Die Angaben in der Adresse oder im Formular lassen sich nicht lesen. Gespeichert wurde nichts.',
  'refused.foreign.title': 'Diese Anfrage kam nicht von einer Seite dieser Anwendung',
  'refused.foreign.text':
    'Zu Ihrem Schutz wurde sie nicht ausgeführt. Öffnen Sie die Seite hier noch einmal und senden Sie das Formular von dort ab. Bleibt es dabei, stimmt vielleicht die eingestellte öffentliche Adresse nicht; das kann Ihre Systemverwaltung prüfen.',
  'refused.method.title': 'Diese Anfrage passt nicht',
  'refused.method.text': 'Seiten lassen sich hier nur lesen und Formulare absenden.',
  'refused.slow.title': 'Das hat zu lange gedauert',
  'refused.slow.text':
    'Das Formular kam nicht vollständig an. Gespeichert wurde nichts; bitte senden Sie es noch einmal ab.',
  'refused.formTooLarge.title': 'Das Formular ist zu groß',
  'refused.formTooLarge.text':
    'Zusammen dürfen die Angaben höchstens 256 Kilobyte haben. Gespeichert wurde nichts; bitte kürzen Sie die Texte.',
  'refused.fileTooLarge.title': 'Die Datei ist zu groß',
  'refused.fileTooLarge.text':
    'CSV-Dateien dürfen höchstens 200 MB groß sein, XLSX-Dateien höchstens 30 MB. Gespeichert wurde nichts.',
  'refused.longAddress.title': 'Diese Adresse ist zu lang',
  'refused.longAddress.text': 'So lange Adressen gibt es hier nicht. Vielleicht hilft die Startseite weiter.',
  'refused.wrongHost.title': 'Unter diesem Namen gibt es hier nichts',
  'refused.wrongHost.text':
    'Diese Anwendung ist nur auf dem Rechner zu erreichen, auf dem sie läuft. Für andere muss ihre öffentliche Adresse mit APP_URL eingestellt sein.',
  'refused.tooMany.title': 'Das waren sehr viele Anfragen',
  'refused.tooMany.text_one': 'Bitte warten Sie eine Sekunde und versuchen Sie es dann noch einmal.',
  'refused.tooMany.text_other': 'Bitte warten Sie {{count}} Sekunden und versuchen Sie es dann noch einmal.',
  'refused.tooMany.textMinutes_one': 'Bitte versuchen Sie es in einer Minute noch einmal.',
  'refused.tooMany.textMinutes_other': 'Bitte versuchen Sie es in {{count}} Minuten noch einmal.',
  'refused.broken.title': 'Da ist etwas schiefgegangen',
  'refused.broken.text':
    'Der Fehler ist vermerkt. Wenn Sie ihn melden, nennen Sie bitte diese Nummer: {{reference}}',
  'error.429.title': 'Das waren sehr viele Anfragen',
  'error.429.text': 'Bitte warten Sie ein wenig und versuchen Sie es dann noch einmal.',
  'error.500.textPlain':
    'Der Fehler ist vermerkt. Bitte laden Sie die Seite neu oder versuchen Sie es später.',
  'error.overview': 'Zur Übersicht: {{town}}',
  'error.back': 'Zur Startseite',
} as const

const en: Texts<typeof de> = {
  product: 'Lückenlos',
  claim: 'The municipal prevention chain at a glance',
  'navigation.overview': 'Overview',
  'navigation.goals': 'Goals',
  'navigation.indicators': 'Indicators',
  'navigation.areas': 'Areas',
  'navigation.data': 'Data',
  'navigation.deliveries': 'Deliveries',
  'navigation.releases': 'Releases',
  'navigation.reports': 'Reports',
  'navigation.audit': 'Audit trail',
  'navigation.administration': 'Administration',
  'error.404.title': 'Page not found',
  'error.404.text': 'There is nothing at this address. The overview may help.',
  'error.404.scope':
    'It may also lie outside of the scope of your role. If you need it for your work, please ask the system administration of your municipality: it gives roles and scopes.',
  'error.404.signedOut': 'Some things are seen by persons only who have signed in.',
  'error.404.signIn': 'Sign in and try again',
  'error.403.title': 'No access',
  'error.403.text': 'Your role does not allow you to open this page.',
  'error.403.person': 'You are signed in as {{name}} ({{role}}).',
  'error.403.nobody': 'You are signed in as {{name}}; you have no role in this municipality.',
  'error.403.ask':
    'Roles are given by the system administration of your municipality. If you need this page for your work, please tell them its address: {{address}}',
  'error.400.title': 'This request does not fit',
  'error.400.text': 'The address or the form contains something that cannot be read.',
  'error.413.title': 'The file is too large',
  'error.413.text': 'CSV files may have at most 200 MB, XLSX files at most 30 MB. Nothing was stored.',
  'error.500.title': 'Something went wrong',
  'error.500.text': 'The error has been recorded. When reporting it, please give this number: {{reference}}',
  'refused.unreadable.title': 'This request does not fit',
  'refused.unreadable.text':
    'The address or the form contains something that cannot be read. Nothing was stored.',
  'refused.foreign.title': 'This request did not come from a page of this application',
  'refused.foreign.text':
    'For your protection it was not carried out. Open the page here again and send the form from there. If that does not help, the public address may be set wrongly; your system administration can check that.',
  'refused.method.title': 'This request does not fit',
  'refused.method.text': 'Pages can be read here and forms be sent, nothing else.',
  'refused.slow.title': 'That took too long',
  'refused.slow.text': 'The form did not arrive completely. Nothing was stored; please send it again.',
  'refused.formTooLarge.title': 'The form is too large',
  'refused.formTooLarge.text':
    'All entries together may have at most 256 kilobytes. Nothing was stored; please shorten the texts.',
  'refused.fileTooLarge.title': 'The file is too large',
  'refused.fileTooLarge.text':
    'CSV files may have at most 200 MB, XLSX files at most 30 MB. Nothing was stored.',
  'refused.longAddress.title': 'This address is too long',
  'refused.longAddress.text': 'There are no addresses as long as this. The start page may help.',
  'refused.wrongHost.title': 'There is nothing here under this name',
  'refused.wrongHost.text':
    'This application can be reached only on the computer on which it runs. For others its public address must be set with APP_URL.',
  'refused.tooMany.title': 'Those were very many requests',
  'refused.tooMany.text_one': 'Please wait a second and then try again.',
  'refused.tooMany.text_other': 'Please wait {{count}} seconds and then try again.',
  'refused.tooMany.textMinutes_one': 'Please try again in a minute.',
  'refused.tooMany.textMinutes_other': 'Please try again in {{count}} minutes.',
  'refused.broken.title': 'Something went wrong',
  'refused.broken.text':
    'The error has been recorded. When reporting it, please give this number: {{reference}}',
  'error.429.title': 'Those were very many requests',
  'error.429.text': 'Please wait a little and then try again.',
  'error.500.textPlain': 'The error has been recorded. Please reload the page or try again later.',
  'error.overview': 'To the overview: {{town}}',
  'error.back': 'To the start page',
}

export const shellTexts = { de, en }
