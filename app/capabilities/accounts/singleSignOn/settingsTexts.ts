import type { Texts } from '#app/texts/texts.ts'

/** Texts of the page on which administrators set up how people sign in. */
export const settingsDe = {
  'settings.title': 'Anmeldung',
  'settings.lead':
    'Beschäftigte können sich mit dem Konto anmelden, das sie bei Ihrer Kommune schon haben. Welche Rolle jemand hier hat, sagen dann die Gruppen dort.',
  'settings.saved': 'Gespeichert',
  'refused.last-administrator':
    'Die Rolle Verwaltung des Systems hat hier nur, wer sie aus einer Gruppe bekommt; niemand könnte danach noch Personen verwalten. Geben Sie die Rolle zuerst jemandem mit einem Kennwort.',
  'settings.provider': 'Anmeldedienst der Kommune',
  'settings.addresses': 'Diese Adressen tragen Sie beim Anmeldedienst ein:',
  'settings.redirect': 'Adresse nach der Anmeldung (Redirect URI)',
  'settings.afterEnd': 'Adresse nach der Abmeldung (Post Logout Redirect URI)',
  'settings.protocol': 'Verfahren',
  'settings.protocolText':
    'OpenID Connect, Authorization Code mit PKCE (S256), vertraulicher Client mit Geheimnis',
  'field.issuer': 'Adresse des Anmeldedienstes (Issuer)',
  'field.issuer.hint':
    'Genau der Wert, den der Dienst als „issuer“ nennt. Wird hier ein anderer Anmeldedienst eingetragen, enden alle Rechte aus Gruppen und alle zentral begonnenen Sitzungen, und jede Person erhält bei der nächsten Anmeldung ein neues Konto.',
  'field.clientId': 'Kennung dieses Systems (Client-ID)',
  'field.clientSecret': 'Geheimnis (Client Secret)',
  'field.clientSecret.hint': 'Das Geheimnis wird verschlüsselt gespeichert und nie wieder angezeigt.',
  'field.clientSecret.kept': 'Ein Geheimnis ist gespeichert. Füllen Sie das Feld nur aus, um es zu ersetzen.',
  'field.clientSecret.lost':
    'Das gespeicherte Geheimnis lässt sich nicht mehr lesen, weil das System einen neuen Schlüssel hat. Bitte geben Sie es noch einmal ein.',
  'field.label': 'Aufschrift des Knopfes auf der Anmeldeseite',
  'field.label.default': 'Mit dem Konto der Kommune anmelden',
  'field.groupClaim': 'Angabe, in der die Gruppen stehen (Claim)',
  'field.groupClaim.hint': 'Meist „groups“ oder „roles“.',
  'field.trustsSecondFactor': 'Prüft der Anmeldedienst selbst einen zweiten Faktor?',
  'field.trustsSecondFactor.hint':
    'Wenn ja, fragt dieses System nicht noch einmal danach. Wenn nein, gilt die Regel weiter unten auch für die zentrale Anmeldung.',
  'field.enabled': 'Zentrale Anmeldung',
  'field.enabled.yes': 'eingeschaltet',
  'field.enabled.no': 'ausgeschaltet',
  'field.enabled.hint':
    'Beim Ausschalten enden sofort alle Rechte, die aus Gruppen kommen, und alle zentral begonnenen Sitzungen. Wer ein Kennwort hat, kann sich damit weiter anmelden.',
  yes: 'Ja',
  no: 'Nein',
  'settings.save': 'Speichern',
  'settings.check': 'Verbindung prüfen',
  'settings.checkHint':
    'Die Prüfung fragt den gespeicherten Anmeldedienst nach seiner Beschreibung und ob er Kennung und Geheimnis annimmt. Niemand wird dabei angemeldet.',
  'problem.field.missing': 'Bitte ausfüllen: {{field}}',
  'problem.field.too-long': 'Das ist zu lang: {{field}}',
  'problem.field.not-an-address': 'Der Issuer ist eine vollständige Adresse, die mit https:// beginnt.',
  'problem.field.no-https': 'Der Anmeldedienst muss über https:// erreichbar sein.',
  'problem.field.too-much':
    'Der Issuer ist eine Adresse ohne Fragezeichen, Raute und Zugangsdaten. Was der Anmeldedienst als „issuer“ nennt, gehört hierher.',
  'check.ok': 'Der Anmeldedienst antwortet',
  'check.okSecretRefused': 'Der Anmeldedienst antwortet, nimmt aber Kennung oder Geheimnis nicht an',
  'check.failed': 'Die Verbindung kommt nicht zustande',
  'check.host': 'Anmeldeseite',
  'check.secret': 'Kennung und Geheimnis',
  'check.secret.accepted': 'werden angenommen',
  'check.secret.refused': 'werden abgewiesen',
  'check.secret.unclear': 'ließ sich nicht feststellen; eine Anmeldung zeigt es',
  'check.pkce': 'Schutz des Codes (PKCE)',
  'check.pkce.yes': 'wird vom Anmeldedienst genannt und benutzt',
  'check.pkce.no': 'wird benutzt, vom Anmeldedienst aber nicht genannt',
  'check.groups': 'Angabe „{{claim}}“',
  'check.groups.yes': 'wird vom Anmeldedienst genannt',
  'check.groups.no':
    'steht nicht in seiner Beschreibung; das ist bei vielen Anmeldediensten so und zeigt sich bei der ersten Anmeldung',
  'check.end': 'Abmeldung auch dort',
  'check.end.yes': 'wird nach dem Abmelden angeboten',
  'check.end.no': 'bietet der Anmeldedienst nicht an',
  'check.why.no-answer':
    'Unter dieser Adresse antwortet niemand, der Name ist unbekannt oder dem Zertifikat wird nicht vertraut.',
  'check.why.OAUTH_TIMEOUT': 'Der Anmeldedienst hat nicht innerhalb von zehn Sekunden geantwortet.',
  'check.why.OAUTH_RESPONSE_IS_NOT_CONFORM':
    'Dort antwortet etwas, aber es gibt keine Beschreibung eines Anmeldedienstes. Meist ist die Adresse zu kurz oder zu lang.',
  'check.why.OAUTH_RESPONSE_IS_NOT_JSON': 'Dort antwortet eine Webseite, aber kein Anmeldedienst.',
  'check.why.OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
    'Der Anmeldedienst nennt sich selbst anders als die eingetragene Adresse. Übernehmen Sie genau den Wert, den er als „issuer“ nennt.',
  'check.why.issuer-differs':
    'Diese Adresse steht für viele Organisationen zugleich. Tragen Sie die Adresse ein, die nur für Ihre Kommune gilt.',
  'check.why.address-forbidden':
    'Hinter dieser Adresse steht dieser Rechner selbst oder ein Ziel, an dem kein Anmeldedienst stehen kann.',
  'check.why.limited': 'Das waren viele Prüfungen hintereinander. Bitte warten Sie zehn Minuten.',
  'check.why.other': 'Die Antwort des Anmeldedienstes war nicht zu gebrauchen ({{code}}).',
  'groups.title': 'Gruppen und Rollen',
  'groups.lead':
    'Wer beim Anmeldedienst einer dieser Gruppen angehört, hat hier die Rolle dazu. Die Zuordnung wird bei jeder Anmeldung neu angewandt. Wer keiner der Gruppen angehört, kommt über die zentrale Anmeldung nicht herein.',
  'groups.caption': 'Gruppen des Anmeldedienstes und ihre Rollen',
  'groups.group': 'Gruppe',
  'groups.role': 'Rolle',
  'groups.scope': 'Gilt für',
  'groups.remove': 'Entfernen',
  'groups.removeThis': 'Gruppe {{group}}',
  'groups.what': 'Was',
  'groups.empty':
    'Noch ist keiner Gruppe eine Rolle zugeordnet. So lange kann sich niemand zentral anmelden.',
  'groups.add': 'Gruppe zuordnen',
  'group.title': 'Gruppe zuordnen',
  'group.lead': 'Alle, die beim Anmeldedienst dieser Gruppe angehören, erhalten hier die gewählte Rolle.',
  'group.name': 'Name der Gruppe beim Anmeldedienst',
  'group.name.hint':
    'Genau so geschrieben, wie der Anmeldedienst sie meldet; Groß- und Kleinschreibung zählen. Manche Dienste melden statt des Namens eine Kennung.',
  'group.own':
    'Gehören Sie selbst dieser Gruppe an, haben auch Sie bei der nächsten Anmeldung diese Rolle. Das Protokoll hält fest, wer die Zuordnung angelegt hat.',
  'group.cancel': 'Abbrechen',
  'secondFactor.title': 'Zweiter Faktor',
  'secondFactor.lead':
    'Ein zweiter Faktor ist ein Einmalcode aus einer App auf dem Telefon. Wer das Kennwort stiehlt, kommt damit allein nicht herein.',
  'secondFactor.who': 'Wer muss einen zweiten Faktor haben?',
  'secondFactor.nobody': 'Niemand',
  'secondFactor.nobody.hint': 'Wer möchte, kann trotzdem einen einrichten.',
  'secondFactor.sensitive': 'Wer mit geschützten Angaben umgeht',
  'secondFactor.sensitive.hint':
    'Verwaltung von Personen und Einstellungen, Annahme von Lieferungen, genaue Werte, Protokoll und Ausgabe aller Daten.',
  'secondFactor.everybody': 'Alle, die sich anmelden',
  'secondFactor.everybody.hint': 'Vor der ersten Arbeit im System wird ein zweiter Faktor eingerichtet.',
} as const

