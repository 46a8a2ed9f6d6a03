import { useTranslation } from 'react-i18next'
import { data, redirect } from 'react-router'
import {
  notFound,
  permitActor,
  permitRecent,
  requestContext,
} from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { MonthText } from '#app/ui/Time.tsx'
import { refuseAccess } from '../people/access.server.ts'
import { grantErrors } from '../people/formErrors.ts'
import { mayWriteTo } from '../people/letterLimits.server.ts'
import { OneTimeLink } from '../people/OneTimeLink.tsx'
import { AccessForms, GrantForm, HeldRights, OwnAccess, RemoveForm } from '../people/PersonParts.tsx'
import { findPerson } from '../people/people.server.ts'
import { toListed } from '../people/peoplePage.server.ts'
import { actOnPerson, type PersonDone } from '../people/personCommands.server.ts'
import { listRoles } from '../people/scopes.ts'
import { tenantPartsContext } from '../tenantParts.server.ts'
import type { Route } from './+types/person'

const doneWords = [
  'grant',
  'change',
  'take',
  'factor',
  'sessions',
  'reset',
] as const satisfies readonly PersonDone[]

/** Whoever may manage has proved who they are before the page opens: everything on it is dangerous. */
export async function loader({ params, context, request }: Route.LoaderArgs) {
  const looking = await permitActor(context, params.tenant, 'people.read', request)
  const mayManage = looking.offers('people.manage')
  const visit = mayManage ? await permitRecent(context, params.tenant, 'people.manage', request) : looking
  const { actor, language, now, tenant } = visit
  const accountId = readRowId(params.account) ?? notFound()
  const { listScopeChoices } = context.get(tenantPartsContext)
  const page = await visit.read(async (reader) => {
    const person = await findPerson(reader, actor, accountId, now)
    if (!person) return undefined
    const choices = await listScopeChoices(reader, language)
    return { person, choices, refused: await refuseAccess(reader, accountId) }
  })
  const { person, choices, refused } = page ?? notFound()
  const { searchParams } = new URL(request.url)
  const changed = person.grants.find(
    ({ id, origin }) => origin === 'person' && String(id) === searchParams.get('rolle'),
  )
  return {
    base: `/${tenant.slug}/verwaltung`,
    person: toListed(person, choices, language),
    choices,
    roles: listRoles(tenant.kind),
    refused,
    mayManage,
    isSelf: accountId === actor.accountId,
    mails: context.get(requestContext).mails,
    changed: changed && { id: changed.id, grant: { role: changed.role, scope: changed.scope } },
    done: doneWords.find((word) => word === searchParams.get('erledigt')),
  }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitRecent(context, params.tenant, 'people.manage', request)
  const accountId = readRowId(params.account) ?? notFound()
  const { publicUrl, mails, database } = context.get(requestContext)
  const form = await request.formData()
  const asksForLink = form.get('tun') === 'kennwort'
  if (asksForLink && !(await mayWriteTo(database, visit.actor.accountId, `account ${accountId}`, visit.now)))
    return data({ refused: 'too-many' as const }, { status: 429 })
  const acting = { ...visit, parts: context.get(tenantPartsContext), publicUrl, mails }
  const outcome = await visit.write((writer) => actOnPerson(writer, acting, accountId, form))
  if (!outcome) throw data(null, { status: 400 })
  if ('refused' in outcome && outcome.refused === 'unknown-person') notFound()
  const list = `/${visit.tenant.slug}/verwaltung/personen`
  if ('done' in outcome)
    throw redirect(
      outcome.done === 'remove' ? `${list}?erledigt=remove` : `${list}/${accountId}?erledigt=${outcome.done}`,
    )
  return data(outcome, { status: 'link' in outcome ? 200 : 400 })
}

/** Also after a refusal: it often says that somebody else changed what stands here. */
export const shouldRevalidate = () => true

export default function PersonPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('people')
  const { base, person, mayManage, isSelf, done, changed, refused, mails, roles, choices } = loaderData
  const failed = actionData && 'problems' in actionData ? actionData : undefined
  const refusal = actionData && 'refused' in actionData ? actionData.refused : undefined
  const errors = [
    ...(refusal ? [{ message: t(`refused.${refusal}`) }] : []),
    ...(failed ? grantErrors(failed.problems, t) : []),
  ]
  const editing = failed?.id ?? changed?.id
  return (
    <Page
      breadcrumb={[
        { label: t('office.title'), href: base },
        { label: t('title'), href: `${base}/personen` },
      ]}
      preline={t('person.preline')}
      title={person.name}
      lead={isSelf ? t('person.you') : undefined}
      width="text"
    >
      <ErrorSummary errors={errors} />
      {actionData && 'link' in actionData ? (
        <OneTimeLink
          title={t('person.linkTitle', { name: person.name })}
          text={t('person.linkText')}
          label={t('person.linkLabel')}
          link={actionData.link}
        />
      ) : done && errors.length === 0 ? (
        <Notice kind="success" title={t(`done.${done}`)} live />
      ) : null}
      {mayManage ? null : <Notice kind="info" title={t('person.readOnly')} />}
      <Section title={t('person.facts')}>
        <PersonFacts person={person} />
      </Section>
      <Section title={t('person.roles')} lead={<p>{t('person.rolesLead')}</p>}>
        <HeldRights rights={person.rights} mayManage={mayManage} editing={editing} />
      </Section>
      {mayManage ? (
        <>
          <Section title={t(editing === undefined ? 'person.add' : 'person.changeTitle')} id="rolle">
            <Disclosure
              key={editing ?? 'new'}
              summary={t('person.choose')}
              open={editing !== undefined || failed !== undefined}
            >
              <GrantForm
                roles={roles}
                choices={choices}
                id={editing}
                grant={failed ? failed.grant : changed?.grant}
                problems={failed?.problems}
                cancel={`${base}/personen/${person.accountId}`}
              />
            </Disclosure>
          </Section>
          <Section title={t(isSelf ? 'person.ownAccess' : 'person.access')}>
            {isSelf ? (
              <OwnAccess />
            ) : (
              <AccessForms refused={refused} mails={mails} secondFactor={person.secondFactor} />
            )}
          </Section>
          <Section title={t('person.remove')}>
            <RemoveForm />
          </Section>
        </>
      ) : null}
    </Page>
  )
}

function PersonFacts({ person }: { person: Route.ComponentProps['loaderData']['person'] }) {
  const { t } = useTranslation('people')
  const way = person.invented ? t('list.invented') : person.singleSignOn ? t('list.directory') : undefined
  return (
    <Facts
      items={[
        { term: t('list.email'), value: person.email },
        {
          term: t('list.state'),
          value: way ? `${t(`state.${person.state}`)}, ${way}` : t(`state.${person.state}`),
        },
        {
          term: t('list.lastSignIn'),
          value: person.lastSignInMonth ? <MonthText month={person.lastSignInMonth} /> : t('list.never'),
        },
        { term: t('list.secondFactor'), value: t(person.secondFactor ? 'list.yes' : 'list.no') },
      ]}
    />
  )
}
