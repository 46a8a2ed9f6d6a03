// Runs on the system's Node, 20 or newer, before any dependency is there: plain JavaScript, nothing but Node itself.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const cloneFolder = dirname(dirname(fileURLToPath(import.meta.url)))
const stampPath = join(cloneFolder, 'node_modules', '.lueckenlos-installed')

/**
 * Makes sure that the dependencies are those of package-lock.json and that our own Node runs; returns its path.
 * Ends the process with a German sentence where that can't be done.
 */
export async function install() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) {
    fail(
      `Lückenlos braucht Node.js ab Version 20; hier läuft ${process.version}. Neuere Versionen: https://nodejs.org`,
    )
  }
  const release = await waitForInstallLock()
  try {
    if (!isInstalled()) await installDependencies()
    const node = findOwnNode()
    writeFileSync(stampPath, fingerprint())
    return node
  } finally {
    await release()
  }
}

/** Runs one of our TypeScript files on our own Node, in this terminal, and ends as it ends. */
export async function runOnOwnNode(script, args) {
  const node = await install()
  const child = spawn(node, [join(cloneFolder, 'scripts', script), ...args], {
    cwd: cloneFolder,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: `${join(cloneFolder, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
    },
  })
  // The child sees its channel close when this process is killed, and ends in good order.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  watchNpm(() => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

/** A killed npm leaves its script behind, and the shell that it runs scripts through. Then we end too. */
function watchNpm(onLoss) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const grandparent = parentOf(parent)
  const throughShell = grandparent !== undefined && /npm/.test(readProcess(grandparent, 'cmdline'))
  const timer = setInterval(() => {
    if (process.ppid === parent && (!throughShell || parentOf(parent) === grandparent)) return
    clearInterval(timer)
    onLoss()
  }, 500)
  timer.unref()
}

/** On Linux; elsewhere only the direct parent is watched. */
function parentOf(pid) {
  const afterName = readProcess(pid, 'stat').split(') ')[1]
  return afterName === undefined ? undefined : Number(afterName.split(' ')[1])
}

function readProcess(pid, what) {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8')
  } catch {
    return ''
  }
}

const fingerprint = () =>
  createHash('sha256')
    .update(readFileSync(join(cloneFolder, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex')

function isInstalled() {
  try {
    if (readFileSync(stampPath, 'utf8') === fingerprint()) return true
  } catch {
    // Installed by hand, perhaps: npm's own list of what it installed says so.
  }
  try {
    const wanted = readPackages('package-lock.json')
    const found = readPackages(join('node_modules', '.package-lock.json'))
    return Object.entries(wanted).every(
      ([path, entry]) =>
        path === '' || found[path]?.version === entry.version || (entry.optional && !found[path]),
    )
  } catch {
    return false
  }
}

const readPackages = (path) => JSON.parse(readFileSync(join(cloneFolder, path), 'utf8')).packages

async function installDependencies() {
  say('Abhängigkeiten werden geladen (beim ersten Mal etwa eine Minute) …')
  const begun = Date.now()
  const seconds = () => Math.round((Date.now() - begun) / 1000)
  const timer = setInterval(() => say(`  … noch dabei (${seconds()} s)`), 10_000)
  const { code, output } = await npm(['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund'])
  clearInterval(timer)
  if (code !== 0) {
    fail(
      `Die Abhängigkeiten lassen sich nicht laden (npm ci endete mit ${code}). Besteht eine Verbindung zum Paketverzeichnis? npm schrieb zuletzt:\n${output.trim().split('\n').slice(-15).join('\n')}`,
    )
  }
  say(`Abhängigkeiten geladen (${seconds()} s).`)
}

function npm(args) {
  // Below `npm run` the npm that runs us is known; it may be another one than the first in the path.
  const own = process.env.npm_execpath
  const [command, ...first] = own?.endsWith('js') ? [process.execPath, own] : ['npm']
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args], { cwd: cloneFolder, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: error.code, output: String(error) }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** The Node that the package `node` brings along; our code needs its TypeScript and file locks. */
function findOwnNode() {
  const path = join(cloneFolder, 'node_modules', 'node', 'bin', 'node')
  const works = () =>
    existsSync(path) && /^v2[4-9]/.test(spawnSync(path, ['--version']).stdout?.toString() ?? '')
  // Where npm was told to ignore install scripts, the program is still missing: run this one script by hand.
  if (!works()) {
    const script = join(cloneFolder, 'node_modules', 'node', 'installArchSpecificPackage.js')
    spawnSync(process.execPath, [script], { cwd: dirname(script), stdio: 'ignore' })
  }
  if (works()) return path
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return fail(
    'Die mitgelieferte Laufzeit Node 24 fehlt: npm hat das Installationsskript des Pakets „node“ nicht ausgeführt. Löschen Sie den Ordner node_modules und starten Sie noch einmal, oder verwenden Sie Node 24.',
  )
}

/**
 * Only one process installs in a clone; the others wait and find it done. The lock is a local socket that is being
 * listened on: the system gives it back however its holder ends.
 */
async function waitForInstallLock() {
  const name = `lueckenlos-${createHash('sha256').update(realpathSync(cloneFolder)).digest('hex').slice(0, 16)}`
  // Linux has names for sockets outside of the file system, which leave nothing behind.
  const path = process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`)
  for (let told = false; ; told = true) {
    const server = await listen(path)
    if (server) return () => new Promise((resolve) => server.close(resolve))
    if (!told) say('Ein anderer Start richtet diesen Ordner gerade ein; einen Augenblick …')
    await untilGone(path)
  }
}

function listen(path) {
  return new Promise((resolve, reject) => {
    const waiting = new Set()
    const server = createServer((socket) => {
      waiting.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => waiting.delete(socket))
    })
    const close = server.close.bind(server)
    server.close = (done) => {
      for (const socket of waiting) socket.destroy()
      return close(done)
    }
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)))
    server.listen(path, () => resolve(server))
  })
}

function untilGone(path) {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.resume()
    socket.on('error', (error) => {
      if (error.code === 'ECONNREFUSED' && !path.startsWith('\0')) rmSync(path, { force: true })
    })
    socket.on('close', () => setTimeout(resolve, 100))
  })
}

function say(line) {
  console.log(line)
}

function fail(sentence) {
  console.error(`\n${sentence}\n`)
  process.exit(1)
}
