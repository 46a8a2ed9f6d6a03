import { randomUUID } from 'node:crypto'
import { data, redirect } from 'react-router'
import { requestContext } from '#app/capabilities/accounts/visit.server.ts'
import { FeedbackForm } from '../FeedbackForm.tsx'
import { pageBefore } from '../feedback.ts'
import { ShownSitePage } from '../ShownSitePage.tsx'
import { showSitePage } from '../shownPage.server.ts'
import { takeFeedback } from '../takeFeedback.server.ts'
import type { Route } from './+types/accessibility'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const shown = await showSitePage(context, params.tenant, 'accessibility', request)
  const hosts = [new URL(request.url).host, new URL(context.get(requestContext).publicUrl).host]
  const page = pageBefore(request.headers.get('referer'), hosts, params.tenant)
  return { shown, form: { text: '', page, replyTo: '', token: randomUUID() } }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const answer = await takeFeedback(context, params.tenant, request)
  if (answer.sent) throw redirect(`/${params.tenant}/barrierefreiheit/gemeldet`)
  const { reading, tooMany } = answer
  return data({ ...reading, tooMany }, { status: tooMany ? 429 : 400 })
}

export default function Accessibility({ loaderData, actionData }: Route.ComponentProps) {
  const { shown, form } = loaderData
  return (
    <ShownSitePage shown={shown}>
      <FeedbackForm
        base={shown.base}
        form={actionData?.form ?? form}
        problems={actionData?.problems ?? []}
        tooMany={actionData?.tooMany ?? false}
        contactEmail={shown.facts.contactEmail}
      />
    </ShownSitePage>
  )
}
