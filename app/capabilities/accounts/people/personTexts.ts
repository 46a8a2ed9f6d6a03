import type { Texts } from '#app/texts/texts.ts'

/** The page of one person: its forms, what they answer and why they refuse. */
export const personDe = {
  'refused.unknown-person': 'Diese Person arbeitet hier nicht mehr mit.',
  'refused.unknown-grant': 'Diese Rolle hat jemand inzwischen geändert oder genommen.',
  'refused.has-grant': 'Diese Rolle hat die Person schon.',
  'refused.last-grant':
    'Das ist die einzige Rolle der Person. Entfernen Sie stattdessen die Person aus der Kommune.',
  'refused.last-administrator':
    'Das ist die letzte Person mit der Rolle Verwaltung des Systems. Geben Sie die Rolle zuerst jemand anderem.',
  'refused.needs-second-person':
    'Diese Rolle sieht genaue Werte oder das Protokoll. Sich selbst kann sie niemand geben; bitten Sie eine andere Person aus der Verwaltung.',
  'refused.conflict':
    'Datenschutz und Verwaltung des Systems dürfen nicht in einer Hand liegen (Artikel 38 Absatz 6 DSGVO).',
  'refused.from-groups':
    'Diese Rolle kommt aus einer Gruppe des Verzeichnisses der Kommune. Ändern Sie sie dort.',
  'refused.elsewhere': 'Diese Person setzt ihr Kennwort selbst zurück, denn ihr Konto gilt nicht nur hier.',
  'refused.no-password': 'Diese Person meldet sich nicht mit einem Kennwort an.',
  'refused.too-many':
    'So viele Links in so kurzer Zeit sind nicht möglich. Versuchen Sie es in einer Stunde noch einmal.',
  'refused.own-account':
    'Kennwort, zweiten Faktor und Sitzungen Ihres eigenen Kontos ändern Sie auf der Seite „Mein Konto“.',
  'person.preline': 'Person',
  'person.you': 'Das sind Sie.',
  'person.facts': 'Anmeldung',
  'person.roles': 'Rollen',
  'person.rolesLead': 'Jede Rolle gilt mit ihren eigenen Grenzen.',
  'person.change': 'Ändern',
  'person.take': 'Rolle nehmen',
  'person.takeThis': 'Rolle {{role}} nehmen',
  'person.add': 'Weitere Rolle geben',
  'person.choose': 'Rolle und Grenzen wählen',
  'person.addButton': 'Rolle geben',
  'person.changeTitle': 'Rolle ändern',
  'person.changeButton': 'Änderung speichern',
  'person.cancel': 'Abbrechen',
  'person.ownAccess': 'Ihr Konto',
  'person.ownAccount': 'Mein Konto öffnen',
  'person.access': 'Wenn die Person nicht mehr hineinkommt',
  'person.reset': 'Link für ein neues Kennwort erzeugen',
  'person.resetMail': 'Link für ein neues Kennwort schicken',
  'person.resetText': 'Das bisherige Kennwort gilt, bis ein neues gewählt ist. Der Link gilt eine Stunde.',
  'person.takeFactor': 'Zweiten Faktor entfernen',
  'person.takeFactorText':
    'Für ein verlorenes Telefon. Prüfen Sie vorher, ob wirklich diese Person danach fragt, am besten im Gespräch.',
  'person.endSessions': 'Alle Sitzungen beenden',
  'person.endSessionsText': 'Die Person ist überall abgemeldet und muss sich neu anmelden.',
  'person.remove': 'Aus der Kommune entfernen',
  'person.removeAsk': 'Diese Person entfernen',
  'person.removeNow': 'Ja, endgültig entfernen',
  'person.removeText':
    'Die Person verliert hier alle Rechte. Gehört sie zu keiner anderen Kommune, wird ihr Konto geschlossen; Mailadresse, Kennwort und zweiter Faktor werden gelöscht. Im Protokoll bleibt stehen, was sie getan hat.',
  'person.readOnly':
    'Sie sehen diese Angaben, ändern können sie nur Personen mit der Rolle Verwaltung des Systems.',
  'person.linkTitle': 'Geben Sie diesen Link nur an {{name}} weiter',
  'person.linkText': 'Er wird nur dieses eine Mal angezeigt und gilt eine Stunde.',
  'person.linkLabel': 'Link',
  'done.grant': 'Die Rolle ist gegeben.',
  'done.change': 'Die Rolle ist geändert.',
  'done.take': 'Die Rolle ist genommen.',
  'done.factor': 'Der zweite Faktor ist entfernt; alle Sitzungen sind beendet.',
  'done.sessions': 'Alle Sitzungen sind beendet.',
  'done.reset': 'Der Link ist unterwegs.',
  'done.remove': 'Die Person ist entfernt.',
  'done.invite': 'Die Einladung ist unterwegs.',
  'done.revoke': 'Die Einladung gilt nicht mehr.',
  'done.gone': 'Diese Einladung ist inzwischen angenommen oder zurückgezogen.',
  'done.too-many':
    'So viele Links in so kurzer Zeit sind nicht möglich. Versuchen Sie es in einer Stunde noch einmal.',
} as const

