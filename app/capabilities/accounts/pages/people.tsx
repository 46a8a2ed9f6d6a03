import { useTranslation } from 'react-i18next'
import { data, Form, redirect } from 'react-router'
import { permitActor, permitRecent, requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { Button, ButtonLink, TextLink } from '#app/ui/Button.tsx'
import { type Column, DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterForm } from '#app/ui/Filter.tsx'
import { SelectField, TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page, Section } from '#app/ui/Page.tsx'
import { readSort } from '#app/ui/sort.ts'
import { MonthText, TimeText } from '#app/ui/Time.tsx'
import { roles } from '../account.ts'
import { renewOrRevoke } from '../people/invitationCommands.server.ts'
import { mayWriteTo } from '../people/letterLimits.server.ts'
import { OneTimeLink } from '../people/OneTimeLink.tsx'
import {
  type ListedPerson,
  listSorts,
  type OpenInvitation,
  readPeoplePage,
} from '../people/peoplePage.server.ts'
import { RightsList } from '../people/RightsList.tsx'
import { listRoles } from '../people/scopes.ts'
import { tenantPartsContext } from '../tenantParts.server.ts'
import type { Route } from './+types/people'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const visit = await permitActor(context, params.tenant, 'people.read', request)
  const { searchParams } = new URL(request.url)
  const { tenant, actor, language, now } = visit
  const wish = {
    search: (searchParams.get('suche') ?? '').slice(0, 200),
    role: roles.find((role) => role === searchParams.get('rolle')),
    sort: readSort(searchParams, listSorts, { key: 'name', descending: false }),
  }
  const parts = context.get(tenantPartsContext)
  const page = await visit.read((reader) => readPeoplePage(reader, actor, parts, wish, { language, now }))
  return {
    ...page,
    ...wish,
    done: doneWords.find((word) => word === searchParams.get('erledigt')),
    base: `/${tenant.slug}/verwaltung`,
    town: tenant.name,
    roles: listRoles(tenant.kind),
    mayManage: visit.offers('people.manage'),
  }
}

const doneWords = ['invite', 'revoke', 'gone', 'remove', 'too-many'] as const

export async function action({ params, context, request }: Route.ActionArgs) {
  const visit = await permitRecent(context, params.tenant, 'people.manage', request)
  const { publicUrl, mails, database } = context.get(requestContext)
  const form = await request.formData()
  const asksForLink = form.get('tun') === 'erneuern'
  const to = `invitation ${readRowId(form.get('einladung'))}`
  if (asksForLink && !(await mayWriteTo(database, visit.actor.accountId, to, visit.now)))
    throw redirect(`/${visit.tenant.slug}/verwaltung/personen?erledigt=too-many`)
  const outcome = await visit.write((writer) =>
    renewOrRevoke(writer, { ...visit, parts: context.get(tenantPartsContext), publicUrl, mails }, form),
  )
  if (!outcome) throw data(null, { status: 400 })
  if ('done' in outcome) throw redirect(`/${visit.tenant.slug}/verwaltung/personen?erledigt=${outcome.done}`)
  return outcome
}

