import { CellStore } from '#app/capabilities/figures/reading/cellstore.ts'
import { analyseTable } from '#app/capabilities/figures/reading/analyse.ts'
import { Catalogue } from '#app/capabilities/figures/reading/catalogue.ts'
import { guessLayout } from '#app/capabilities/figures/reading/layoutguess.ts'
import { RowReader } from '#app/capabilities/figures/reading/rowreader.ts'
import { openTable, sampleTable } from '#app/capabilities/figures/reading/table.ts'
import { seriesOf } from '#app/capabilities/figures/reading/reading.fixture.ts'
const N = 500000
const parts: string[] = ['Kennzahl;Bezirk;Jahr;Alter;Wert\r\n']
for (let i = 0; i < N; i++) { const v = (i * 7919) % 5000; parts.push(`Kinder;Bezirk ${(Math.floor(i / 100) % 100) + 1};${1971 + Math.floor(i / 10000)};${i % 100} Jahre;${v < 1000 ? v : Math.floor(v / 1000) + '.' + String(v % 1000).padStart(3, '0')}\r\n`) }
const bytes = Buffer.from(parts.join(''))
parts.length = 0
const cat = new Catalogue({ series: [seriesOf({ key: 'kinder', name: 'Kinder', dimensions: ['age'] })], dimensions: [{ key: 'age', name: 'Alter', nameEn: 'age', values: Array.from({ length: 100 }, (_, i) => ({ key: String(i), name: i + ' Jahre', aliases: [] })) }], places: [{ id: 1, key: 't', name: 'Messstadt', kind: 'town', parentId: undefined, ags: undefined, aliases: [] }, ...Array.from({ length: 100 }, (_, i) => ({ id: i + 2, key: 'a' + i, name: 'Bezirk ' + (i + 1), kind: 'area' as const, parentId: 1, ags: undefined, aliases: [] }))] })
const content = async function* () { for (let i = 0; i < bytes.length; i += 1048576) yield bytes.subarray(i, i + 1048576) }
const table = await openTable(content, bytes.length)
const g = guessLayout(await sampleTable(table, undefined), cat, { fileName: 'x.csv' })
const t = async (n: string, f: () => Promise<unknown>) => { const c = process.cpuUsage(); const s = performance.now(); await f(); const d = process.cpuUsage(c); console.log(n.padEnd(12), 'cpu', (d.user / 1e6).toFixed(2), 'wall', ((performance.now() - s) / 1000).toFixed(2)) }
for (let r = 0; r < 3; r++) {
  await t('parse', async () => { for await (const b of table.rows(undefined)) b.length })
  await t('read', async () => { const rr = new RowReader(g.layout, cat, new Map()); for await (const b of table.rows(undefined)) for (const x of b) rr.read(x) })
  await t('analyse', () => analyseTable(table, g.layout, cat, { earlier: new CellStore() }))
}
