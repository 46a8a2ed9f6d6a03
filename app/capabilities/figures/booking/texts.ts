import type { Texts } from '#app/texts/texts.ts'

/** Booking at "nicht zuordenbar" what the parts lack to their whole. */
export const bookingTextsDe = {
  booking: {
    title: 'Differenz bei „nicht zuordenbar“ buchen',
    means:
      'Was den Teilen zur Summe fehlt, wird bei „nicht zuordenbar“ eingetragen und sofort freigegeben. An der gelieferten Datei ändert sich nichts; in der Geschichte der Zahl steht die Buchung mit Ihrem Grund. Wird sie zurückgezogen, gilt wieder der frühere Stand.',
    reason: 'Grund',
    reasonHint: 'Zum Beispiel: Familien ohne festen Wohnsitz, nach Rückfrage beim Amt.',
    book: 'Buchen und freigeben',
  },
} as const

export const bookingTextsEn: Texts<typeof bookingTextsDe> = {
  booking: {
    title: 'Book the difference at “nicht zuordenbar”',
    means:
      'What the parts lack to the total is entered at “nicht zuordenbar” and released at once. Nothing changes in the delivered file; the history of the figure shows the booking with your reason. Once it is withdrawn, what held before holds again.',
    reason: 'Reason',
    reasonHint: 'For example: families without a fixed home, after asking the office.',
    book: 'Book and release',
  },
}
