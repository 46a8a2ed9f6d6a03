import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { data, Form, redirect, useBlocker } from 'react-router'
import { notFound, permit, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { i18nFor } from '#app/texts/i18n.ts'
import { Actions, Button, TextLink } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextArea, TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { TimeText } from '#app/ui/Time.tsx'
import { EntryGrid } from '../entry/EntryGrid.tsx'
import { describeSheetOutcome } from '../entry/sheetAnswer.ts'
import { runSheetCommand } from '../entry/sheetCommands.server.ts'
import { mostLetters } from '../entry/sheetForm.ts'
import { openSheetPage, readSheetPage } from '../entry/sheetPage.server.ts'
import type { Route } from './+types/entrySheet'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permit(context, params.tenant, 'figures.deliver', request)
  const id = readRowId(params.sheet) ?? notFound()
  const { actor, language, now } = visit
  const page = actor && (await visit.write((writer) => openSheetPage(writer, actor, id, language, now)))
  const search = new URL(request.url).searchParams
  return {
    base: `/${visit.tenant.slug}/lieferungen`,
    page: page ?? notFound(),
    isSaved: search.has('gespeichert'),
    merged: search.get('zusammengefuehrt'),
  }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.deliver', request)
  const id = readRowId(params.sheet) ?? notFound()
  const { actor, language, now } = visit
  const form = await request.formData()
  const outcome = await visit.write((writer) => runSheetCommand(writer, actor, id, form, now))
  const base = `/${visit.tenant.slug}/lieferungen`
  if (outcome.kind === 'unknown') notFound()
  if (outcome.kind === 'discarded') return redirect(`${base}/eingeben`)
  if (outcome.kind === 'delivered') return redirect(`${base}/${outcome.deliveryId}`)
  if (outcome.kind === 'saved') {
    const merged =
      outcome.merged === undefined ? '' : `&zusammengefuehrt=${encodeURIComponent(outcome.merged)}`
    return redirect(`${base}/eingeben/${id}?gespeichert=1${merged}`)
  }
  const page = (await visit.read((reader) => readSheetPage(reader, actor, id, language))) ?? notFound()
  const t = i18nFor(language).getFixedT(language, 'figures')
  const status = outcome.kind === 'conflict' ? 409 : 400
  return data(describeSheetOutcome(outcome, page.view, t, mostLetters), { status })
}

/** Also after a refused command: what was saved with it has a new version. */
export function shouldRevalidate() {
  return true
}

/** Asks before typed figures get lost by leaving the page. */
function useUnsavedWarning(isDirty: boolean, question: string) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname,
  )
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    if (window.confirm(question)) blocker.proceed()
    else blocker.reset()
  }, [blocker, question])
  useEffect(() => {
    if (!isDirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isDirty])
}

export default function EntrySheetPage({ loaderData, actionData }: Route.ComponentProps) {
  const { base, page, isSaved, merged } = loaderData
  const { t } = useTranslation('figures')
  const [isDirty, setDirty] = useState(false)
  const noteDirty = useCallback((dirty: boolean) => setDirty(dirty), [])
  useUnsavedWarning(isDirty, t('entry.sheet.leave'))
  const { sheet, view } = page
  const shown = actionData?.typed ?? { ...sheet, cells: view.cells, base: view.cells }
  const errors = actionData?.errors ?? []
  const errorOf = (field: string) => {
    const error = errors.find((one) => one.field === field)?.message
    return error === undefined ? {} : { error }
  }
  return (
    <Page
      breadcrumb={[
        { label: t('list.title'), href: base },
        { label: t('entry.title'), href: `${base}/eingeben` },
      ]}
      preline={t('entry.sheet.preline')}
      title={`${sheet.source} (${sheet.id})`}
      lead={<p>{t('entry.sheet.lead')}</p>}
      width="wide"
    >
      <ErrorSummary errors={errors} />
      {actionData?.isSaved ? <p className="ll-muted">{t('entry.sheet.savedAnyway')}</p> : null}
      {actionData?.conflict ? (
        <Notice kind="warning" title={t('entry.sheet.conflictTitle', { name: actionData.conflict.by })} live>
          <p>{t('entry.sheet.conflictHint', { count: actionData.conflict.conflicts.length })}</p>
        </Notice>
      ) : null}
      {isSaved && !actionData ? (
        <Notice
          kind="success"
          title={merged ? t('entry.sheet.mergedNotice', { name: merged }) : t('entry.sheet.savedNotice')}
          live
        />
      ) : null}
      {sheet.deliveryId === null ? null : (
        <Notice
          kind="info"
          title={t(sheet.isChangedSince ? 'entry.sheet.deliveredChanged' : 'entry.sheet.delivered')}
        >
          <p>{t('entry.sheet.deliveredHint')}</p>
          <p>
            <TextLink to={`${base}/${sheet.deliveryId}`}>
              {t('entry.sheet.toDelivery', { id: sheet.deliveryId })}
            </TextLink>
          </p>
        </Notice>
      )}
      <Signs />
      <Form method="post" noValidate className="entry-form">
        <input type="hidden" name="version" value={shown.version} />
        <input type="hidden" name="base" value={JSON.stringify(shown.base)} />
        <EntryGrid
          key={`${shown.version} ${actionData?.conflict ? 'conflict' : ''}`}
          view={view}
          cells={shown.cells}
          conflicts={actionData?.conflict?.conflicts ?? []}
          onDirty={noteDirty}
        />
        <TextField
          name="receivedOn"
          type="date"
          label={t('entry.sheet.received')}
          defaultValue={shown.receivedOn}
          width="medium"
          {...errorOf('receivedOn')}
        />
        <TextArea
          name="note"
          label={t('new.note')}
          hint={t('new.noteHint')}
          defaultValue={shown.note}
          rows={2}
          optional
          {...errorOf('note')}
        />
        <p className="ll-muted">{t('entry.sheet.deliverHint')}</p>
        {/* Saving comes first: without scripts the Enter key presses the first button. */}
        <Actions>
          <Button kind="secondary" name="intent" value="save">
            {t('entry.sheet.save')}
          </Button>
          <Button name="intent" value="deliver" icon="check">
            {t('entry.sheet.deliver')}
          </Button>
        </Actions>
      </Form>
      <p className="ll-muted">
        {t('entry.sheet.changed', { name: sheet.changedBy })}, <TimeText at={sheet.changedAt} />
      </p>
      <Section title={t('entry.sheet.discard')} lead={<p>{t('entry.sheet.discardHint')}</p>} id="verwerfen">
        <Form method="post">
          <Actions>
            <Button kind="tertiary" name="intent" value="discard" icon="delete">
              {t('entry.sheet.discard')}
            </Button>
          </Actions>
        </Form>
      </Section>
    </Page>
  )
}

const signs = [
  ['-', 'dash'],
  ['.', 'dot'],
  ['...', 'dots'],
  ['x', 'x'],
  ['/', 'slash'],
  ['( )', 'brackets'],
  ['*', 'star'],
  ['<5', 'below'],
] as const

function Signs() {
  const { t } = useTranslation('figures')
  return (
    <Disclosure summary={t('entry.sheet.signs')}>
      <dl className="entry-signs">
        {signs.map(([sign, name]) => (
          <div key={name} className="entry-signs__line">
            <dt>{sign}</dt>
            <dd>{t(`entry.sheet.sign.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  )
}
