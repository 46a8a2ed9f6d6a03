import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Button, TextLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextArea, TextField } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Section } from '#app/ui/Page.tsx'
import { type FeedbackProblem, type FeedbackForm as Typed, trap } from './feedback.ts'
import './site.css'

type FeedbackFormProps = {
  base: string
  form: Typed
  problems: readonly FeedbackProblem[]
  tooMany: boolean
  contactEmail: string | null
}

/** Reports a barrier: without account, without JavaScript, without a picture puzzle. */
export function FeedbackForm({ base, form, problems, tooMany, contactEmail }: FeedbackFormProps) {
  const { t } = useTranslation('site')
  const fieldOf = (problem: FeedbackProblem) => problem.split('.')[0]
  const errorOf = (name: string) => {
    const found = problems.find((problem) => fieldOf(problem) === name)
    return found && t(`report.problem.${found}`)
  }
  const errors = problems.map((problem) => ({
    field: fieldOf(problem),
    message: t(`report.problem.${problem}`),
  }))
  return (
    <div className="ll-no-print">
      <Section title={t('report.title')} id="melden" lead={<p>{t('report.lead')}</p>}>
        <ErrorSummary errors={errors} />
        {tooMany ? (
          <Notice kind="error" title={t('report.tooMany')} live>
            <p>
              {t('report.tooManyText')}
              {contactEmail ? ` ${t('report.tooManyContact', { email: contactEmail })}` : null}
            </p>
          </Notice>
        ) : null}
        <Form
          method="post"
          action={`${base}/barrierefreiheit#melden`}
          noValidate
          className="ll-form site-form"
        >
          <input type="hidden" name="token" value={form.token} />
          <TextArea
            name="text"
            label={t('report.text')}
            hint={t('report.textHint')}
            error={errorOf('text')}
            defaultValue={form.text}
            rows={6}
          />
          <TextField
            name="page"
            label={t('report.page')}
            hint={t('report.pageHint')}
            error={errorOf('page')}
            defaultValue={form.page}
            optional
          />
          <TextField
            name="replyTo"
            type="email"
            autoComplete="email"
            label={t('report.replyTo')}
            hint={t('report.replyToHint')}
            error={errorOf('replyTo')}
            defaultValue={form.replyTo}
            optional
          />
          <div className={errorOf(trap) ? undefined : 'site-trap'}>
            <TextField
              name={trap}
              label={t('report.trap')}
              error={errorOf(trap)}
              autoComplete="off"
              optional
            />
          </div>
          <p className="ll-muted">
            {t('report.privacy')} <TextLink to={`${base}/datenschutz`}>{t('footer.privacy')}</TextLink>.
          </p>
          <p>
            <Button>{t('report.send')}</Button>
          </p>
        </Form>
      </Section>
    </div>
  )
}
