import type { Texts } from '#app/texts/texts.ts'

/** Inviting and accepting, and the letters about rights. */
export const invitationDe = {
  'invite.title': 'Person einladen',
  'invite.lead':
    'Die Person bekommt einen Link, mit dem sie ihr Kennwort wählt. Er gilt sieben Tage und einmal. Weitere Rollen können Sie danach geben.',
  'invite.name': 'Name',
  'invite.nameHint': 'So, wie er im Protokoll und bei Rückfragen stehen soll.',
  'invite.email': 'Dienstliche Mailadresse',
  'invite.button': 'Einladen',
  'invite.open': 'Offene Einladungen',
  'invite.openLead':
    'Warten auf ihre Person oder gelten nicht mehr: weil sie abgelaufen sind oder weil die einladende Person das nicht mehr darf. Ein neuer Link macht sie wieder gültig.',
  'invite.caption': 'Offene Einladungen',
  'invite.by': 'Eingeladen von',
  'invite.until': 'Gilt bis',
  'invite.expired': 'gilt nicht mehr',
  'invite.actions': 'Was Sie tun können',
  'invite.renew': 'Neuer Link',
  'invite.renewFor': 'Neuer Link für {{name}}',
  'invite.revoke': 'Zurückziehen',
  'invite.revokeFor': 'Einladung von {{name}} zurückziehen',
  'invite.linkTitle': 'Geben Sie diesen Link nur an {{name}} weiter',
  'invite.linkText':
    'Auf diesem System ist kein Mailversand eingerichtet. Der Link wird nur dieses eine Mal angezeigt und gilt sieben Tage. Wer ihn hat, kann die Einladung annehmen: Schicken Sie ihn deshalb nur an {{email}}.',
  'invite.linkLabel': 'Link für die Einladung',
  'invite.another': 'Noch jemanden einladen',
  'invite.back': 'Zurück zu Personen und Rollen',
  'invite.refused.member': 'Diese Person arbeitet hier schon mit. Geben Sie ihr dort eine weitere Rolle.',
  'invite.refused.already-invited':
    'Für diese Mailadresse gibt es schon eine Einladung. In der Liste können Sie einen neuen Link erzeugen.',
  'invite.refused.conflict':
    'Datenschutz und Verwaltung des Systems dürfen nicht in einer Hand liegen (Artikel 38 Absatz 6 DSGVO).',
  'invite.refused.unknown-invitation': 'Diese Einladung ist inzwischen angenommen oder zurückgezogen.',
  'invite.refused.too-many':
    'So viele Einladungen in so kurzer Zeit gehen nicht. Versuchen Sie es in einer Stunde wieder.',
  'accept.title': 'Einladung: {{town}}',
  'accept.lead': '{{inviter}} hat Sie eingeladen, an der Präventionskette mitzuarbeiten.',
  'accept.roles': 'Ihre Rollen',
  'accept.email': 'Mailadresse',
  'accept.until': 'Die Einladung gilt bis',
  'accept.name': 'Ihr Name',
  'accept.nameHint': 'So sehen ihn andere, zum Beispiel im Protokoll.',
  'accept.button': 'Kennwort speichern und beginnen',
  'accept.signedIn': 'Sie sind angemeldet als {{name}}. Mit diesem Konto nehmen Sie die Einladung an.',
  'accept.signedInButton': 'Einladung annehmen',
  'accept.new':
    'Sie haben schon ein Konto mit einer anderen Mailadresse? Bitten Sie um eine Einladung an diese Adresse.',
  'accept.signInFirst':
    'Zu dieser Mailadresse gibt es schon ein Konto. Melden Sie sich damit an; danach nehmen Sie die Einladung hier an.',
  'accept.signIn': 'Anmelden',
  'accept.other-account': 'Sie sind als {{name}} angemeldet. Die Einladung ging an eine andere Adresse.',
  'accept.other-account.text':
    'Melden Sie sich ab; danach sind Sie wieder hier, und die eingeladene Person kann annehmen.',
  'accept.own-invitation':
    'Sie sind als {{name}} angemeldet. Diese Einladung haben Sie selbst ausgesprochen oder erneuert.',
  'accept.own-invitation.text':
    'Die Rolle sieht genaue Werte oder das Protokoll. Sich selbst kann sie niemand geben; bitten Sie eine andere Person aus der Verwaltung.',
  'accept.signOut': 'Abmelden und zurück zur Einladung',
  'accept.gone.title': 'Diese Einladung gilt nicht mehr',
  'accept.gone.text':
    'Vielleicht ist sie abgelaufen, schon angenommen oder zurückgezogen, oder der Link ist nicht vollständig. Wenn Sie schon ein Kennwort gewählt haben, melden Sie sich an. Sonst bitten Sie die Person, die Sie eingeladen hat, um einen neuen Link.',
  'letter.invitation.subject': 'Einladung: {{town}}',
  'letter.invitation.text':
    '{{inviter}} lädt Sie ein, in Lückenlos an der Präventionskette mitzuarbeiten ({{town}}). Mit diesem Link wählen Sie Ihr Kennwort:',
  'letter.invitation.after':
    'Der Link gilt bis zum {{until}} und einmal. Wenn Sie mit dieser Nachricht nichts anfangen können, löschen Sie sie; ohne Sie geschieht nichts.',
  'letter.reset.subject': 'Neues Kennwort: {{town}}',
  'letter.reset.text': '{{actor}} schickt Ihnen diesen Link, mit dem Sie ein neues Kennwort wählen:',
  'letter.reset.after':
    'Der Link gilt eine Stunde. Bis dahin gilt Ihr bisheriges Kennwort. Haben Sie nicht danach gefragt, melden Sie sich bitte bei Ihrer Verwaltung.',
  'letter.rights.subject': 'Ihre Rechte haben sich geändert: {{town}}',
  'letter.rights.text': '{{actor}} hat Ihre Rechte in Lückenlos geändert. Sie haben dort jetzt:',
  'letter.rights.removed':
    '{{actor}} hat Sie in Lückenlos entfernt ({{town}}). Sie haben dort keine Rechte mehr.',
  'letter.rights.after': 'Kommt Ihnen das seltsam vor, fragen Sie bitte bei Ihrer Verwaltung nach.',
  'letter.factor.subject': 'Ihr zweiter Faktor wurde entfernt',
  'letter.factor.text':
    '{{actor}} hat Ihren zweiten Faktor entfernt und alle Ihre Sitzungen beendet. Melden Sie sich mit Ihrem Kennwort an und richten Sie ihn neu ein.',
  'letter.factor.after': 'Haben Sie nicht darum gebeten, melden Sie sich bitte sofort bei Ihrer Verwaltung.',
} as const