export default function People({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation('people')
  const { people, invitations, total, base, mayManage, done, search, role } = loaderData
  const isFiltered = search !== '' || role !== undefined
  return (
    <Page
      breadcrumb={[{ label: t('office.title'), href: base }]}
      title={t('title')}
      lead={t('list.lead', { count: total })}
      width="wide"
      actions={
        mayManage ? (
          <ButtonLink to={`${base}/personen/einladen`} kind="primary" icon="add">
            {t('invite.title')}
          </ButtonLink>
        ) : undefined
      }
    >
      {actionData ? (
        <OneTimeLink
          title={t('invite.linkTitle', actionData)}
          text={t('invite.linkText', actionData)}
          label={t('invite.linkLabel')}
          link={actionData.link}
        />
      ) : done ? (
        <Notice
          kind={done === 'gone' || done === 'too-many' ? 'info' : 'success'}
          title={t(`done.${done}`)}
          live
        />
      ) : null}
      <PeopleFilter {...loaderData} />
      {isFiltered ? <p role="status">{t('list.found', { count: people.length })}</p> : null}
      <PeopleTable {...loaderData} />
      {invitations.length > 0 ? <Invitations invitations={invitations} mayManage={mayManage} /> : null}
    </Page>
  )
}

type PageData = Route.ComponentProps['loaderData']

function PeopleFilter({ search, role, roles: offered, sort }: PageData) {
  const { t } = useTranslation(['people', 'accounts'])
  const keep =
    sort.key === 'name' && !sort.descending ? {} : { sortierung: `${sort.descending ? '-' : ''}${sort.key}` }
  return (
    <FilterForm label={t('people:list.filter')} keep={keep}>
      <TextField
        name="suche"
        label={t('people:list.search')}
        defaultValue={search}
        inputMode="search"
        optional
      />
      <SelectField
        name="rolle"
        label={t('people:list.role')}
        placeholder={t('people:list.anyRole')}
        options={offered.map((one) => ({ value: one, label: t(`accounts:role.${one}`) }))}
        defaultValue={role ?? ''}
        optional
      />
    </FilterForm>
  )
}

function PeopleTable({ people, sort, base, town }: PageData) {
  const { t } = useTranslation('people')
  const columns: Column<ListedPerson>[] = [
    {
      key: 'name',
      header: t('list.name'),
      rowHeader: true,
      sortable: true,
      cell: (row) => <TextLink to={`${base}/personen/${row.accountId}`}>{row.name}</TextLink>,
    },
    { key: 'email', header: t('list.email'), cell: (row) => <PersonAddress person={row} /> },
    { key: 'roles', header: t('list.roles'), cell: (row) => <RightsList rights={row.rights} /> },
    {
      key: 'anmeldung',
      header: t('list.lastSignIn'),
      sortable: true,
      cell: (row) => (row.lastSignInMonth ? <MonthText month={row.lastSignInMonth} /> : t('list.never')),
    },
    {
      key: 'secondFactor',
      header: t('list.secondFactor'),
      cell: (row) => t(row.secondFactor ? 'list.yes' : 'list.no'),
    },
    { key: 'zugang', header: t('list.state'), sortable: true, cell: (row) => t(`state.${row.state}`) },
  ]
  return (
    <DataTable
      caption={t('list.caption', { town })}
      captionHidden
      rows={people}
      rowKey={(row) => String(row.accountId)}
      columns={columns}
      sort={sort}
      cards
      empty={
        <EmptyState
          title={t('list.none')}
          action={<ButtonLink to={`${base}/personen`}>{t('list.all')}</ButtonLink>}
        >
          {t('list.noneText')}
        </EmptyState>
      }
    />
  )
}

function PersonAddress({ person }: { person: ListedPerson }) {
  const { t } = useTranslation('people')
  const note = person.invented ? t('list.invented') : person.singleSignOn ? t('list.directory') : ''
  return (
    <>
      {person.email}
      {note ? <span className="ll-muted ll-small"> {note}</span> : null}
    </>
  )
}

function Invitations({
  invitations,
  mayManage,
}: {
  invitations: readonly OpenInvitation[]
  mayManage: boolean
}) {
  const { t } = useTranslation('people')
  const columns: Column<OpenInvitation>[] = [
    { key: 'name', header: t('list.name'), rowHeader: true, cell: (row) => row.name },
    { key: 'email', header: t('list.email'), cell: (row) => row.email },
    { key: 'roles', header: t('list.roles'), cell: (row) => <RightsList rights={row.rights} /> },
    { key: 'by', header: t('invite.by'), cell: (row) => row.createdBy },
    {
      key: 'until',
      header: t('invite.until'),
      cell: (row) => (row.expired ? t('invite.expired') : <TimeText at={row.expiresAt} />),
    },
  ]
  const buttons: Column<OpenInvitation> = {
    key: 'actions',
    header: t('invite.actions'),
    hideHeader: true,
    cell: (row) => <InvitationButtons invitation={row} />,
  }
  return (
    <Section title={t('invite.open')} lead={<p>{t('invite.openLead')}</p>} id="einladungen">
      <DataTable
        caption={t('invite.caption')}
        captionHidden
        rows={invitations}
        rowKey={(row) => String(row.id)}
        columns={mayManage ? [...columns, buttons] : columns}
        cards
      />
    </Section>
  )
}

function InvitationButtons({ invitation: { id, name } }: { invitation: OpenInvitation }) {
  const { t } = useTranslation('people')
  return (
    <Form method="post" noValidate>
      <input type="hidden" name="einladung" value={id} />
      <div className="ll-row people-buttons">
        <Button kind="tertiary" small name="tun" value="erneuern">
          <span aria-hidden="true">{t('invite.renew')}</span>
          <span className="kern-sr-only">{t('invite.renewFor', { name })}</span>
        </Button>
        <Button kind="tertiary" small name="tun" value="zurueckziehen">
          <span aria-hidden="true">{t('invite.revoke')}</span>
          <span className="kern-sr-only">{t('invite.revokeFor', { name })}</span>
        </Button>
      </div>
    </Form>
  )
}
