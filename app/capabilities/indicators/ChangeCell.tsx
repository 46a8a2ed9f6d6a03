import { useTranslation } from 'react-i18next'
import { ChangeText, type ShownCell } from '#app/ui/CellText.tsx'
import type { Indicator } from './indicator.ts'

type ChangeCellProps = {
  change: ShownCell | undefined
  indicator: Pick<Indicator, 'unit' | 'decimals' | 'direction'>
}

/** A change, or that there is nothing to compare with: across a break a number would say something that isn't so. */
export function ChangeCell({ change, indicator: { unit, decimals, direction } }: ChangeCellProps) {
  const { t } = useTranslation('indicators')
  if (!change || !('value' in change)) return null
  if (change.flags.includes('break')) return <span className="ll-muted">{t('column.broken')}</span>
  return <ChangeText cell={change} unit={unit} decimals={decimals} direction={direction} />
}