export const personEn: Texts<typeof personDe> = {
  'refused.unknown-person': 'This person no longer works here.',
  'refused.unknown-grant': 'Somebody has changed or taken this role in the meantime.',
  'refused.has-grant': 'The person has this role already.',
  'refused.last-grant':
    'This is the only role of the person. Remove the person from the municipality instead.',
  'refused.last-administrator':
    'This is the last person with the role System administration. Give the role to somebody else first.',
  'refused.needs-second-person':
    'This role sees exact values or the audit trail. Nobody can give it to themselves; ask another person of the administration.',
  'refused.conflict':
    'Data protection and system administration must not be in one hand (Article 38(6) GDPR).',
  'refused.from-groups':
    'This role comes from a group of the directory of the municipality. Change it there.',
  'refused.elsewhere':
    'This person resets their password themselves, because their account does not only count here.',
  'refused.no-password': 'This person does not sign in with a password.',
  'refused.too-many': 'So many links in so short a time are not possible. Try again in an hour.',
  'refused.own-account':
    'Password, second factor and sessions of your own account are changed on the page “My account”.',
  'person.preline': 'Person',
  'person.you': 'This is you.',
  'person.facts': 'Sign-in',
  'person.roles': 'Roles',
  'person.rolesLead': 'Each role holds within its own limits.',
  'person.change': 'Change',
  'person.take': 'Take role',
  'person.takeThis': 'Take role {{role}}',
  'person.add': 'Give a further role',
  'person.choose': 'Choose role and limits',
  'person.addButton': 'Give role',
  'person.changeTitle': 'Change role',
  'person.changeButton': 'Save change',
  'person.cancel': 'Cancel',
  'person.ownAccess': 'Your account',
  'person.ownAccount': 'Open my account',
  'person.access': 'When the person cannot get in any more',
  'person.reset': 'Make a link for a new password',
  'person.resetMail': 'Send a link for a new password',
  'person.resetText': 'The former password holds until a new one is chosen. The link holds for an hour.',
  'person.takeFactor': 'Remove second factor',
  'person.takeFactorText':
    'For a lost phone. First check that it is really this person who asks, best by talking to them.',
  'person.endSessions': 'End all sessions',
  'person.endSessionsText': 'The person is signed out everywhere and has to sign in again.',
  'person.remove': 'Remove from the municipality',
  'person.removeAsk': 'Remove this person',
  'person.removeNow': 'Yes, remove for good',
  'person.removeText':
    'The person loses all rights here. If they belong to no other municipality, their account is closed; mail address, password and second factor are deleted. What they did stays in the audit trail.',
  'person.readOnly':
    'You can see these details; only people with the role System administration can change them.',
  'person.linkTitle': 'Give this link to {{name}} only',
  'person.linkText': 'It is shown this one time only and holds for an hour.',
  'person.linkLabel': 'Link',
  'done.grant': 'The role has been given.',
  'done.change': 'The role has been changed.',
  'done.take': 'The role has been taken.',
  'done.factor': 'The second factor has been removed; all sessions have ended.',
  'done.sessions': 'All sessions have ended.',
  'done.reset': 'The link is on its way.',
  'done.remove': 'The person has been removed.',
  'done.invite': 'The invitation is on its way.',
  'done.revoke': 'The invitation no longer holds.',
  'done.gone': 'This invitation has been accepted or revoked in the meantime.',
  'done.too-many': 'So many links in so short a time are not possible. Try again in an hour.',
}
