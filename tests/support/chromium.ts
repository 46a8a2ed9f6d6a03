import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
]
const otherPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** `CHROMIUM_PATH`, else the first Chromium or Chrome of the system. */
function findChromium(): string | undefined {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (isProgram(chosen)) return chosen
    throw new Error(`CHROMIUM_PATH zeigt auf „${chosen}“; dort liegt kein ausführbares Programm.`)
  }
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...otherPlaces]
  return candidates.find(isProgram)
}

/** As root on Debian and its relatives the distribution's own package is installed. */
function installChromium(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  console.log('Chromium fehlt und wird als Debian-Paket installiert …')
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
}

/** The path of a Chromium; throws a sentence that says what to do where there is none. */
export function getChromium(): string {
  const found = findChromium()
  if (found) return found
  installChromium()
  const installed = findChromium()
  if (installed) return installed
  throw new Error(
    'Für die Browsertests fehlt ein Chromium. Installieren Sie das Paket „chromium“ (oder Google Chrome), oder nennen Sie den Pfad: CHROMIUM_PATH=/pfad/zu/chromium npm test',
  )
}
