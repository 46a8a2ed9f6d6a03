import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Acknowledged, expectNothingLost, startOn, writeUntilKilled } from '../support/lossRounds.ts'
import { createDataFolder, killStartedProcesses } from '../support/processes.ts'
import { rounds } from '../support/rounds.ts'

let data: Awaited<ReturnType<typeof createDataFolder>>
beforeEach(async () => {
  data = await createDataFolder()
})
afterEach(async () => {
  killStartedProcesses()
  await data.remove()
})

const kills = rounds(5, 50)
test(
  `nothing acknowledged is lost and nothing is half in ${kills} rounds in which all processes are killed while three people write`,
  async () => {
    const acknowledged: Acknowledged = { indicators: [], files: [] }
    for (let round = 0; round < kills; round++) {
      const installation = await startOn(data.path)
      await expectNothingLost(data.path, acknowledged)
      const { indicators, files } = await writeUntilKilled(installation, data.path, round)
      acknowledged.indicators.push(...indicators)
      acknowledged.files.push(...files)
    }
    const { machine } = await startOn(data.path)
    await expectNothingLost(data.path, acknowledged)
    expect(acknowledged.indicators.length).toBeGreaterThanOrEqual(kills)
    expect(acknowledged.files.length).toBeGreaterThanOrEqual(kills)
    const invented = { indicators: ['r0-a-99999'], files: [] }
    await expect(expectNothingLost(data.path, invented)).rejects.toThrow(/r0-a-99999/)
    machine.child.kill('SIGTERM')
    expect(await machine.ended).toBe(0)
  },
  kills * 60_000,
)
