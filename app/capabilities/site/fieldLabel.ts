import { useTranslation } from 'react-i18next'
import type { SitePageKind } from './site.ts'
import { formsDe } from './textsOfForms.ts'

/** The label of a field of a page, by its name. */
export function useFieldLabel(kind: SitePageKind): (name: string) => string {
  const { t } = useTranslation('site')
  const known: Readonly<Record<string, string>> = formsDe.label[kind]
  return (name) => (name in known ? t(`form.label.${kind}.${name}` as 'form.label.imprint.body') : name)
}
