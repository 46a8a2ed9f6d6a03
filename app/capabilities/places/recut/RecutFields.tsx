import { useTranslation } from 'react-i18next'
import { Actions, Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Fieldset, SelectField, TextArea, TextField } from '#app/ui/fields.tsx'
import { Section } from '#app/ui/Page.tsx'
import type { Former, TypedRecut } from '../history/recut.ts'
import { PartsTable } from './PartsTable.tsx'

export type RecutFieldsProps = {
  formers: readonly Former[]
  typed: TypedRecut
  /** What stands in the names and numbers now; without JavaScript: what was sent. */
  live: TypedRecut
  errors: readonly { readonly field: string; readonly message: string }[]
}

/** The second step: the names of the new areas, what comes from where, and who decided it. */
export function RecutFields({ formers, typed, live, errors }: RecutFieldsProps) {
  const { t } = useTranslation('places')
  const errorOf = (name: string) => {
    const found = errors.filter(({ field }) => field === name)
    return found.length > 0 ? { error: found.map(({ message }) => message).join(' ') } : {}
  }
  const children = formers.flatMap((former) => former.children.map((child) => ({ ...child, former })))
  const positions = typed.names.map((_, column) => column)
  const nameOf = (column: number) => live.names[column]?.trim() || t('recut.unnamed', { number: column + 1 })
  return (
    <>
      <Section title={t('recut.tableTitle')} lead={<p>{t('recut.tableLead')}</p>}>
        <input type="hidden" name="columns" value={typed.names.length} />
        <Fieldset legend={t('recut.names')} hint={t('recut.namesHint')} id="neue-raeume">
          <div className="places-recut-names">
            {positions.map((column) => (
              <TextField
                key={column}
                name={`newName-${column}`}
                label={t('recut.name', { number: column + 1 })}
                defaultValue={typed.names[column]}
                optional={column > 1}
                {...errorOf(`newName-${column}`)}
              />
            ))}
          </div>
        </Fieldset>
        <Actions>
          <Button kind="secondary" name="intent" value="column">
            {t('recut.addColumn')}
          </Button>
        </Actions>
        <PartsTable formers={formers} typed={typed} live={live} nameOf={nameOf} errorOf={errorOf} />
        <Disclosure
          summary={t('recut.listTitle')}
          open={typed.list !== '' || errors.some(({ field }) => field === 'list')}
        >
          <TextArea
            name="list"
            label={t('recut.list')}
            hint={t('recut.listHint')}
            defaultValue={typed.list}
            rows={6}
            optional
            {...errorOf('list')}
          />
          <Actions>
            <Button kind="secondary" name="intent" value="list">
              {t('recut.takeList')}
            </Button>
          </Actions>
        </Disclosure>
        <TextField
          name="base"
          label={t('recut.base')}
          hint={t('recut.baseHint')}
          defaultValue={typed.base}
          {...errorOf('base')}
        />
      </Section>
      {children.length > 0 ? (
        <Section title={t('recut.childrenTitle')} lead={<p>{t('recut.childrenLead')}</p>}>
          {children.map(({ key, name, former }) => (
            <SelectField
              key={key}
              name={`child-${key}`}
              label={t('recut.child', { name, former: former.name })}
              placeholder
              options={positions.map((column) => ({ value: String(column), label: nameOf(column) }))}
              defaultValue={typed.children[key] ?? ''}
              {...errorOf(`child-${key}`)}
            />
          ))}
        </Section>
      ) : null}
      <Section title={t('recut.decisionTitle')}>
        <TextField
          name="happenedOn"
          type="date"
          label={t('recut.day')}
          hint={t('keeping.change.happenedOnHint')}
          defaultValue={typed.happenedOn}
          width="medium"
          {...errorOf('happenedOn')}
        />
        <TextField
          name="decidedBy"
          label={t('keeping.change.decidedBy')}
          defaultValue={typed.decidedBy}
          optional
          {...errorOf('decidedBy')}
        />
        <TextArea
          name="note"
          label={t('keeping.change.note')}
          defaultValue={typed.note}
          rows={3}
          optional
          {...errorOf('note')}
        />
      </Section>
    </>
  )
}
