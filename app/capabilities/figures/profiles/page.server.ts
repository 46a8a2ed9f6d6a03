import type { Language } from '#app/plain/format.ts'
import { nameIn } from '#app/plain/nameIn.ts'
import type { Reader } from '#app/platform/database.server.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { listSources } from '../catalogue.server.ts'
import { readNames } from '../names.server.ts'
import { listProfiles } from './profiles.server.ts'
import { viewProfile } from './view.ts'

/** The profiles of one source in words, and whose files they are about; undefined where there is no such source. */
export async function readProfilesPage(reader: Reader, sourceKey: string, language: Language) {
  const source = (await listSources(reader)).find(({ key }) => key === sourceKey)
  if (!source) return undefined
  const { names } = await readNames(reader, language)
  const t = i18nFor(language).getFixedT(language, 'figures')
  return {
    source: {
      key: source.key,
      name: nameIn(language, source),
      organisation: source.organisation,
    },
    profiles: (await listProfiles(reader, sourceKey)).map((profile) => viewProfile(profile, names, t)),
  }
}
