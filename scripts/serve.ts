import { createServer } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { createSetupCode } from '#app/capabilities/accounts/accounts.server.ts'
import { openDatabasePool } from '#app/platform/database.server.ts'
import { getSecrets } from '#app/platform/dataFolder.server.ts'
import { setUpJobs } from '#app/platform/jobs/queue.server.ts'
import { describeError } from '#app/platform/log.server.ts'
import { migrate } from '#app/platform/postgres/migrate.server.ts'
import { type OpenDatabase, openDatabase } from '#app/platform/postgres/postgres.server.ts'
import { withSetupLock } from '#app/platform/postgres/setupLock.server.ts'
import { Refusal } from '#app/platform/refusal.ts'
import { readSettings, type Settings } from '#app/platform/settings.server.ts'
import { seedDemo } from '../demo/seed.server.ts'
import { type Build, ensureBuild } from './build.ts'
import { type Kept, keepRunning } from './children.ts'

const say = (line: string) => console.log(line)
// A terminal that was closed must not end us before the database is stopped in good order.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

/** Everything that has to be ended, in the order in which it was begun. */
let database: OpenDatabase | undefined
let build: Build | undefined
const children: Kept[] = []
/** For whoever reads long files, as in package.json for the command: 90 MB less at a million rows (decision 0023). */
const sparing = ['--max-semi-space-size=16']
let ending: Promise<void> | undefined

function end(exitCode: number): Promise<void> {
  ending ??= (async () => {
    await Promise.all(children.map((child) => child.stop()))
    await database?.close()
    build?.release()
    process.exit(exitCode)
  })()
  return ending
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (!ending) say('\nLückenlos wird beendet …')
    void end(0)
  })
process.on('disconnect', () => void end(0))

try {
  await serve(readSettings(process.env))
} catch (error) {
  if (error instanceof Refusal) console.error(`\n${error.message}\n`)
  else if (!ending) console.error(`\nLückenlos kann nicht starten.\n${describeError(error)}`)
  await end(1)
}

async function serve(settings: Settings): Promise<void> {
  say('Datenbank wird geöffnet …')
  database = await openDatabase(settings, 'instance')
  await refuseTakenPort(settings)
  build = await ensureBuild(settings.cloneFolder, () => say('Seiten werden gebaut …'))
  const { ownerUrl, appUrl } = database
  await withSetupLock(ownerUrl, async () => {
    await migrate(ownerUrl, join(settings.cloneFolder, 'migrations'))
    await setUpJobs(ownerUrl)
    if (settings.demo) await seed(appUrl)
  })

  const address = settings.appUrl ?? `http://localhost:${settings.port}`
  const environment = {
    NODE_ENV: 'production',
    LUECKENLOS_APP_URL: appUrl,
    LUECKENLOS_DEMO: settings.demo ? 'on' : 'off',
    LUECKENLOS_SECRET: settings.secret ?? (await getSecrets(settings.dataFolder)).sessionSecret,
    LUECKENLOS_CLIENT: join(build.folder, 'client'),
    PORT: String(settings.port),
    HOST: settings.host,
  }
  const server = join(settings.cloneFolder, build.folder, 'server', 'index.js')
  const worker = join(settings.cloneFolder, 'server', 'worker.ts')
  // The web server finishes its requests (server/connections.ts), the worker gives its jobs back.
  const patience = 25_000 + settings.drainSeconds * 1000
  children.push(keepRunning('Webserver', server, environment, patience))
  children.push(keepRunning('Hintergrundarbeiten', worker, environment, 8_000, sparing))
  await Promise.all(children.map((child) => child.ready))
  const place = settings.databaseUrl ? 'der Datenbank aus DATABASE_URL' : settings.dataFolder
  say(`\nLückenlos läuft: ${address}\nBeenden mit Strg+C. Die Daten liegen in ${place}.\n`)
  if (!settings.demo) await saySetupLink(appUrl, settings, address)
  process.send?.({ kind: 'listening', port: settings.port, children: children.map((child) => child.pid()) })
}

/** Whoever sees this terminal may set up the first municipality; nobody else knows the code. */
async function saySetupLink(appUrl: string, { port }: Settings, address: string): Promise<void> {
  const pool = openDatabasePool(appUrl)
  try {
    const place = `${hostname()}:${port}`
    const code = await pool.shared((shared) => createSetupCode(shared, place, new Date()))
    if (code === undefined) return
    say(
      'Noch ist keine Kommune eingerichtet. Dieser Link führt dorthin; er gilt einmal und bis zum nächsten Start:',
    )
    say(`\n  ${address}/einrichten?code=${code}\n`)
  } finally {
    await pool.close()
  }
}

/** The towns of the demonstration, if they are not there yet. */
async function seed(appUrl: string): Promise<void> {
  const pool = openDatabasePool(appUrl)
  let last = ''
  try {
    await seedDemo(pool, (progress, sentence) => {
      if (sentence !== last && progress < 1) say(`  ${sentence}`)
      last = sentence
    })
  } finally {
    await pool.close()
  }
}

async function refuseTakenPort({ host, port }: Settings): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Refusal(
          error.code === 'EADDRINUSE'
            ? `Der Anschluss ${port} ist belegt; vielleicht läuft Lückenlos schon. Ein anderer Anschluss: PORT=${port + 1} npm start`
            : `Auf ${host}:${port} lässt sich kein Webserver öffnen (${error.code}). Ein anderer Anschluss: PORT=8080 npm start`,
        ),
      ),
    )
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}
