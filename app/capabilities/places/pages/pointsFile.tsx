import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { Pager } from '#app/ui/Pager.tsx'
import { LinesTable } from '../files/LinesTable.tsx'
import { PointsOnMap } from '../points/PointsOnMap.tsx'
import {
  PreviewChoices,
  PreviewLines,
  type PreviewPage,
  Problems,
  Skipped,
  Vanished,
} from '../points/PreviewParts.tsx'
import { actOnPointFile } from '../points/pointFile.server.ts'
import { readPointPreview } from '../points/pointPreview.server.ts'
import type { Route } from './+types/pointsFile'
import '../points/points.css'

async function permitFile({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const id = readRowId(params.file)
  return visit.may('places.edit', wholeTenant) && id !== undefined ? { visit, id } : notFound()
}

export async function loader(args: Route.LoaderArgs) {
  const { visit, id } = await permitFile(args)
  const { language, now } = visit
  const t = i18nFor(language).getFixedT(language, 'places')
  const parameters = new URL(args.request.url).searchParams
  const page = await visit.read((reader) => readPointPreview(reader, id, { t, language, now, parameters }))
  return { base: `/${visit.tenant.slug}/verwaltung`, page: page ?? notFound() }
}

export async function action(args: Route.ActionArgs) {
  const { visit, id } = await permitFile(args)
  const form = await args.request.formData()
  const done = await visit.write((writer) => actOnPointFile(writer, visit.actor, { id, form }, visit.now))
  const own = `/${visit.tenant.slug}/verwaltung/einrichtungen`
  switch (done) {
    case 'gone':
      return notFound()
    case 'changed':
      return redirect(`${own}/pruefen/${id}`)
    case 'taken':
    case 'discarded':
      return redirect(`${own}?erledigt=${done}`)
    case 'faulty':
    case 'overtaken':
    case 'reread':
      return data({ refused: done }, { status: 409 })
    case 'unknown':
      return data({ refused: undefined }, { status: 400 })
  }
}

/** A refusal means that the list or what is stored is another by now: the page then shows it as it is. */
export function shouldRevalidate() {
  return true
}

const refusalWords = { faulty: 'changed', overtaken: 'overtaken', reread: 'reread' } as const

function State({ page }: { page: PreviewPage }) {
  const { t } = useTranslation('places')
  const { counts } = page
  if (!page.isReady)
    return (
      <Notice
        kind="warning"
        title={
          page.problemCount === 0
            ? t('points.preview.nothing')
            : t('points.preview.faulty', { count: page.problemCount })
        }
      >
        <p>{t('points.preview.faultyText')}</p>
      </Notice>
    )
  return (
    <Notice
      kind="success"
      title={t(
        counts.new + counts.changed + page.vanished.length > 0
          ? 'points.preview.ready'
          : 'points.preview.nothingNew',
      )}
    >
      {counts.open > 0 ? <p>{t('points.preview.open', { count: counts.open })}</p> : null}
      <p>{t('points.preview.keeps')}</p>
    </Notice>
  )
}

export default function PointsFile({ loaderData: { base, page }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('places')
  const frame = {
    breadcrumb: [
      { label: t('administration'), href: base },
      { label: t('points.title'), href: `${base}/einrichtungen` },
    ],
    title: t('points.preview.title'),
  }
  const discard = (
    <Button kind="tertiary" name="was" value="verwerfen">
      {t('points.preview.discard')}
    </Button>
  )
  const again = (
    <Button kind="secondary" name="was" value="lesen">
      {t('points.preview.apply')}
    </Button>
  )
  if (!('mark' in page))
    return (
      <Page {...frame}>
        <Notice kind="error" title={page.refusal} />
        <Form method="post">
          <Actions>{discard}</Actions>
        </Form>
      </Page>
    )
  const { all, ...counts } = page.counts
  const refused = actionData?.refused
  return (
    <Page
      {...frame}
      lead={
        <p>
          {t('points.preview.lead', { name: page.name, count: all, ...counts })}{' '}
          {page.systemWords ? t('points.preview.system', { words: page.systemWords }) : null}
        </p>
      }
    >
      {refused ? <Notice kind="error" title={t(`points.preview.${refusalWords[refused]}`)} live /> : null}
      <State page={page} />
      <Form method="post" className="ll-stack">
        <input type="hidden" name="mark" value={page.mark} />
        {page.isReady && page.vanished.length > 0 ? (
          <Section title={t('points.preview.vanished')} lead={<p>{t('points.preview.vanishedLead')}</p>}>
            <Vanished page={page} />
          </Section>
        ) : null}
        {page.isReady ? (
          <Actions>
            <Button name="was" value="uebernehmen">
              {t('points.preview.accept')}
            </Button>
            {discard}
          </Actions>
        ) : null}
        {page.problemCount > 0 ? (
          <Section title={t('points.preview.problems')}>
            <Problems page={page} />
            <Actions>{again}</Actions>
          </Section>
        ) : null}
        {page.noteCount > 0 ? (
          <Section title={t('points.preview.notes', { count: page.noteCount })}>
            <LinesTable
              caption={t('points.preview.notes', { count: page.noteCount })}
              lines={page.notes}
              headers={{ row: t('points.column.row'), what: t('points.preview.what') }}
            />
          </Section>
        ) : null}
        {page.map ? (
          <Section title={t('points.map.title')}>
            <PointsOnMap map={page.map} without={page.withoutCoordinates} />
          </Section>
        ) : null}
        <Section title={t('points.preview.lines')}>
          <PreviewLines page={page} />
          <Pager paging={page.paging} label={t('points.preview.linesPages')} />
        </Section>
        <Section title={t('points.preview.columns')} lead={<p>{t('points.preview.columnsLead')}</p>}>
          <PreviewChoices page={page} />
          {page.skipped.length > 0 ? (
            <Section title={t('points.preview.skipped')}>
              <Skipped rows={page.skipped} />
            </Section>
          ) : null}
          <Actions>
            {again}
            {page.isReady ? null : discard}
          </Actions>
        </Section>
      </Form>
    </Page>
  )
}
