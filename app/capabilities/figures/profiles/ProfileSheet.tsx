import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Facts } from '#app/ui/Facts.tsx'
import { Section } from '#app/ui/Page.tsx'
import { DateText } from '#app/ui/Time.tsx'
import type { viewProfile } from './view.ts'

type Profile = ReturnType<typeof viewProfile>
type ProfileSheetProps = {
  readonly profile: Profile
  readonly isOpen: boolean
  /** The way to the delivery that confirmed it last. */
  readonly delivery: ReactNode
  /** What can be done with it. */
  readonly children: ReactNode
}

/** One profile: what it knows, and below it what can be done with it. */
export function ProfileSheet({ profile, isOpen, delivery, children }: ProfileSheetProps) {
  const { t } = useTranslation('figures')
  return (
    <Section title={profile.name} id={`profil-${profile.id}`}>
      <Facts
        items={[
          {
            term: t('profile.confirmed'),
            value: (
              <>
                {delivery}, <DateText iso={profile.receivedOn} />
              </>
            ),
          },
          { term: t('profile.confirmedBy'), value: profile.updatedBy },
          { term: t('profile.version'), value: profile.version },
        ]}
      />
      <Disclosure summary={t('profile.show')} open={isOpen}>
        {profile.tables.map((table) => (
          <TableOfProfile key={table.key} name={profile.name} table={table} />
        ))}
        {profile.places.length > 0 || profile.dot || profile.marks.length > 0 ? (
          <Facts
            items={[
              { term: t('profile.places'), value: profile.places.join('; ') },
              { term: t('profile.dot'), value: profile.dot },
              { term: t('profile.marks'), value: profile.marks.join('; ') },
            ]}
          />
        ) : null}
        {children}
      </Disclosure>
    </Section>
  )
}

function TableOfProfile({ name, table }: { name: string; table: Profile['tables'][number] }) {
  const { t } = useTranslation('figures')
  const { sheet } = table
  return (
    <>
      <DataTable
        caption={
          sheet === undefined
            ? t('profile.columnsCaption', { name })
            : t('profile.columnsOfSheet', { name, sheet })
        }
        cards
        dense
        columns={[
          { key: 'heading', header: t('profile.heading'), cell: ({ heading }) => heading, rowHeader: true },
          { key: 'means', header: t('profile.means'), cell: ({ means }) => means },
        ]}
        rows={table.columns}
        rowKey={({ key }) => key}
      />
      <Facts
        items={[
          { term: t('profile.header'), value: table.headerLines },
          { term: t('profile.skipped'), value: table.skipped },
          { term: t('profile.totals'), value: table.totals },
          { term: t('profile.ends'), value: table.ends },
        ]}
      />
    </>
  )
}
