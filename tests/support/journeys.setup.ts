import type { TestProject } from 'vitest/node'
import { getChromium } from './chromium.ts'
import { startInstallation } from './installation.ts'

declare module 'vitest' {
  interface ProvidedContext {
    baseUrl: string
  }
}

/** One running installation with the demo towns for all journeys. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  getChromium()
  const installation = await startInstallation()
  project.provide('baseUrl', installation.baseUrl)
  return () => installation.stop()
}
