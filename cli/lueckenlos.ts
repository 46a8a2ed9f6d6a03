import { Refusal } from '#app/platform/refusal.ts'
import { note, print, WrongUse } from './terminal.ts'

const help = `Lückenlos – Befehle für die Verwaltung

Aufruf: npm run lueckenlos -- BEFEHL [ANGABEN]

  import DATEI --tenant GEMEINDE   nimmt die Datei einer Fachstelle auf (CSV oder XLSX): alles oder nichts
      --source QUELLE              Kürzel der Quelle, wenn es aus der Datei nicht hervorgeht
      --received JJJJ-MM-TT        Tag des Eingangs (sonst: heute)
      --note TEXT                  Bemerkung zur Lieferung

  report --year JAHR --out DATEI   schreibt den Jahresbericht in eine Datei
      --tenant GEMEINDE            Kürzel der Gemeinde (sonst: hamm)
      --format pdf|html            sonst nach der Endung der Datei
      --language de|en             Sprache des Berichts (sonst: de)

  seed                             legt an, was von den Städten der Vorführung fehlt

  --help                           zeigt diese Hilfe

Läuft Lückenlos gerade, arbeitet der Befehl mit derselben Datenbank; sonst startet er sie für sich.
Das Ende sagt: 0 erledigt, 1 abgelehnt oder gescheitert (der Grund steht da), 2 falsch aufgerufen.`

type Command = (args: readonly string[]) => Promise<void>

/** Loaded when called: the help is there at once. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  import: async () => (await import('./importCommand.ts')).runImport,
  report: async () => (await import('./reportCommand.ts')).runReport,
  seed: async () => (await import('./seedCommand.ts')).runSeed,
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    print(help)
    return 0
  }
  const [name, ...rest] = args
  try {
    const load = name === undefined ? undefined : commands[name]
    if (!load) throw new WrongUse(name ? `Den Befehl „${name}“ gibt es nicht.` : 'Nennen Sie einen Befehl.')
    const command = await load()
    await command(rest)
    return 0
  } catch (error) {
    if (isWrongUse(error)) {
      note(`${describeWrongUse(error)}\n\n${help}`)
      return 2
    }
    if (error instanceof Refusal) note(error.message)
    else {
      note('Der Befehl ist gescheitert; daran sind nicht Ihre Angaben schuld.')
      console.error(error)
    }
    return 1
  }
}

/** Node's own reading of the arguments has codes for what it doesn't know. */
const isWrongUse = (error: unknown): error is Error =>
  error instanceof WrongUse || String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')

function describeWrongUse(error: Error): string {
  if (error instanceof WrongUse) return error.message
  const option = /'(-[^' ]+)/.exec(error.message)?.[1]
  return option ? `Mit der Angabe ${option} stimmt etwas nicht.` : 'Mit den Angaben stimmt etwas nicht.'
}

process.exitCode = await main(process.argv.slice(2))
