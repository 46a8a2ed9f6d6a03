import type { Texts } from '#app/texts/texts.ts'
import { accountDe, accountEn } from './accountTexts.ts'
import { letterDe, letterEn } from './letterTexts.ts'

const de = {
  title: 'Anmelden',
  'title.town': 'Anmelden in {{town}}',
  'title.known': 'Sie sind angemeldet',
  lead: 'Veröffentlichte Seiten können Sie auch ohne Anmeldung lesen.',
  'lead.known': 'Sie arbeiten als {{name}}.',
  'way.password': 'Mit Mailadresse und Kennwort',
  'way.signOn': 'Mit dem Konto Ihrer Kommune',
  'way.signOnAs': '{{label}} ({{town}})',
  'way.demo': 'Vorführung: als erfundene Person',
  demo: 'Wählen Sie eine der erfundenen Personen; ein Kennwort brauchen Sie dafür nicht. Die Vorführung ist nur auf diesem Rechner erreichbar.',
  'demo.orPassword': 'Haben Sie hier ein eigenes Konto, melden Sie sich damit an:',
  'demo.other': 'In eine andere Rolle schlüpfen',
  as: 'Als {{name}} anmelden',
  invented: 'erfundene Person',
  towns: 'Personen in {{town}}',
  email: 'Mailadresse',
  password: 'Kennwort',
  submit: 'Anmelden',
  forgotten: 'Kennwort vergessen?',
  'forgotten.admin':
    'Kennwort vergessen oder noch keines? Die Verwaltung des Systems in Ihrer Kommune gibt Ihnen einen Link, mit dem Sie ein neues wählen.',
  showPassword: 'Kennwort zeigen',
  'refused.email': 'Bitte geben Sie Ihre Mailadresse ein.',
  'refused.password': 'Bitte geben Sie Ihr Kennwort ein.',
  refused: 'Mailadresse und Kennwort passen nicht zusammen, oder das Konto ist nicht freigeschaltet.',
  wait: 'Es gab zu viele Versuche. Bitte warten Sie bis zu {{minutes}} Minuten. Auf einem Gerät, auf dem Sie schon einmal angemeldet waren, und nach dem Wählen eines neuen Kennworts über einen Link geht es sofort.',
  passwordSet: 'Ihr neues Kennwort gilt',
  'passwordSet.text': 'Alle anderen Sitzungen sind beendet. Bitte melden Sie sich jetzt an.',
  'belongings.title': 'Hier können Sie arbeiten',
  'belongings.none':
    'Ihr Konto hat zurzeit in keiner Kommune eine Rolle. Die Verwaltung des Systems in Ihrer Kommune kann Ihnen eine geben.',
  'belongings.notHere': 'In {{town}} haben Sie keine Rolle.',
  'belongings.only': 'Ihre Anmeldung gilt nur für {{town}}.',
  'belongings.account': 'Mein Konto',

  'code.title': 'Zweiter Faktor',
  'code.lead': 'Ihr Kennwort stimmt. Jetzt fehlt noch der Code aus Ihrer App.',
  'code.leadSession':
    'Für Ihr Konto ist ein zweiter Faktor eingerichtet. Bitte geben Sie den Code aus Ihrer App ein.',
  'code.label': 'Code',
  'code.hint': 'Sechs Ziffern aus der App oder einer Ihrer Ersatzcodes',
  'code.submit': 'Weiter',
  'code.again': 'Von vorn anmelden',
  'code.lost': 'Kein Zugriff auf die App?',
  'code.lostText':
    'Nehmen Sie einen Ersatzcode. Haben Sie auch keinen mehr, kann die Verwaltung des Systems in Ihrer Kommune den zweiten Faktor entfernen.',
  'code.empty': 'Bitte geben Sie einen Code ein.',
  'code.wrong':
    'Dieser Code gilt nicht. Jeder Code gilt nur einmal und etwa eine Minute lang; stimmt die Uhr Ihres Telefons?',
  'code.wait': 'Es gab zu viele Versuche. Bitte warten Sie bis zu {{minutes}} Minuten.',
  'code.expired':
    'Seit der Eingabe Ihres Kennworts ist zu viel Zeit vergangen. Bitte melden Sie sich noch einmal an.',

  'confirm.title': 'Bitte bestätigen Sie, dass Sie es sind',
  'confirm.lead':
    'Was Sie vorhaben, ist besonders geschützt. Ihre letzte Anmeldung liegt mehr als zehn Minuten zurück.',
  'confirm.demo': 'In der Vorführung genügt ein Knopfdruck.',
  'confirm.submit': 'Bestätigen',
  'confirm.signOn': 'Beim Konto Ihrer Kommune bestätigen',
  'confirm.wrong': 'Dieses Kennwort stimmt nicht.',
  'confirm.noWay':
    'Ihr Konto hat noch kein Kennwort. Melden Sie sich bitte ab und auf dem gewohnten Weg wieder an.',

  'resume.title': 'Ihre Eingabe ist noch da',
  'resume.lead':
    'Als Sie auf den Knopf drückten, mussten Sie erst zeigen, wer Sie sind. Gespeichert wurde noch nichts.',
  'resume.fields': 'Das hatten Sie eingegeben',
  'resume.submit': 'Jetzt absenden',
  'resume.back': 'Nicht absenden, zurück zur Seite',

  ...accountDe,
  ...letterDe,
} as const

