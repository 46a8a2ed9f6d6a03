import type { Language } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { listVersions } from './definitions.server.ts'
import { parseFormula } from './formula/parser.ts'
import { listReferences } from './formula/references.ts'

/** Indicators that speak of a series today, in a formula or as published rate, by key of the series. */
export async function listSeriesUses(
  reader: Reader,
  language: Language,
): Promise<ReadonlyMap<string, readonly { readonly key: string; readonly name: string }[]>> {
  const uses = new Map<string, { key: string; name: string }[]>()
  for (const { key, name, nameEn, formula, publishedSeries } of await listVersions(reader, undefined)) {
    const read = formula ? parseFormula(formula) : undefined
    const named = read?.ok
      ? listReferences(read.expression).flatMap((one) => (one.kind === 'series' ? [one.series] : []))
      : []
    for (const series of new Set([...named, ...(publishedSeries ? [publishedSeries] : [])])) {
      const list = uses.get(series) ?? []
      uses.set(series, list)
      list.push({ key, name: nameIn(language, { name, nameEn }) })
    }
  }
  return uses
}
