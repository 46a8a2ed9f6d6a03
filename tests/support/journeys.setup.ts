import type { TestProject } from 'vitest/node'
import { listTownSlugs, readTown } from '../../demo/town.server.ts'
import { getChromium } from './chromium.ts'
import { startInstallation } from './installation.ts'

declare module 'vitest' {
  interface ProvidedContext {
    baseUrl: string
  }
}

/**
 * One running installation with the demo towns for all journeys. `JOURNEYS_URL` names one that already runs, for working on
 * a single journey; the journeys leave deliveries and reports behind in it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  getChromium()
  const running = process.env.JOURNEYS_URL
  if (running) {
    project.provide('baseUrl', running)
    return async () => {}
  }
  const installation = await startInstallation()
  project.provide('baseUrl', installation.baseUrl)
  return async () => {
    await installation.stop()
    refusePersonalData(installation.output())
  }
}

/** After everything that people do here: who they were must not stand in what the software has printed. */
function refusePersonalData(output: string): void {
  const names = listTownSlugs().flatMap((slug) => readTown(slug).people.map(({ name }) => name))
  const texts = names
    .flatMap((name) => [name, name.split(' ').at(-1)!])
    .concat('?zurueck', '?sprache', 'sitzung=')
  const address = /[\w.+-]+@[\w-]+\.\w+/.exec(output)?.[0]
  const found = [...texts.filter((text) => output.includes(text)), ...(address ? [address] : [])]
  if (found.length > 0)
    throw new Error(`The software has printed what belongs to persons (${found.join(', ')}):\n${output}`)
}
