const leastLength = 32
const leastCharacters = 10
/** Words that stand in examples; nobody draws them by lot. */
const told = /change.?me|passwor[dt]|kennwort|geheim|beispiel|example|123456|abcdef|qwert|lueckenlos/i

/** Why a secret could be guessed, in German to go behind its name; undefined if it couldn't. */
export function weaknessOfSecret(text: string): string | undefined {
  if (text.length < leastLength) return `muss mindestens ${leastLength} Zeichen lang sein`
  if (new Set(text).size < leastCharacters || isRepetition(text))
    return 'besteht aus Wiederholungen; nehmen Sie einen zufälligen Text'
  const word = told.exec(text)?.[0]
  return word === undefined
    ? undefined
    : 'enthält ein Wort aus einem Beispiel oder eine einfache Folge; nehmen Sie einen zufälligen Text'
}

/** The same piece again and again, the last one perhaps cut off. */
function isRepetition(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length += 1)
    if (text.startsWith(text.slice(length))) return true
  return false
}
