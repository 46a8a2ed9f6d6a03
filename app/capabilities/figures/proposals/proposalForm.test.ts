import { describe, expect, it } from 'vitest'
import type { Layout } from '../figure.ts'
import { tryFile } from '../guess/trial.fixture.ts'
import { asSeries } from '../reading/catalogue.ts'
import { seriesOf } from '../reading/reading.fixture.ts'
import { neededProposals, proposalField, readProposalForm } from './proposalForm.ts'

const wide = `Frühe Hilfen 2018
Sozialraum;Besuche;Quote in %
Uentrop;12;4,5
Heessen;30;8,1
`
const long = `Sozialraum;Merkmal;2017;2018
Uentrop;Besuche;12;13
Uentrop;Anrufe;4;5
`
const context = { sourceKey: 'help', series: [], families: new Set(['family']) }
const form = (fields: Readonly<Record<string, string>>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}
const settle = (layout: Layout, fields: Readonly<Record<string, string>>, more = {}) =>
  readProposalForm(form(fields), layout, { ...context, ...more })
const settled = (layout: Layout, fields: Readonly<Record<string, string>>) => {
  const read = settle(layout, fields)
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.layout
}
const problems = (layout: Layout, fields: Readonly<Record<string, string>>, more = {}) => {
  const read = settle(layout, fields, more)
  return 'problems' in read ? read.problems.map(({ field, kind }) => `${field} ${kind}`) : []
}

describe('the form of proposed series', () => {
  it('leaves what was proposed as it is where nobody changes anything', async () => {
    const { layout } = await tryFile(wide)
    const [first] = layout.proposals!.series
    const same = settled(layout, {})
    expect(same.tables).toEqual(layout.tables)
    expect(same.proposals!.series[0]).toEqual({
      ...first,
      overPlaces: 'sum',
      overTime: 'sum',
    })
  })

  it('takes name, kind, sums and family, and keeps the name of the file as another name', async () => {
    const { layout } = await tryFile(wide)
    const next = settled(layout, {
      [proposalField(0, 'name')]: ' Willkommens-Besuche ',
      [proposalField(0, 'overTime')]: 'none',
      [proposalField(0, 'family')]: 'family',
    })
    const [visits] = next.proposals!.series
    expect(visits).toMatchObject({
      key: 'willkommens_besuche',
      name: 'Willkommens-Besuche',
      kind: 'count',
      overTime: 'none',
      family: 'family',
    })
    expect(visits!.aliases).toContain(layout.proposals!.series[0]!.name)
    expect(asSeries(visits!)).toMatchObject({ overPlaces: 'sum', overTime: 'none' })
    const used = next.tables[0]!.columns.flatMap((column) => (column.role === 'value' ? column.series : []))
    expect(used).toContain('willkommens_besuche')
    const again = await tryFile(wide, { corrections: next })
    expect(again.analysis.problemCount).toBe(0)
    expect(again.values.some((value) => value.includes('willkommens_besuche uentrop 2018 = 12'))).toBe(true)
  })

  it('still finds the rows of a renamed series', async () => {
    const { layout } = await tryFile(long)
    const next = settled(layout, { [proposalField(0, 'name')]: 'Hausbesuche' })
    const again = await tryFile(long, { corrections: next })
    expect(again.values).toContain('C2 hausbesuche uentrop 2017 = 12')
    expect(again.values).toContain('C3 anrufe uentrop 2017 = 4')
  })

  it('reads the values by another unit', async () => {
    const { layout } = await tryFile(wide)
    const next = settled(layout, {
      [proposalField(0, 'measure')]: 'amount',
      [proposalField(0, 'decimals')]: '2',
    })
    const again = await tryFile(wide, { corrections: next })
    expect(again.values.some((value) => value.endsWith('uentrop 2018 = 1200'))).toBe(true)
  })

  it('says at its field what cannot be', async () => {
    const { layout } = await tryFile(wide)
    const [name0, name1] = [proposalField(0, 'name'), proposalField(1, 'name')]
    expect(problems(layout, { [name0]: ' ' })).toEqual([`${name0} missing`])
    expect(problems(layout, { [name0]: 'x'.repeat(161) })).toEqual([`${name0} name-long`])
    expect(problems(layout, { [name0]: 'Gleich', [name1]: 'gleich' })).toContain(`${name0} name-taken`)
    expect(problems(layout, { [proposalField(1, 'overPlaces')]: 'sum' })).toEqual([
      `${proposalField(1, 'overPlaces')} sum-of-rates`,
    ])
    expect(problems(layout, { [proposalField(0, 'measure')]: 'tons' })).toEqual([
      `${proposalField(0, 'measure')} choose`,
    ])
    expect(problems(layout, { [proposalField(0, 'family')]: 'of_others' })).toEqual([
      `${proposalField(0, 'family')} choose`,
    ])
    expect(problems(layout, { [proposalField(0, 'decimals')]: '9' })).toEqual([
      `${proposalField(0, 'decimals')} decimals-form`,
    ])
  })

  it('takes no name that the source or the file has already', async () => {
    const { layout } = await tryFile(long)
    const name = proposalField(0, 'name')
    const series = [{ ...seriesOf({ key: 'births', name: 'Geburten' }), sourceKey: 'help' }]
    expect(problems(layout, { [name]: 'geburten' }, { series })).toEqual([`${name} name-taken`])
    // The rows called "Anrufe" would mean both, even if those are called otherwise from now on.
    expect(problems(layout, { [name]: 'Anrufe', [proposalField(1, 'name')]: 'Telefonate' })).toEqual([
      `${name} name-taken`,
    ])
  })

  it('gives a key of its own to what has the key of a series by now', async () => {
    const { layout } = await tryFile(wide)
    const { key } = layout.proposals!.series[0]!
    const series = [{ ...seriesOf({ key, name: 'Besuche' }), sourceKey: 'elsewhere' }]
    const read = settle(layout, {}, { series })
    if ('problems' in read) throw new Error(JSON.stringify(read.problems))
    expect(read.layout.proposals!.series[0]!.key).toBe(`${key}_2`)
    const used = read.layout.tables[0]!.columns.flatMap((one) => (one.role === 'value' ? one.series : []))
    expect(used).toContain(`${key}_2`)
    expect(used).not.toContain(key)
  })

  it('creates only what the file has figures for', async () => {
    const { layout } = await tryFile(wide)
    const [first, second] = layout.proposals!.series
    expect(neededProposals(layout.proposals, { [second!.key]: 2 })!.series).toEqual([second])
    expect(neededProposals(layout.proposals, { elsewhere: 2 })).toBeUndefined()
    expect(neededProposals(layout.proposals, { [first!.key]: 0 })).toBeUndefined()
  })
})