export const invitationEn: Texts<typeof invitationDe> = {
  'invite.title': 'Invite a person',
  'invite.lead':
    'The person gets a link with which they choose their password. It holds for seven days and once. Further roles can be given after that.',
  'invite.name': 'Name',
  'invite.nameHint': 'As it shall stand in the audit trail and with questions.',
  'invite.email': 'Mail address at work',
  'invite.button': 'Invite',
  'invite.open': 'Open invitations',
  'invite.openLead':
    'Wait for their person or no longer hold: they have run out, or whoever made them may no longer invite. A new link makes them hold again.',
  'invite.caption': 'Open invitations',
  'invite.by': 'Invited by',
  'invite.until': 'Holds until',
  'invite.expired': 'no longer holds',
  'invite.actions': 'What you can do',
  'invite.renew': 'New link',
  'invite.renewFor': 'New link for {{name}}',
  'invite.revoke': 'Revoke',
  'invite.revokeFor': 'Revoke the invitation of {{name}}',
  'invite.linkTitle': 'Give this link to {{name}} only',
  'invite.linkText':
    'No mail server is set up on this system. The link is shown this one time only and holds for seven days. Whoever has it can accept the invitation: therefore send it to {{email}} only.',
  'invite.linkLabel': 'Link of the invitation',
  'invite.another': 'Invite somebody else',
  'invite.back': 'Back to people and roles',
  'invite.refused.member': 'This person works here already. Give them a further role there.',
  'invite.refused.already-invited':
    'There is an invitation for this mail address already. You can make a new link in the list.',
  'invite.refused.conflict':
    'Data protection and system administration must not be in one hand (Article 38(6) GDPR).',
  'invite.refused.unknown-invitation': 'This invitation has been accepted or revoked in the meantime.',
  'invite.refused.too-many': 'So many invitations in so short a time are not possible. Try again in an hour.',
  'accept.title': 'Invitation: {{town}}',
  'accept.lead': '{{inviter}} has invited you to work on the prevention chain.',
  'accept.roles': 'Your roles',
  'accept.email': 'Mail address',
  'accept.until': 'The invitation holds until',
  'accept.name': 'Your name',
  'accept.nameHint': 'As others see it, for example in the audit trail.',
  'accept.button': 'Save password and begin',
  'accept.signedIn': 'You are signed in as {{name}}. With this account you accept the invitation.',
  'accept.signedInButton': 'Accept invitation',
  'accept.new':
    'Do you have an account with another mail address already? Ask for an invitation to that address.',
  'accept.signInFirst':
    'There is an account with this mail address already. Sign in with it; after that you accept the invitation here.',
  'accept.signIn': 'Sign in',
  'accept.other-account': 'You are signed in as {{name}}. The invitation went to another address.',
  'accept.other-account.text': 'Sign out; after that you are here again, and the invited person can accept.',
  'accept.own-invitation': 'You are signed in as {{name}}. You made or renewed this invitation yourself.',
  'accept.own-invitation.text':
    'The role sees exact values or the audit trail. Nobody can give it to themselves; ask another person of the administration.',
  'accept.signOut': 'Sign out and back to the invitation',
  'accept.gone.title': 'This invitation no longer holds',
  'accept.gone.text':
    'It may have run out, been accepted or revoked, or the link is not complete. If you have chosen a password already, sign in. Otherwise ask the person who invited you for a new link.',
  'letter.invitation.subject': 'Invitation: {{town}}',
  'letter.invitation.text':
    '{{inviter}} invites you to work on the prevention chain in Lückenlos ({{town}}). With this link you choose your password:',
  'letter.invitation.after':
    'The link holds until {{until}} and once. If this message means nothing to you, delete it; nothing happens without you.',
  'letter.reset.subject': 'New password: {{town}}',
  'letter.reset.text': '{{actor}} sends you this link with which you choose a new password:',
  'letter.reset.after':
    'The link holds for an hour. Until then your former password holds. If you did not ask for it, please contact your administration.',
  'letter.rights.subject': 'Your rights have changed: {{town}}',
  'letter.rights.text': '{{actor}} has changed your rights in Lückenlos. There you now have:',
  'letter.rights.removed':
    '{{actor}} has removed you in Lückenlos ({{town}}). You have no rights there any more.',
  'letter.rights.after': 'If this seems strange to you, please ask your administration.',
  'letter.factor.subject': 'Your second factor has been removed',
  'letter.factor.text':
    '{{actor}} has removed your second factor and ended all your sessions. Sign in with your password and set it up anew.',
  'letter.factor.after': 'If you did not ask for this, please contact your administration at once.',
}
