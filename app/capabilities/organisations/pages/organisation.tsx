import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { tenantPartsContext } from '#app/capabilities/accounts/tenantParts.server.ts'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { Actions, Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { changeOrganisation, markOf, removeOrganisation } from '../commands.server.ts'
import { findKept } from '../kept.server.ts'
import { OrganisationFields, useOrganisationErrors } from '../OrganisationFields.tsx'
import {
  type OrganisationProblem,
  type OrganisationFields as OrganisationValues,
  readOrganisation,
  type TypedOrganisation,
} from '../organisationForm.ts'
import { readTyped } from '../typed.ts'
import { listUses } from '../uses.server.ts'
import { nameUses } from '../usesWords.ts'
import type { Route } from './+types/organisation'

/** The visit of somebody who may change this organisation; one outside of their limits is not there for them. */
async function permitChanging({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'organisations.edit', request)
  const { organisation: key } = params
  if (!visit.may('organisations.edit', { organisation: key })) notFound()
  return { visit, key, list: `/${visit.tenant.slug}/verwaltung/stellen` }
}

export async function loader(args: Route.LoaderArgs) {
  const { visit, key, list } = await permitChanging(args)
  const below = args.context.get(tenantPartsContext).listOrganisationUses
  const { kept, uses } = await visit.read(async (reader) => {
    const found = (await findKept(reader, key)) ?? notFound()
    return { kept: found, uses: (await listUses(reader, below, visit.language)).usesOf(found) }
  })
  const { name, nameEn, kind } = kept
  return { base: `/${visit.tenant.slug}/verwaltung`, list, key, name, nameEn, kind, uses, mark: markOf(kept) }
}

/** The form again: what was typed, and what is to be said about it. */
type Back = {
  readonly typed: TypedOrganisation
  readonly problems: readonly OrganisationProblem[]
  readonly mark: string
  /** What somebody else has made of it meanwhile. */
  readonly present?: OrganisationValues
  /** It was not removed, because something refers to it. */
  readonly used?: true
}

export async function action(args: Route.ActionArgs) {
  const { visit, key, list } = await permitChanging(args)
  const form = await args.request.formData()
  const kept = (await visit.read((reader) => findKept(reader, key))) ?? notFound()
  if (form.get('intent') === 'remove') {
    const below = args.context.get(tenantPartsContext).listOrganisationUses
    const removed = await visit.write((writer) =>
      removeOrganisation(writer, visit.actor, { key, below }, visit.now),
    )
    if (!('uses' in removed)) throw redirect(`${list}?erledigt=removed`)
    const typed = { ...kept, names: '' }
    return data<Back>({ typed, problems: [], mark: markOf(kept), used: true }, { status: 409 })
  }
  const typed = readTyped(form)
  const mark = String(form.get('mark'))
  const back = (problems: readonly OrganisationProblem[]) =>
    data<Back>({ typed, problems, mark }, { status: 400 })
  const read = readOrganisation(typed)
  if ('problems' in read) return back(read.problems)
  const result = await visit.write((writer) =>
    changeOrganisation(writer, visit.actor, { key, mark, fields: read.value }, visit.now),
  )
  if ('done' in result) throw redirect(`${list}?erledigt=${result.done}`)
  if (result.refused === 'gone') notFound()
  if (result.refused === 'taken') return back([{ field: 'name', kind: 'taken' }])
  const { now: present } = result
  return data<Back>({ typed, problems: [], mark: markOf(present), present }, { status: 409 })
}

export default function Organisation({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('organisations')
  const { base, list, key, name, nameEn, kind, uses, mark } = loaderData
  const errors = useOrganisationErrors(actionData?.problems ?? [])
  const typed = actionData?.typed ?? { name, nameEn, kind, names: '' }
  const counts = { ...uses, sources: uses.sources.length, goals: uses.goals.length }
  const used = nameUses(t, counts)
  return (
    <Page
      breadcrumb={[
        { label: t('administration'), href: base },
        { label: t('title'), href: list },
      ]}
      preline={t(`kind.${kind}`)}
      title={name}
      width="text"
    >
      {actionData?.used ? <Notice kind="warning" title={t('remove.refused')} live /> : null}
      {actionData?.present ? (
        <Notice kind="warning" title={t('edit.overtaken')} live>
          <p>{t('edit.overtakenText')}</p>
          <Facts
            items={[
              { term: t('form.kind'), value: t(`kind.${actionData.present.kind}`) },
              { term: t('form.name'), value: actionData.present.name },
              { term: t('form.nameEn'), value: actionData.present.nameEn || '–' },
            ]}
          />
        </Notice>
      ) : null}
      <Form method="post" noValidate className="organisations-form">
        <ErrorSummary errors={errors} />
        <input type="hidden" name="mark" value={actionData?.mark ?? mark} />
        <OrganisationFields typed={typed} errors={errors} />
        <Actions>
          <Button>{t('form.save')}</Button>
          <ButtonLink to={list} kind="tertiary">
            {t('form.cancel')}
          </ButtonLink>
        </Actions>
      </Form>
      <Section title={t('edit.details')}>
        <Facts
          items={[
            { term: t('edit.key'), value: `${key} (${t('edit.keyHint')})` },
            { term: t('edit.sources'), value: <Names names={uses.sources} /> },
            { term: t('edit.goals'), value: <Names names={uses.goals} /> },
            { term: t('edit.rights'), value: nameUses(t, { ...counts, sources: 0, goals: 0 }) ?? '–' },
          ]}
        />
      </Section>
      <Section title={t('remove.title')}>
        {used ? (
          <p>{t('remove.used', { uses: used })}</p>
        ) : (
          <>
            <p>{t('remove.free')}</p>
            <Form method="post">
              <input type="hidden" name="intent" value="remove" />
              <Button kind="secondary">{t('remove.button')}</Button>
            </Form>
          </>
        )}
      </Section>
    </Page>
  )
}

function Names({ names }: { names: readonly string[] }) {
  if (names.length === 0) return '–'
  return (
    <ul className="ll-plain-list">
      {[...new Set(names)].map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  )
}
