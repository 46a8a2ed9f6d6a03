import { useTranslation } from 'react-i18next'
import { data, Form, Link, redirect } from 'react-router'
import { notFound, permitActor } from '#app/capabilities/accounts/visit.server.ts'
import { readRowId } from '#app/plain/rowId.ts'
import { Actions, Button } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Page } from '#app/ui/Page.tsx'
import { ProfileSheet } from '../profiles/ProfileSheet.tsx'
import { readProfilesPage } from '../profiles/page.server.ts'
import { removeProfile, renameProfile } from '../profiles/profiles.server.ts'
import type { Route } from './+types/profiles'

const nameField = (id: number) => `name-${id}`

/** The profiles of a source are for those who deliver its files; of another office's source there is no page. */
async function permitSource({ params, context, request }: Route.LoaderArgs | Route.ActionArgs) {
  const visit = await permitActor(context, params.tenant, 'figures.deliver', request)
  const page =
    (await visit.read((reader) => readProfilesPage(reader, params.ownSource, visit.language))) ?? notFound()
  if (!visit.may('figures.deliver', page.source)) notFound()
  return { visit, page, base: `/${visit.tenant.slug}` }
}

export async function loader(args: Route.LoaderArgs) {
  const { page, base } = await permitSource(args)
  return { page, base, done: new URL(args.request.url).searchParams.get('erledigt') }
}

export async function action(args: Route.ActionArgs) {
  const { visit, page, base } = await permitSource(args)
  const form = await args.request.formData()
  const { key } = page.source
  const id = readRowId(form.get('profile')) ?? 0
  const gone = () => data({ id, name: '', problem: 'gone' as const }, { status: 400 })
  const back = `${base}/quellen/${key}/profile`
  if (form.get('intent') === 'remove') {
    const removed = await visit.write((writer) => removeProfile(writer, visit.actor, key, id, visit.now))
    return removed ? redirect(`${back}?erledigt=vergessen`) : gone()
  }
  const name = String(form.get(nameField(id)) ?? '').trim()
  if (!page.profiles.some((profile) => profile.id === id)) return gone()
  if (name === '' || name.length > 200) {
    return data({ id, name, problem: 'name' as const }, { status: 400 })
  }
  const renamed = await visit.write((writer) => renameProfile(writer, visit.actor, key, id, name, visit.now))
  return renamed ? redirect(`${back}?erledigt=umbenannt`) : gone()
}

export default function Profiles({ loaderData, actionData }: Route.ComponentProps) {
  const { page, base, done } = loaderData
  const { t } = useTranslation('figures')
  const texts = { umbenannt: t('profile.renamed'), vergessen: t('profile.removed') }
  const said = texts[done as keyof typeof texts]
  return (
    <Page
      breadcrumb={[{ label: t('list.title'), href: `${base}/lieferungen` }]}
      preline={page.source.name}
      title={t('profile.title')}
      lead={<p>{t('profile.lead')}</p>}
    >
      {said ? <Notice kind="success" title={said} live /> : null}
      {actionData?.problem === 'name' ? (
        <ErrorSummary errors={[{ field: nameField(actionData.id), message: t('profile.renameWrong') }]} />
      ) : null}
      {actionData?.problem === 'gone' ? <ErrorSummary errors={[{ message: t('profile.gone') }]} /> : null}
      {page.profiles.length === 0 ? (
        <EmptyState title={t('profile.empty')}>
          <p>{t('profile.emptyHint')}</p>
        </EmptyState>
      ) : null}
      {page.profiles.map((profile) => {
        const wrong = actionData?.id === profile.id ? actionData : undefined
        return (
          <ProfileSheet
            key={profile.id}
            profile={profile}
            isOpen={wrong !== undefined || page.profiles.length === 1}
            delivery={
              <Link to={`${base}/lieferungen/${profile.deliveryId}`}>
                {t('profile.delivery', { id: profile.deliveryId })}
              </Link>
            }
          >
            <Form method="post" className="ll-form">
              <input type="hidden" name="profile" value={profile.id} />
              <TextField
                name={nameField(profile.id)}
                label={t('profile.rename')}
                hint={t('profile.renameHint')}
                defaultValue={wrong?.name ?? profile.name}
                error={wrong && t('profile.renameWrong')}
              />
              <Actions>
                <Button kind="secondary" name="intent" value="rename">
                  {t('profile.renameSave')}
                </Button>
              </Actions>
            </Form>
            <Form method="post" className="ll-form">
              <input type="hidden" name="profile" value={profile.id} />
              <p>{t('profile.removeMeans')}</p>
              <Actions>
                <Button kind="secondary" icon="delete" name="intent" value="remove">
                  {t('profile.remove')}
                </Button>
              </Actions>
            </Form>
          </ProfileSheet>
        )
      })}
    </Page>
  )
}
