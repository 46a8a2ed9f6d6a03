import type { TestProject } from 'vitest/node'
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
  return () => installation.stop()
}
