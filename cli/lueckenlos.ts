import { Refusal } from '#app/platform/refusal.ts'
import { note, print, Reported, WrongUse } from './terminal.ts'

const help = `Lückenlos – Befehle für die Verwaltung

Aufruf: npm run lueckenlos -- BEFEHL [ANGABEN]

  import DATEI                     nimmt die Datei einer Fachstelle auf (CSV oder XLSX): alles oder nichts
      --tenant KOMMUNE             Kürzel der Kommune (sonst: hamm)
      --source QUELLE              Kürzel der Quelle, wenn es aus der Datei nicht hervorgeht; ein neues legt sie an
      --dry-run                    sagt nur, was übernommen würde
      --json                       schreibt einen Bericht für Maschinen (mit --values jeden Wert)
      --received JJJJ-MM-TT        Tag des Eingangs (sonst: heute)
      --note TEXT                  Bemerkung zur Lieferung

  report --year JAHR --out DATEI   schreibt den Jahresbericht in eine Datei
      --tenant KOMMUNE             Kürzel der Kommune (sonst: hamm)
      --format pdf|html            sonst nach der Endung der Datei
      --language de|en             Sprache des Berichts (sonst: de)

  setup --tenant KÜRZEL --name NAME --admin-name NAME --admin-email ADRESSE
                                   richtet eine Kommune mit ihrer ersten Verwaltungsperson ein
      --kind municipality|county|state-office   Stadt, Kreis oder Landesstelle (sonst: municipality)
      --ags SCHLÜSSEL              Amtlicher Gemeindeschlüssel
      --parts "A;B;C"              Sozialräume, beim Kreis die Städte und Gemeinden
  tenant create --tenant KÜRZEL --name NAME   legt eine weitere Kommune an (Angaben wie bei setup)
  tenant list                      zeigt, welche Kommunen angelegt sind

  user list --tenant KOMMUNE       zeigt Personen, Rollen und offene Einladungen
  user invite --tenant KOMMUNE --email ADRESSE --name NAME --role ROLLE
                                   lädt ein: mit einer Mail, ohne Mailserver mit einem Link
      --place, --organisation, --field KÜRZEL   begrenzt die Rolle (mehrfach möglich)
      --again                      neuer Link für eine offene Einladung
  user reset --email ADRESSE       macht einen Link, mit dem die Person ein neues Kennwort wählt
      --second-factor              entfernt auch den zweiten Faktor
  user disable --email ADRESSE     sperrt ein Konto überall (--enable: entsperrt es)

  seed                             legt an, was von den Städten der Vorführung fehlt

  audit verify                     prüft die Protokolle aller Kommunen und der Konten auf Änderungen
      --tenant KOMMUNE             nur das Protokoll dieser Kommune
      --checksum PRÜFSUMME         ob es noch enthält, was früher notiert wurde (mit --tenant oder --accounts)
      --accounts                   nur die Ereignisse an Konten

  mail test --to ADRESSE           schickt eine Testnachricht und sagt, was der Mailserver antwortet

  backup --out DATEI               sichert die ganze Installation in eine Datei, während andere weiterarbeiten
      --force                      ersetzt eine Datei, die es schon gibt
  restore DATEI                    spielt eine Sicherung in eine leere Installation zurück
      --replace                    ersetzt, was da ist (fragt nach)

  export --tenant KOMMUNE --out DATEI
                                   gibt alle Daten einer Kommune in offenen Formaten aus (auch mit --force)
  import-tenant DATEI              nimmt eine solche Ausgabe in eine leere Installation auf

  --help                           zeigt diese Hilfe

Läuft Lückenlos gerade, arbeitet der Befehl mit derselben Datenbank; sonst startet er sie für sich.
Das Ende sagt: 0 erledigt, 1 abgelehnt oder gescheitert (der Grund steht da), 2 falsch aufgerufen.`

type Command = (args: readonly string[]) => Promise<void>

/** Loaded when called: the help is there at once. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  audit: async () => (await import('./auditCommand.ts')).runAudit,
  backup: async () => (await import('./backupCommand.ts')).runBackup,
  export: async () => (await import('./exportCommand.ts')).runExport,
  import: async () => (await import('./importCommand.ts')).runImport,
  'import-tenant': async () => (await import('./importTenantCommand.ts')).runImportTenant,
  mail: async () => (await import('./mailCommand.ts')).runMail,
  report: async () => (await import('./reportCommand.ts')).runReport,
  restore: async () => (await import('./restoreCommand.ts')).runRestore,
  setup: async () => (await import('./tenantCommand.ts')).runSetup,
  tenant: async () => (await import('./tenantCommand.ts')).runTenant,
  user: async () => (await import('./userCommand.ts')).runUser,
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
    if (error instanceof Reported) return 1
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

// Whoever reads along may go (`| head`): the work is done to its end all the same, and the exit code says how it went.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

process.exitCode = await main(process.argv.slice(2))
