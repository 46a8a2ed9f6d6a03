import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wholeGrants } from '#app/capabilities/accounts/account.ts'
import { createCertificate } from '../support/mailServer.ts'
import { openBrowsing } from '../support/signOn/browsing.ts'
import { type ForgingProvider, startForgingProvider } from '../support/signOn/forgingProvider.ts'
import { openSignOnInstance, type SignOnInstance, signsIn } from '../support/signOn/instance.ts'
import { setUpSignOn } from '../support/signOn/town.ts'

let folder: string
let provider: ForgingProvider
let trusting: SignOnInstance
let distrusting: SignOnInstance

beforeAll(async () => {
  const certificate = await createCertificate()
  folder = await mkdtemp(join(tmpdir(), 'lueckenlos-ca-'))
  await writeFile(join(folder, 'ca.pem'), certificate.cert)
  provider = await startForgingProvider(['G'], certificate)
  trusting = await openSignOnInstance({ NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') })
  distrusting = await openSignOnInstance()
  for (const { database, hamm } of [trusting, distrusting])
    await setUpSignOn(database, hamm, provider, { G: wholeGrants('planning')[0]! })
})

afterAll(async () => {
  await provider?.stop()
  await trusting?.close()
  await distrusting?.close()
  await rm(folder, { recursive: true })
})

test('a provider whose certificate nobody vouches for is not spoken with', async () => {
  const step = await openBrowsing().get(distrusting.startOf('hamm'))
  expect(step.location).toBe(distrusting.problem('hamm', 'nicht-erreichbar'))
  expect(provider.verifiers).toEqual([])
})

test('a provider with a certificate of the municipality’s own authority is, once that authority is named at the start', async () => {
  const browsing = openBrowsing()
  const begun = await browsing.get(trusting.startOf('hamm'))
  expect(begun.location).toContain(provider.issuer)
  // The person's browser has its own trust; what it is sent back with is put together here.
  const asked = new URL(begun.location!).searchParams
  const { code, iss } = provider.issueCode(asked.get('nonce')!)
  const answer = new URL(trusting.answerOf('hamm'))
  for (const [name, value] of Object.entries({ code, iss, state: asked.get('state')! }))
    answer.searchParams.set(name, value)
  expect(signsIn(await browsing.get(answer.href))).toBe(true)
})
