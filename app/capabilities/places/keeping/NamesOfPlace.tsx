import { useTranslation } from 'react-i18next'
import { Form } from 'react-router'
import { Actions, Button } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { SelectField, TextField } from '#app/ui/fields.tsx'
import { Section } from '#app/ui/Page.tsx'

type Naming = { readonly kind: 'alias' | 'key'; readonly text: string; readonly of: string }

type NamesOfPlaceProps = {
  names: readonly Naming[]
  sources: readonly { readonly key: string; readonly name: string }[]
  /** What was typed into a form that could not be done. */
  naming: Naming | undefined
  errors: readonly { readonly field: string; readonly message: string }[]
}

/** Spellings by source and keys by office: a list with a button per line, and a form for each kind. */
export function NamesOfPlace({ names, sources, naming, errors }: NamesOfPlaceProps) {
  const { t } = useTranslation('places')
  const nameOf = ({ kind, of }: Naming) =>
    kind === 'key'
      ? of
      : of === ''
        ? t('keeping.names.everySource')
        : (sources.find(({ key }) => key === of)?.name ?? of)
  const errorOf = (field: string) => {
    const found = errors.find((error) => error.field === field)
    return found ? { error: found.message } : {}
  }
  const typed = (kind: Naming['kind']) => (naming?.kind === kind ? naming : undefined)
  return (
    <Section title={t('keeping.names.title')} lead={<p>{t('keeping.names.lead')}</p>} id="namen">
      <DataTable
        caption={t('keeping.names.caption')}
        captionHidden
        rows={names}
        rowKey={({ kind, text, of }) => `${kind} ${of} ${text}`}
        empty={<p className="ll-muted">{t('keeping.names.none')}</p>}
        columns={[
          { key: 'text', header: t('keeping.names.text'), rowHeader: true, cell: ({ text }) => text },
          { key: 'of', header: t('keeping.names.of'), cell: nameOf },
          {
            key: 'remove',
            header: t('keeping.names.remove'),
            hideHeader: true,
            cell: ({ kind, text, of }) => (
              <Form method="post">
                <input type="hidden" name="kind" value={kind} />
                <input type="hidden" name="text" value={text} />
                <input type="hidden" name="of" value={of} />
                <Button kind="tertiary" name="intent" value="unname">
                  {t('keeping.names.remove')}
                  <span className="kern-sr-only">: {text}</span>
                </Button>
              </Form>
            ),
          },
        ]}
      />
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate className="ll-form">
        <TextField
          name="alias"
          label={t('keeping.names.alias')}
          defaultValue={typed('alias')?.text}
          {...errorOf('alias')}
        />
        <SelectField
          name="aliasSource"
          label={t('keeping.names.source')}
          options={[
            { value: '', label: t('keeping.names.everySource') },
            ...sources.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          defaultValue={typed('alias')?.of ?? ''}
        />
        <Actions>
          <Button kind="secondary" name="intent" value="name-alias">
            {t('keeping.names.addAlias')}
          </Button>
        </Actions>
      </Form>
      <Form method="post" noValidate className="ll-form">
        <TextField
          name="keyText"
          label={t('keeping.names.key')}
          hint={t('keeping.names.keyHint')}
          defaultValue={typed('key')?.text}
          width="medium"
          {...errorOf('keyText')}
        />
        <TextField
          name="keySystem"
          label={t('keeping.names.system')}
          hint={t('keeping.list.systemHint')}
          defaultValue={typed('key')?.of}
        />
        <Actions>
          <Button kind="secondary" name="intent" value="name-key">
            {t('keeping.names.addKey')}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}
