import type { Texts } from '#app/texts/texts.ts'

/** What becomes of the questions of the checks. */
export const findingsTextsDe = {
  findings: {
    count_one: '{{count}} Stelle',
    count_other: '{{count}} Stellen',
    showAll_one: 'Eine anzeigen',
    showAll_other: 'Alle {{count}} anzeigen',
    state: {
      open: 'offen',
      answered: 'beantwortet',
      accepted: 'mit Grund angenommen',
      'to-correct': 'Korrektur angefordert',
      corrected: 'korrigiert',
      obsolete: 'erledigt durch neue Angaben',
    },
    step: {
      answer: 'Antwort von {{name}}',
      ask: 'Nachfrage von {{name}}',
      accept: 'Angenommen von {{name}}',
      request: 'Korrektur angefordert von {{name}}',
      correct: 'Korrigiert, freigegeben von {{name}}',
      lapse: 'In der neuen Fassung nicht mehr der Fall, abgegeben von {{name}}',
      raise: 'Wieder der Fall, abgegeben von {{name}}',
    },
    answer: 'Antworten',
    decide: 'Antworten oder entscheiden',
    said: 'Antwort, Grund oder Bitte',
    saveAnswer: 'Als Antwort der Stelle speichern',
    accept: 'Mit diesem Grund annehmen',
    ask: 'Nachfragen',
    request: 'Korrektur anfordern',
    which: 'Für welche gilt es?',
    former: 'Was bisher gefragt wurde',
  },
} as const

export const findingsTextsEn: Texts<typeof findingsTextsDe> = {
  findings: {
    count_one: '{{count}} place',
    count_other: '{{count}} places',
    showAll_one: 'Show it',
    showAll_other: 'Show all {{count}}',
    state: {
      open: 'open',
      answered: 'answered',
      accepted: 'accepted with a reason',
      'to-correct': 'correction requested',
      corrected: 'corrected',
      obsolete: 'settled by new figures',
    },
    step: {
      answer: 'Answer by {{name}}',
      ask: 'Further question by {{name}}',
      accept: 'Accepted by {{name}}',
      request: 'Correction requested by {{name}}',
      correct: 'Corrected, released by {{name}}',
      lapse: 'No longer so in the new version, handed in by {{name}}',
      raise: 'So again, handed in by {{name}}',
    },
    answer: 'Answer',
    decide: 'Answer or decide',
    said: 'Answer, reason or request',
    saveAnswer: 'Save as the answer of the office',
    accept: 'Accept with this reason',
    ask: 'Ask back',
    request: 'Request a correction',
    which: 'For which does it hold?',
    former: 'What was asked so far',
  },
}
