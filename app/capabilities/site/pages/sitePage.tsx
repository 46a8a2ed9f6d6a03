import { useTranslation } from 'react-i18next'
import { data, redirect } from 'react-router'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { isLanguage } from '#app/texts/i18n.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import { readContent } from '../content.ts'
import { fieldReader } from '../formFields.ts'
import { Overtaken } from '../Overtaken.tsx'
import { SiteForm } from '../SiteForm.tsx'
import { SitePageView } from '../SitePageView.tsx'
import { readPageFacts } from '../shownPage.server.ts'
import { type SitePageKind, sitePageKinds, sitePaths } from '../site.ts'
import { changeSitePage, listSiteVersions } from '../sitePages.server.ts'
import { suggestContent } from '../suggestions.ts'
import { Versions } from '../Versions.tsx'
import type { Route } from './+types/sitePage'

/** Which page, in which language: from the address. */
function readAddress(kind: string, request: Request) {
  const { searchParams } = new URL(request.url)
  const language = searchParams.get('in') ?? 'de'
  const known = sitePageKinds.find((one) => one === kind)
  if (!known || !isLanguage(language)) notFound()
  return { kind: known, language, searchParams }
}

const ownAddress = (slug: string, kind: SitePageKind, language: string) =>
  `/${slug}/verwaltung/seiten/${kind}${language === 'de' ? '' : `?in=${language}`}`

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'site.edit', request)
  const { kind, language, searchParams } = readAddress(params.kind, request)
  const { facts, versions } = await visit.read(async (reader) => ({
    facts: await readPageFacts(reader, context, visit.tenant),
    versions: await listSiteVersions(reader, kind, language),
  }))
  const [present] = versions
  const wanted = versions.find((one) => String(one.version) === searchParams.get('fassung'))
  return {
    kind,
    language,
    facts,
    base: `/${visit.tenant.slug}`,
    version: present?.version ?? 0,
    content: (wanted ?? present)?.content ?? suggestContent(kind, visit.tenant.name, language),
    restored: wanted && wanted !== present ? wanted.version : undefined,
    saved: Number(searchParams.get('gespeichert')) === present?.version ? present?.version : undefined,
    unchanged: searchParams.has('unveraendert'),
    versions: versions.map(({ version, changedBy, changedAt }) => ({
      version,
      changedBy,
      changedAt: changedAt.toISOString(),
    })),
  }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'site.edit', request)
  const { kind, language } = readAddress(params.kind, request)
  const get = fieldReader(await request.formData())
  const base = /^\d{1,9}$/.test(get('base') ?? '') ? Number(get('base')) : undefined
  if (base === undefined) throw data(null, { status: 400 })
  const { content, problems } = readContent(kind, get)
  const typed = { content, problems, base, preview: false, overtaken: undefined }
  if (problems.length > 0) return data(typed, { status: 400 })
  if (get('intent') === 'preview') return data({ ...typed, preview: true })
  const result = await visit.write((writer) =>
    changeSitePage(writer, visit.actor, { kind, language, base, content }, visit.now),
  )
  if ('refused' in result) {
    const { version, changedBy, content: stored } = result.now
    return data({ ...typed, base: version, overtaken: { changedBy, stored } }, { status: 409 })
  }
  const address = ownAddress(visit.tenant.slug, kind, language)
  const word = result.done === 'saved' ? `gespeichert=${result.version}` : 'unveraendert'
  throw redirect(`${address}${address.includes('?') ? '&' : '?'}${word}`)
}

export default function SitePage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('site')
  const { kind, language, facts, base, version, versions, restored, saved, unchanged } = loaderData
  const content = actionData?.content ?? loaderData.content
  const slug = base.slice(1)
  return (
    <Page
      breadcrumb={[
        { label: t('administration'), href: `${base}/verwaltung` },
        { label: t('pages.title'), href: `${base}/verwaltung/seiten` },
      ]}
      title={t(`${kind}.title`)}
      width="text"
      actions={<ButtonLink to={`${base}/${sitePaths[kind]}`}>{t('form.show')}</ButtonLink>}
    >
      <Tabs
        label={t('form.languages')}
        items={(['de', 'en'] as const).map((one) => ({
          label: t(`form.${one}`),
          href: ownAddress(slug, kind, one),
          current: one === language,
        }))}
      />
      {!actionData && saved ? (
        <Notice kind="success" title={t('form.saved', { version: saved })} live />
      ) : null}
      {!actionData && unchanged ? <Notice kind="info" title={t('form.unchanged', { version })} live /> : null}
      {!actionData && restored ? (
        <Notice kind="info" title={t('form.restored', { version: restored })} live />
      ) : null}
      {actionData?.overtaken ? (
        <Overtaken
          kind={kind}
          name={actionData.overtaken.changedBy}
          typed={content}
          stored={actionData.overtaken.stored}
        />
      ) : null}
      <SiteForm
        key={`${language} ${restored} ${saved}`}
        kind={kind}
        content={content}
        problems={actionData?.problems ?? []}
        base={actionData?.base ?? version}
      />
      {actionData?.preview ? (
        <Section title={t('form.previewTitle')} id="vorschau" lead={<p>{t('form.previewNote')}</p>}>
          <div className="ll-card" lang={language}>
            <SitePageView kind={kind} facts={facts} content={content} />
          </div>
        </Section>
      ) : null}
      <Versions versions={versions} address={ownAddress(slug, kind, language)} />
    </Page>
  )
}
