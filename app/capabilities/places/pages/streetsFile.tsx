import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { wholeTenant } from '#app/capabilities/accounts/permission.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { dayInWords } from '#app/plain/day.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { ColumnFields } from '../files/ColumnFields.tsx'
import { LinesTable } from '../files/LinesTable.tsx'
import { NameFields } from '../files/NameFields.tsx'
import { actOnRegisterFile } from '../streets/registerCommands.server.ts'
import { readRegisterPage } from '../streets/registerPage.server.ts'
import type { Route } from './+types/streetsFile'

async function permitFile({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'places.edit', request)
  const id = readRowId(params.file)
  return visit.may('places.edit', wholeTenant) && id !== undefined ? { visit, id } : notFound()
}

export async function loader(args: Route.LoaderArgs) {
  const { visit, id } = await permitFile(args)
  const t = i18nFor(visit.language).getFixedT(visit.language, 'places')
  const page = (await visit.read((reader) => readRegisterPage(reader, id, t))) ?? notFound()
  const day = 'validFrom' in page ? dayInWords(page.validFrom, visit.language) : ''
  return { base: `/${visit.tenant.slug}/verwaltung`, page, day }
}

export async function action(args: Route.ActionArgs) {
  const { visit, id } = await permitFile(args)
  const form = await args.request.formData()
  const done = await visit.write((writer) => actOnRegisterFile(writer, visit.actor, { id, form }, visit.now))
  const own = `/${visit.tenant.slug}/verwaltung/strassen`
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

export default function StreetsFile({ loaderData: { base, page, day }, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('places')
  const frame = {
    breadcrumb: [
      { label: t('administration'), href: base },
      { label: t('streets.title'), href: `${base}/strassen` },
    ],
    title: t('streets.preview.title'),
  }
  const discard = (
    <Button kind="tertiary" name="was" value="verwerfen">
      {t('streets.preview.discard')}
    </Button>
  )
  if (!('counts' in page))
    return (
      <Page {...frame}>
        <Notice kind="error" title={page.refusal} />
        <Form method="post">
          <Actions>{discard}</Actions>
        </Form>
      </Page>
    )
  const open = page.questionCount + page.openNames
  const { lines, streets } = page.counts
  const headers = { row: t('streets.preview.row'), what: t('streets.preview.what') }
  return (
    <Page
      {...frame}
      lead={<p>{t('streets.preview.lead', { name: page.file.name, count: lines, streets, day })}</p>}
    >
      {actionData?.faulty ? <Notice kind="error" title={t('streets.preview.changed')} live /> : null}
      {page.isReady ? (
        <Notice kind="success" title={t('streets.preview.ready')} />
      ) : (
        <Notice
          kind="warning"
          title={open === 0 ? t('streets.preview.nothing') : t('streets.preview.faulty', { count: open })}
        >
          {page.openNames > 0 ? <p>{t('streets.preview.openNames', { count: page.openNames })}</p> : null}
          <p>{t('streets.preview.faultyText')}</p>
        </Notice>
      )}
      <Form method="post" className="ll-stack">
        {page.isReady ? (
          <Actions>
            <Button name="was" value="uebernehmen">
              {t('streets.preview.accept')}
            </Button>
            {discard}
          </Actions>
        ) : null}
        {page.questions.length > 0 ? (
          <Section title={t('streets.preview.questions')}>
            <LinesTable caption={t('streets.preview.questions')} lines={page.questions} headers={headers} />
            {page.questions.length < page.questionCount ? (
              <p className="ll-muted">
                {t('streets.preview.questionsMore', {
                  shown: page.questions.length,
                  count: page.questionCount,
                })}
              </p>
            ) : null}
          </Section>
        ) : null}
        {page.names.length > 0 ? (
          <Section title={t('streets.preview.names')} lead={<p>{t('streets.preview.namesLead')}</p>}>
            <NameFields
              names={page.names}
              places={page.places}
              placeholder={t('streets.preview.choosePlace')}
            />
            <Actions>
              <Button kind="secondary" name="was" value="lesen">
                {t('streets.preview.apply')}
              </Button>
            </Actions>
          </Section>
        ) : null}
        <Section title={t('streets.preview.lines')}>
          <DataTable
            caption={t('streets.preview.linesCaption')}
            captionHidden
            cards
            rows={page.lines}
            rowKey={({ row }) => String(row)}
            empty={<p>{t('streets.preview.nothing')}</p>}
            columns={[
              {
                key: 'street',
                header: t('streets.field.street'),
                rowHeader: true,
                cell: ({ street }) => street,
              },
              { key: 'numbers', header: t('streets.preview.numbers'), cell: ({ numbers }) => numbers },
              { key: 'side', header: t('streets.field.side'), cell: ({ side }) => side },
              { key: 'area', header: t('streets.ask.area'), cell: ({ area }) => area },
              { key: 'town', header: t('streets.field.town'), cell: ({ town }) => town || '–' },
            ]}
          />
        </Section>
        <Section title={t('streets.preview.columns')} lead={<p>{t('streets.preview.columnsLead')}</p>}>
          <ColumnFields
            fields={page.fields}
            columns={page.columns}
            placeholder={t('streets.preview.noColumn')}
          />
          <Actions>
            <Button kind="secondary" name="was" value="lesen">
              {t('streets.preview.apply')}
            </Button>
            {page.isReady ? null : discard}
          </Actions>
        </Section>
      </Form>
      {page.noteCount > 0 ? (
        <Disclosure summary={t('streets.preview.notes', { count: page.noteCount })}>
          <p>{t('streets.preview.notesLead')}</p>
          <LinesTable
            caption={t('streets.preview.notes', { count: page.noteCount })}
            lines={page.notes}
            headers={headers}
          />
        </Disclosure>
      ) : null}
      <Section title={t('streets.preview.areas')}>
        <DataTable
          caption={t('streets.preview.areasCaption')}
          captionHidden
          rows={page.areas}
          rowKey={({ id }) => String(id)}
          columns={[
            { key: 'name', header: t('streets.ask.area'), rowHeader: true, cell: ({ name }) => name },
            { key: 'lines', header: t('streets.list.lines'), numeric: true, cell: (area) => area.lines },
            {
              key: 'streets',
              header: t('streets.list.streets'),
              numeric: true,
              cell: (area) => area.streets,
            },
          ]}
        />
      </Section>
    </Page>
  )
}
