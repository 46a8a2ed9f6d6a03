import { expect, it } from 'vitest'
import { reservedKey } from '../series/seriesForm.ts'
import { tryFile } from './trial.fixture.ts'

it('never proposes the key that is the address of the form for a new series', async () => {
  const { proposed } = await tryFile('Sozialraum;Jahr;Neu\nPelkum;2017;3\nHeessen;2017;4\n')
  expect(proposed).toMatchObject([{ name: 'Neu', key: `${reservedKey}_2` }])
})