const en: Texts<typeof de> = {
  title: 'Sign in',
  'title.town': 'Sign in at {{town}}',
  'title.known': 'You are signed in',
  lead: 'Published pages can be read without signing in.',
  'lead.known': 'You work as {{name}}.',
  'way.password': 'With mail address and password',
  'way.signOn': 'With the account of your municipality',
  'way.signOnAs': '{{label}} ({{town}})',
  'way.demo': 'Demonstration: as an invented person',
  demo: 'Choose one of the invented persons; no password is needed. The demonstration can be reached from this computer only.',
  'demo.orPassword': 'If you have an account of your own here, sign in with it:',
  'demo.other': 'Take another role',
  as: 'Sign in as {{name}}',
  invented: 'invented person',
  towns: 'Persons in {{town}}',
  email: 'Mail address',
  password: 'Password',
  submit: 'Sign in',
  forgotten: 'Forgotten your password?',
  'forgotten.admin':
    'Forgotten your password, or none yet? The system administration of your municipality gives you a link for choosing a new one.',
  showPassword: 'Show password',
  'refused.email': 'Please enter your mail address.',
  'refused.password': 'Please enter your password.',
  refused: 'Mail address and password do not match, or the account is not active.',
  wait: 'There were too many attempts. Please wait up to {{minutes}} minutes. On a device on which you have been signed in before, and after choosing a new password through a link, you can go on at once.',
  passwordSet: 'Your new password is valid',
  'passwordSet.text': 'All other sessions have ended. Please sign in now.',
  'belongings.title': 'Where you can work',
  'belongings.none':
    'Your account has no role in any municipality at present. The system administration of your municipality can give you one.',
  'belongings.notHere': 'You have no role in {{town}}.',
  'belongings.only': 'Your sign-in counts for {{town}} only.',
  'belongings.account': 'My account',

  'code.title': 'Second factor',
  'code.lead': 'Your password is right. What is missing is the code of your app.',
  'code.leadSession': 'A second factor is set up for your account. Please enter the code of your app.',
  'code.label': 'Code',
  'code.hint': 'Six digits of the app, or one of your recovery codes',
  'code.submit': 'Continue',
  'code.again': 'Sign in from the beginning',
  'code.lost': 'No access to the app?',
  'code.lostText':
    'Use a recovery code. If there is none left, the system administration of your municipality can remove the second factor.',
  'code.empty': 'Please enter a code.',
  'code.wrong':
    'This code does not count. Each code counts once only and for about a minute; is the clock of your phone right?',
  'code.wait': 'There were too many attempts. Please wait up to {{minutes}} minutes.',
  'code.expired': 'Too much time has passed since you entered your password. Please sign in again.',

  'confirm.title': 'Please confirm that it is you',
  'confirm.lead': 'What you are about to do is specially protected. You signed in more than ten minutes ago.',
  'confirm.demo': 'In the demonstration pressing a button is enough.',
  'confirm.submit': 'Confirm',
  'confirm.signOn': 'Confirm with the account of your municipality',
  'confirm.wrong': 'This password is not right.',
  'confirm.noWay': 'Your account has no password yet. Please sign out and in again the way you are used to.',

  'resume.title': 'Your input is still there',
  'resume.lead':
    'When you pressed the button you first had to show who you are. Nothing has been stored yet.',
  'resume.fields': 'This is what you had entered',
  'resume.submit': 'Send now',
  'resume.back': 'Do not send, back to the page',

  ...accountEn,
  ...letterEn,
}

export const signInTexts = { de, en }
