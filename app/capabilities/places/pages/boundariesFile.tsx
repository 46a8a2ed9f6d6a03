import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button } from '#app/ui/Button.tsx'
import { ChartPicture } from '#app/ui/charts/Chart.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { SelectField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { actOnBoundaryFile } from '../boundaries/boundaryCommands.server.ts'
import { readBoundaryPage } from '../boundaries/boundaryPage.server.ts'
import { NameFields } from '../files/NameFields.tsx'
import type { Route } from './+types/boundariesFile'

async function permitFile({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const id = readRowId(params.file)
  return visit.may('places.edit', wholeTenant) && id !== undefined ? { visit, id } : notFound()
}

export async function loader(args: Route.LoaderArgs) {
  const { visit, id } = await permitFile(args)
  const { language, now } = visit
  const t = i18nFor(language).getFixedT(language, 'places')
  const page = await visit.read((reader) => readBoundaryPage(reader, id, { t, language, now }))
  return { base: `/${visit.tenant.slug}/verwaltung`, page: page ?? notFound() }
}

export async function action(args: Route.ActionArgs) {
  const { visit, id } = await permitFile(args)
  const form = await args.request.formData()
  const done = await visit.write((writer) => actOnBoundaryFile(writer, visit.actor, { id, form }, visit.now))
  const own = `/${visit.tenant.slug}/verwaltung/grenzen`
  switch (done) {
    case 'gone':
      return notFound()
    case 'changed':
      return redirect(`${own}/pruefen/${id}`)
    case 'taken':
    case 'discarded':
      return redirect(`${own}?erledigt=${done}`)
    case 'faulty':
      return data({ faulty: true }, { status: 409 })
    case 'unknown':
      return data({ faulty: false }, { status: 400 })
  }
}

function Sentences({ list, count }: { list: readonly { key: number; sentence: string }[]; count: number }) {
  const { t } = useTranslation('places')
  return (
    <>
      <ul>
        {list.map(({ key, sentence }) => (
          <li key={key}>{sentence}</li>
        ))}
      </ul>
      {list.length < count ? (
        <p className="ll-muted">{t('boundaries.preview.more', { shown: list.length, count })}</p>
      ) : null}
    </>
  )
}

export default function BoundariesFile({ loaderData: { base, page }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('places')
  const frame = {
    breadcrumb: [
      { label: t('administration'), href: base },
      { label: t('boundaries.title'), href: `${base}/grenzen` },
    ],
    title: t('boundaries.preview.title'),
  }
  const discard = (
    <Button kind="tertiary" name="was" value="verwerfen">
      {t('boundaries.preview.discard')}
    </Button>
  )
  if (!('count' in page))
    return (
      <Page {...frame}>
        <Notice kind="error" title={page.refusal} />
        <Form method="post">
          <Actions>{discard}</Actions>
        </Form>
      </Page>
    )
  const open = page.problemCount + page.open
  return (
    <Page
      {...frame}
      lead={
        <p>
          {t('boundaries.preview.lead', { name: page.name, format: page.format, count: page.count })}{' '}
          {t('boundaries.preview.system', { words: page.systemWords })}
        </p>
      }
    >
      {actionData?.faulty ? <Notice kind="error" title={t('boundaries.preview.changed')} live /> : null}
      {page.isReady ? (
        <Notice kind="success" title={t('boundaries.preview.ready')} />
      ) : (
        <Notice
          kind="warning"
          title={
            open === 0 ? t('boundaries.preview.nothing') : t('boundaries.preview.faulty', { count: open })
          }
        >
          {page.open > 0 ? <p>{t('boundaries.preview.open', { count: page.open })}</p> : null}
          <p>{t('boundaries.preview.faultyText')}</p>
        </Notice>
      )}
      <Form method="post" className="ll-stack">
        {page.isReady ? (
          <Actions>
            <Button name="was" value="uebernehmen">
              {t('boundaries.preview.accept')}
            </Button>
            {discard}
          </Actions>
        ) : null}
        {page.problemCount > 0 ? (
          <Section title={t('boundaries.preview.problems')}>
            <Sentences list={page.problems} count={page.problemCount} />
          </Section>
        ) : null}
        {page.map ? (
          <Section title={t('boundaries.preview.map')}>
            <ChartPicture svg={page.map} />
          </Section>
        ) : null}
        {page.noteCount > 0 ? (
          <Section
            title={t('boundaries.preview.notes', { count: page.noteCount })}
            lead={<p>{t('boundaries.preview.notesLead')}</p>}
          >
            <Sentences list={page.notes} count={page.noteCount} />
            {page.cell ? <p className="ll-muted ll-small">{page.cell}</p> : null}
          </Section>
        ) : null}
        {page.names.length > 0 ? (
          <Section title={t('boundaries.preview.names')} lead={<p>{t('boundaries.preview.namesLead')}</p>}>
            <NameFields
              names={page.names}
              places={page.places}
              placeholder={t('boundaries.preview.choosePlace')}
            />
          </Section>
        ) : null}
        <Section title={t('boundaries.preview.choices')}>
          <div className="ll-grid">
            <SelectField
              name="property"
              label={t('boundaries.preview.property')}
              options={page.properties}
              defaultValue={page.property ?? ''}
            />
            <SelectField
              name="system"
              label={t('boundaries.preview.systemField')}
              hint={t('boundaries.preview.systemHint')}
              options={page.systems}
              placeholder={t('boundaries.preview.automatic')}
              defaultValue={page.chosenSystem ?? ''}
              optional
            />
          </div>
          <Actions>
            <Button kind="secondary" name="was" value="lesen">
              {t('boundaries.preview.apply')}
            </Button>
            {page.isReady ? null : discard}
          </Actions>
        </Section>
      </Form>
      <Section title={t('boundaries.preview.areas')}>
        <DataTable
          caption={t('boundaries.preview.areas')}
          captionHidden
          rows={page.areas}
          rowKey={({ area }) => String(area)}
          columns={[
            { key: 'area', header: t('boundaries.preview.area'), numeric: true, cell: ({ area }) => area },
            {
              key: 'name',
              header: t('boundaries.preview.inFile'),
              rowHeader: true,
              cell: ({ name }) => name,
            },
            { key: 'place', header: t('boundaries.list.place'), cell: ({ place }) => place },
          ]}
        />
      </Section>
    </Page>
  )
}
