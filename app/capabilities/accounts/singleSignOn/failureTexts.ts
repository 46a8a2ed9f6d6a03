import type { Texts } from '#app/texts/texts.ts'

/** Texts about sign-ons that came to nothing, for administrators. */
export const failuresDe = {
  'failures.title': 'Gescheiterte zentrale Anmeldungen',
  'failures.lead':
    'Die letzten {{most}} aus {{days}} Tagen mit ihrer Ursache, ohne Angaben zu Personen. Häuft sich dieselbe Ursache aus demselben Netz, stehen hier nur die ersten davon.',
  'failures.caption': 'Gescheiterte zentrale Anmeldungen der letzten Tage',
  'failures.at': 'Zeitpunkt',
  'failures.cause': 'Ursache',
  'failures.code': 'Kennung der Ursache',
  'failures.empty': 'In den letzten {{days}} Tagen ist keine zentrale Anmeldung gescheitert.',
  'cause.other-browser':
    'In einem anderen Browser beendet als begonnen, etwa über einen weitergegebenen Link.',
  'cause.expired': 'Die Sitzung, die bestätigt werden sollte, war nicht mehr da.',
  'cause.answered-no': 'Beim Anmeldedienst abgebrochen oder abgelehnt.',
  'cause.no-answer': 'Der Anmeldedienst war nicht zu erreichen.',
  'cause.OAUTH_TIMEOUT': 'Der Anmeldedienst hat nicht innerhalb von zehn Sekunden geantwortet.',
  'cause.OAUTH_RESPONSE_IS_NOT_CONFORM': 'Der Anmeldedienst hat mit einem Fehler geantwortet.',
  'cause.address-forbidden':
    'Die Adresse des Anmeldedienstes führt auf diesen Rechner selbst oder ein Ziel, an dem keiner stehen kann.',
  'cause.issuer-differs': 'Der Anmeldedienst nennt sich selbst anders als die eingetragene Adresse.',
  'cause.client-refused': 'Der Anmeldedienst hat Kennung (Client-ID) oder Geheimnis abgewiesen.',
  'cause.code-refused':
    'Der Anmeldedienst hat den Code nicht eingelöst: Er war schon verwendet, oder die Adresse nach der Anmeldung ist dort anders eingetragen.',
  'cause.secret-missing': 'Das gespeicherte Geheimnis lässt sich nicht lesen. Bitte geben Sie es neu ein.',
  'cause.provider-changed': 'Die Einstellungen wurden geändert, während die Anmeldung lief.',
  'cause.OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
    'Die Uhren dieses Systems und des Anmeldedienstes gehen verschieden.',
  'cause.OAUTH_JWT_CLAIM_COMPARISON_FAILED':
    'Die Antwort galt einem anderen System oder einem anderen Versuch, oder sie kam von einem anderen Anmeldedienst.',
  'cause.OAUTH_KEY_SELECTION_FAILED':
    'Zur Unterschrift der Antwort nennt der Anmeldedienst keinen passenden Schlüssel.',
  'cause.no-group': 'Keine der Gruppen der Person hat hier eine Rolle.',
  'cause.disabled': 'Das Konto ist hier gesperrt.',
  'cause.other-person': 'Bestätigt hat ein anderes Konto als das angemeldete.',
  'cause.other': 'Die Antwort des Anmeldedienstes ließ sich nicht prüfen.',
} as const

export const failuresEn: Texts<typeof failuresDe> = {
  'failures.title': 'Failed single sign-ons',
  'failures.lead':
    'The last {{most}} of {{days}} days with their cause, without anything about persons. Where the same cause comes again and again from one network, only the first of them stand here.',
  'failures.caption': 'Failed single sign-ons of the last days',
  'failures.at': 'When',
  'failures.cause': 'Cause',
  'failures.code': 'Code of the cause',
  'failures.empty': 'No single sign-on has failed in the last {{days}} days.',
  'cause.other-browser': 'Ended in another browser than it was begun in, for instance by a link passed on.',
  'cause.expired': 'The session that was to be confirmed was no longer there.',
  'cause.answered-no': 'Cancelled or refused at the sign-in service.',
  'cause.no-answer': 'The sign-in service could not be reached.',
  'cause.OAUTH_TIMEOUT': 'The sign-in service did not answer within ten seconds.',
  'cause.OAUTH_RESPONSE_IS_NOT_CONFORM': 'The sign-in service answered with an error.',
  'cause.address-forbidden':
    'The address of the sign-in service leads to this computer itself or to a place where none can be.',
  'cause.issuer-differs': 'The sign-in service names itself otherwise than the address entered.',
  'cause.client-refused': 'The sign-in service has refused client ID or secret.',
  'cause.code-refused':
    'The sign-in service did not take the code: it was used already, or the address after signing in is entered differently there.',
  'cause.secret-missing': 'The stored secret can’t be read. Please enter it again.',
  'cause.provider-changed': 'The settings were changed while the sign-on was under way.',
  'cause.OAUTH_JWT_TIMESTAMP_CHECK_FAILED': 'The clocks of this system and of the sign-in service differ.',
  'cause.OAUTH_JWT_CLAIM_COMPARISON_FAILED':
    'The answer was for another system or another attempt, or it came from another sign-in service.',
  'cause.OAUTH_KEY_SELECTION_FAILED':
    'The sign-in service names no key that fits the signature of the answer.',
  'cause.no-group': 'None of the person’s groups has a role here.',
  'cause.disabled': 'The account is locked here.',
  'cause.other-person': 'Another account confirmed than the one that is signed in.',
  'cause.other': 'The answer of the sign-in service could not be verified.',
}
