import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDataFolder, killStartedProcesses, startProcess } from '../tests/support/processes.ts'

const command = join(import.meta.dirname, 'lueckenlos.ts')
let data: Awaited<ReturnType<typeof createDataFolder>>

beforeAll(async () => {
  data = await createDataFolder()
  // As beside a running installation: the commands work with its database.
  const instance = startProcess(join(import.meta.dirname, '../tests/support/openInstance.ts'), {
    env: { LUECKENLOS_DATA: data.path },
  })
  await instance.until('ready')
})
afterAll(async () => {
  killStartedProcesses()
  await data.remove()
})

async function run(...args: string[]) {
  const env = { LUECKENLOS_DATA: data.path, LUECKENLOS_DEMO: 'off', APP_URL: 'https://praevention.example' }
  const started = startProcess(command, { args, env })
  return { code: await started.ended, output: started.output() }
}

const setup = (slug: string, email: string) =>
  run(
    'setup',
    '--tenant',
    slug,
    '--name',
    `Stadt ${slug}`,
    '--admin-name',
    'Sabine Kortmann',
    '--admin-email',
    email,
  )
const inviteAs = (email: string, role: string, ...more: string[]) =>
  run(
    'user',
    'invite',
    '--tenant',
    'unna',
    '--email',
    email,
    '--name',
    'Jan Petersen',
    '--role',
    role,
    ...more,
  )
const token = (output: string, part: string) =>
  new RegExp(`^https://praevention\\.example/${part}/([\\w-]{43})$`, 'm').exec(output)?.[1]

test.for([
  [['setup', '--tenant', 'unna', '--name', 'Unna'], '--admin-name'],
  [['setup', '--tenant', 'unna', '--name', 'Unna', '--password', 'geheim'], '--password'],
  [['user', 'reset'], '--email'],
  [['user', 'invite', '--tenant', 'unna', '--email', 'a@b.example', '--role', 'king'], 'area_coordination'],
] as const)('called wrongly it ends with 2 and says what is missing: %s', async ([args, word]) => {
  const { code, output } = await run(...args)
  expect(code).toBe(2)
  expect(output).toContain(word)
})

test('from nothing to a municipality with people: links, no passwords; a second time nothing is done and it says so', {
  timeout: 240_000,
}, async () => {
  const first = await setup('unna', 'sabine@unna.example')
  expect(first.code).toBe(0)
  expect(token(first.output, 'konto/kennwort')).toBeDefined()
  expect(await setup('unna', 'sabine@unna.example')).toMatchObject({
    code: 1,
    output: expect.stringContaining('hat schon eine Kommune'),
  })
  expect(await setup('hamm', 'sabine@unna.example')).toMatchObject({
    code: 1,
    output: expect.stringContaining('user invite'),
  })
  expect((await run('tenant', 'create', '--tenant', 'hamm', '--name', 'Stadt Hamm')).code).toBe(0)
  const tenants = await run('tenant', 'list')
  expect(
    tenants.output
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0]),
  ).toEqual(['unna', 'hamm'])

  const invited = await inviteAs('jan@unna.example', 'coordination')
  expect(token(invited.output, 'unna/einladung')).toBeDefined()
  expect(await inviteAs('jan@unna.example', 'coordination')).toMatchObject({
    code: 1,
    output: expect.stringContaining('--again'),
  })
  const again = await inviteAs('jan@unna.example', 'coordination', '--again')
  expect(token(again.output, 'unna/einladung')).not.toBe(token(invited.output, 'unna/einladung'))
  expect((await inviteAs('ort@unna.example', 'area_coordination')).output).toContain('bestimmte Orte')

  const reset = await run('user', 'reset', '--email', 'sabine@unna.example', '--second-factor')
  expect(reset.code).toBe(0)
  expect(reset.output).toContain('Einen zweiten Faktor hatte das Konto nicht.')
  expect(token(reset.output, 'konto/kennwort')).not.toBe(token(first.output, 'konto/kennwort'))

  const disabled = await run('user', 'disable', '--email', 'sabine@unna.example')
  expect(disabled.output).toContain('gesperrt')
  expect(disabled.output).toContain('niemand mehr die Rolle administration')
  expect((await run('user', 'disable', '--email', 'sabine@unna.example')).output).toContain('schon gesperrt')
  expect(await run('user', 'reset', '--email', 'sabine@unna.example')).toMatchObject({ code: 1 })
  const people = await run('user', 'list', '--tenant', 'unna')
  expect(people.output).toMatch(/Sabine Kortmann\tsabine@unna\.example\tVerwaltung des Systems.*\tgesperrt/)
  expect(people.output).toMatch(/Jan Petersen\tjan@unna\.example\tKoordination.*\teingeladen/)
})