export const settingsEn: Texts<typeof settingsDe> = {
  'settings.title': 'Sign-in',
  'settings.lead':
    'Employees can sign in with the account they already have at your municipality. The groups there then say which role somebody has here.',
  'settings.saved': 'Saved',
  'refused.last-administrator':
    'The role System administration is held here only by those who get it from a group; nobody could manage people after this. Give the role to somebody with a password first.',
  'settings.provider': 'Sign-in service of the municipality',
  'settings.addresses': 'Enter these addresses at the sign-in service:',
  'settings.redirect': 'Address after sign-in (redirect URI)',
  'settings.afterEnd': 'Address after sign-out (post logout redirect URI)',
  'settings.protocol': 'Protocol',
  'settings.protocolText':
    'OpenID Connect, authorization code with PKCE (S256), confidential client with secret',
  'field.issuer': 'Address of the sign-in service (issuer)',
  'field.issuer.hint':
    'Exactly the value that the service names as “issuer”. If another service is entered here, all rights from groups and all sessions begun by single sign-on end, and everybody gets a new account at their next sign-in.',
  'field.clientId': 'Identifier of this system (client ID)',
  'field.clientSecret': 'Secret (client secret)',
  'field.clientSecret.hint': 'The secret is stored encrypted and never shown again.',
  'field.clientSecret.kept': 'A secret is stored. Fill in the field only to replace it.',
  'field.clientSecret.lost':
    'The stored secret can’t be read any more because the system has a new key. Please enter it again.',
  'field.label': 'Label of the button on the sign-in page',
  'field.label.default': 'Sign in with the account of the municipality',
  'field.groupClaim': 'Claim that holds the groups',
  'field.groupClaim.hint': 'Mostly “groups” or “roles”.',
  'field.trustsSecondFactor': 'Does the sign-in service itself check a second factor?',
  'field.trustsSecondFactor.hint':
    'If so, this system does not ask for one again. If not, the rule below holds for single sign-on too.',
  'field.enabled': 'Single sign-on',
  'field.enabled.yes': 'on',
  'field.enabled.no': 'off',
  'field.enabled.hint':
    'When it is switched off, all rights that come from groups and all sessions begun by single sign-on end at once. Whoever has a password can go on signing in with it.',
  yes: 'Yes',
  no: 'No',
  'settings.save': 'Save',
  'settings.check': 'Check connection',
  'settings.checkHint':
    'The check asks the stored sign-in service for its description and whether it accepts identifier and secret. Nobody is signed in by it.',
  'problem.field.missing': 'Please fill in: {{field}}',
  'problem.field.too-long': 'This is too long: {{field}}',
  'problem.field.not-an-address': 'The issuer is a complete address that begins with https://.',
  'problem.field.no-https': 'The sign-in service must be reached by https://.',
  'problem.field.too-much':
    'The issuer is an address without question mark, hash sign and credentials. Enter what the service names as “issuer”.',
  'check.ok': 'The sign-in service answers',
  'check.okSecretRefused': 'The sign-in service answers but does not accept identifier or secret',
  'check.failed': 'The connection fails',
  'check.host': 'Sign-in page',
  'check.secret': 'Identifier and secret',
  'check.secret.accepted': 'are accepted',
  'check.secret.refused': 'are refused',
  'check.secret.unclear': 'could not be found out; a sign-in will show',
  'check.pkce': 'Protection of the code (PKCE)',
  'check.pkce.yes': 'is named by the service and used',
  'check.pkce.no': 'is used, but not named by the service',
  'check.groups': 'Claim “{{claim}}”',
  'check.groups.yes': 'is named by the service',
  'check.groups.no':
    'is not part of its description; that is so with many services and shows at the first sign-in',
  'check.end': 'Sign-out there too',
  'check.end.yes': 'is offered after signing out',
  'check.end.no': 'is not offered by the service',
  'check.why.no-answer':
    'Nobody answers at this address, the name is unknown or the certificate is not trusted.',
  'check.why.OAUTH_TIMEOUT': 'The service has not answered within ten seconds.',
  'check.why.OAUTH_RESPONSE_IS_NOT_CONFORM':
    'Something answers there, but there is no description of a sign-in service. Mostly the address is too short or too long.',
  'check.why.OAUTH_RESPONSE_IS_NOT_JSON': 'A web page answers there, but no sign-in service.',
  'check.why.OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
    'The service names itself differently from the entered address. Use exactly the value it names as “issuer”.',
  'check.why.issuer-differs':
    'This address stands for many organisations at once. Enter the address that is your municipality’s alone.',
  'check.why.address-forbidden':
    'Behind this address stands this computer itself or a place where no sign-in service can be.',
  'check.why.limited': 'Those were many checks in a row. Please wait ten minutes.',
  'check.why.other': 'The answer of the sign-in service could not be used ({{code}}).',
  'groups.title': 'Groups and roles',
  'groups.lead':
    'Whoever belongs to one of these groups at the sign-in service has its role here. The table is applied anew at every sign-in. Whoever belongs to none of the groups can’t get in by single sign-on.',
  'groups.caption': 'Groups of the sign-in service and their roles',
  'groups.group': 'Group',
  'groups.role': 'Role',
  'groups.scope': 'Holds for',
  'groups.remove': 'Remove',
  'groups.removeThis': 'group {{group}}',
  'groups.what': 'What',
  'groups.empty': 'No group has a role yet. Until then nobody can use single sign-on.',
  'groups.add': 'Give a group a role',
  'group.title': 'Give a group a role',
  'group.lead': 'Everybody who belongs to this group at the sign-in service gets the chosen role here.',
  'group.name': 'Name of the group at the sign-in service',
  'group.name.hint':
    'Written exactly as the service reports it; capitals count. Some services report an identifier instead of the name.',
  'group.own':
    'If you belong to this group yourself, you too will have this role from your next sign-in on. The audit trail keeps who gave the role.',
  'group.cancel': 'Cancel',
  'secondFactor.title': 'Second factor',
  'secondFactor.lead':
    'A second factor is a one-time code from an app on the phone. Whoever steals the password does not get in with it alone.',
  'secondFactor.who': 'Who must have a second factor?',
  'secondFactor.nobody': 'Nobody',
  'secondFactor.nobody.hint': 'Everybody may set one up all the same.',
  'secondFactor.sensitive': 'Those who deal with protected data',
  'secondFactor.sensitive.hint':
    'Administration of people and settings, acceptance of deliveries, exact values, audit trail and export of all data.',
  'secondFactor.everybody': 'Everybody who signs in',
  'secondFactor.everybody.hint': 'A second factor is set up before the first work in the system.',
}
