import type { Texts } from '#app/texts/texts.ts'

/** Words of the page with exact values. */
const de = {
  'exact.link': 'Genaue Werte',
  'exact.title': 'Genaue Werte',
  'exact.mark': 'Genaue Werte – nur für den Dienstgebrauch',
  'exact.markText':
    'Hier stehen auch Zahlen, die in der Veröffentlichung geheim sind. Geben Sie sie nicht weiter, und bewahren Sie Ausdrucke verschlossen auf.',
  'exact.lead':
    'Die gelieferten Zahlen hinter der Kennzahl „{{indicator}}“, ungerundet und ohne Geheimhaltung, für die Orte, für die Sie zuständig sind.',
  'exact.why':
    'Nennen Sie zuerst den Grund. Ihr Name, die Zeit und der Grund stehen danach im Protokoll; die oder der Datenschutzbeauftragte kann sie lesen.',
  'exact.purpose': 'Wofür brauchen Sie die genauen Werte?',
  'exact.purpose.check': 'Auffälligkeit in den veröffentlichten Zahlen klären',
  'exact.purpose.planning': 'Planung für einen Ort vorbereiten',
  'exact.purpose.question': 'Rückfrage einer Fachstelle beantworten',
  'exact.purpose.other': 'Etwas anderes',
  'exact.text': 'Genauer',
  'exact.textHint':
    'Mindestens zehn Zeichen, wenn Sie „Etwas anderes“ wählen. Schreiben Sie nichts über einzelne Menschen.',
  'exact.year': 'Jahr',
  'exact.allYears': 'alle Jahre',
  'exact.show': 'Genaue Werte zeigen',
  'exact.error.purpose': 'Wählen Sie, wofür Sie die genauen Werte brauchen.',
  'exact.error.text-missing':
    'Schreiben Sie in mindestens zehn Zeichen, wofür Sie die genauen Werte brauchen.',
  'exact.error.text-long': 'Fassen Sie sich kürzer: höchstens 500 Zeichen.',
  'exact.reason': 'Grund, wie er im Protokoll steht',
  'exact.caption_one': 'Genaue Werte {{year}}, ein Ort',
  'exact.caption_other': 'Genaue Werte {{year}}, {{count}} Orte',
  'exact.place': 'Ort',
  'exact.short': 'nur für den Dienstgebrauch',
  'exact.none': 'Zu dieser Auswahl wurde nichts geliefert.',
  'exact.again': 'Andere Auswahl',
} as const

const en: Texts<typeof de> = {
  'exact.link': 'Exact values',
  'exact.title': 'Exact values',
  'exact.mark': 'Exact values – for official use only',
  'exact.markText':
    'These include numbers that are kept confidential in what is published. Do not pass them on, and keep printouts locked away.',
  'exact.lead':
    'The delivered figures behind the indicator “{{indicator}}”, unrounded and without protection, for the places that you are responsible for.',
  'exact.why':
    'First give the reason. Your name, the time and the reason will stand in the audit trail; the data protection officer can read them.',
  'exact.purpose': 'What do you need the exact values for?',
  'exact.purpose.check': 'Clarify something striking in the published figures',
  'exact.purpose.planning': 'Prepare planning for a place',
  'exact.purpose.question': 'Answer a question of an office',
  'exact.purpose.other': 'Something else',
  'exact.text': 'More precisely',
  'exact.textHint':
    'At least ten characters if you choose “Something else”. Do not write anything about individual people.',
  'exact.year': 'Year',
  'exact.allYears': 'all years',
  'exact.show': 'Show exact values',
  'exact.error.purpose': 'Choose what you need the exact values for.',
  'exact.error.text-missing': 'Write in at least ten characters what you need the exact values for.',
  'exact.error.text-long': 'Be shorter: at most 500 characters.',
  'exact.reason': 'Reason as it stands in the audit trail',
  'exact.caption_one': 'Exact values {{year}}, one place',
  'exact.caption_other': 'Exact values {{year}}, {{count}} places',
  'exact.place': 'Place',
  'exact.short': 'for official use only',
  'exact.none': 'Nothing was delivered for this choice.',
  'exact.again': 'Another choice',
}

export const exactTexts = { de, en }
