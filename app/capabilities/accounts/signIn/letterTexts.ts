import type { Texts } from '#app/texts/texts.ts'

/** Mails about one's account. */
export const letterDe = {
  'letter.reset.subject': 'Neues Kennwort für Lückenlos',
  'letter.reset.text':
    'jemand hat für Ihr Konto bei Lückenlos ein neues Kennwort angefordert. Waren Sie das, öffnen Sie bitte diesen Link:',
  'letter.reset.after':
    'Der Link gilt eine Stunde und nur einmal. Waren Sie es nicht, brauchen Sie nichts zu tun: Ihr Kennwort bleibt, wie es ist.',
  'letter.passwordChanged.subject': 'Ihr Kennwort für Lückenlos wurde geändert',
  'letter.passwordChanged.text':
    'das Kennwort Ihres Kontos bei Lückenlos wurde gerade geändert; alle anderen Sitzungen sind beendet. Waren Sie das nicht, wenden Sie sich bitte sofort an die Verwaltung des Systems in Ihrer Kommune.',
  'letter.secondFactorOn.subject': 'Zweiter Faktor für Lückenlos eingerichtet',
  'letter.secondFactorOn.text':
    'für Ihr Konto bei Lückenlos wurde gerade ein zweiter Faktor eingerichtet. Waren Sie das nicht, wenden Sie sich bitte sofort an die Verwaltung des Systems in Ihrer Kommune.',
  'letter.secondFactorOff.subject': 'Zweiter Faktor für Lückenlos entfernt',
  'letter.secondFactorOff.text':
    'der zweite Faktor Ihres Kontos bei Lückenlos wurde gerade entfernt. Waren Sie das nicht, wenden Sie sich bitte sofort an die Verwaltung des Systems in Ihrer Kommune.',
  'letter.addressConfirm.subject': 'Bitte bestätigen Sie Ihre neue Mailadresse für Lückenlos',
  'letter.addressConfirm.text':
    'diese Adresse soll die Mailadresse Ihres Kontos bei Lückenlos werden. Öffnen Sie dazu bitte diesen Link, während Sie angemeldet sind:',
  'letter.addressConfirm.after':
    'Der Link gilt eine Stunde. Haben Sie nichts geändert, brauchen Sie nichts zu tun.',
  'letter.addressChanged.subject': 'Ihre Mailadresse für Lückenlos wurde geändert',
  'letter.addressChanged.text':
    'Ihr Konto bei Lückenlos hat jetzt eine andere Mailadresse; mit dieser hier können Sie sich nicht mehr anmelden. Waren Sie das nicht, wenden Sie sich bitte sofort an die Verwaltung des Systems in Ihrer Kommune.',
} as const

export const letterEn: Texts<typeof letterDe> = {
  'letter.reset.subject': 'New password for Lückenlos',
  'letter.reset.text':
    'Somebody has asked for a new password for your account at Lückenlos. If it was you, please open this link:',
  'letter.reset.after':
    'The link holds for an hour and once only. If it was not you, there is nothing to do: your password stays as it is.',
  'letter.passwordChanged.subject': 'Your password for Lückenlos was changed',
  'letter.passwordChanged.text':
    'The password of your account at Lückenlos has just been changed; all other sessions have ended. If it was not you, please turn to the system administration of your municipality at once.',
  'letter.secondFactorOn.subject': 'Second factor for Lückenlos set up',
  'letter.secondFactorOn.text':
    'A second factor has just been set up for your account at Lückenlos. If it was not you, please turn to the system administration of your municipality at once.',
  'letter.secondFactorOff.subject': 'Second factor for Lückenlos removed',
  'letter.secondFactorOff.text':
    'The second factor of your account at Lückenlos has just been removed. If it was not you, please turn to the system administration of your municipality at once.',
  'letter.addressConfirm.subject': 'Please confirm your new mail address for Lückenlos',
  'letter.addressConfirm.text':
    'This address is to become the mail address of your account at Lückenlos. Please open this link while you are signed in:',
  'letter.addressConfirm.after':
    'The link holds for an hour. If you have not changed anything, there is nothing to do.',
  'letter.addressChanged.subject': 'Your mail address for Lückenlos was changed',
  'letter.addressChanged.text':
    'Your account at Lückenlos now has another mail address; you can no longer sign in with this one. If it was not you, please turn to the system administration of your municipality at once.',
}
