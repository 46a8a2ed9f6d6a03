/** The field in which a form says which reading of the file its page showed. */
export const seenField = 'gesehen'
