import type { TFunction } from 'i18next'
import type { ExpectationRule, ReminderPlan } from './expectation.ts'
import { writeDay } from './expectationForm.ts'

/** The deadline in words: "jeweils bis zum 15.03. nach Ende des Zeitraums". */
export function describeDue(
  { rhythm, due }: Pick<ExpectationRule, 'rhythm' | 'due'>,
  t: TFunction<'figures'>,
) {
  const isCohort = rhythm === 'entry-cohort'
  return due.kind === 'day'
    ? t(isCohort ? 'calendar.rule.cohortDay' : 'calendar.rule.day', { day: writeDay(due.day) })
    : t(isCohort ? 'calendar.rule.cohortWeeks' : 'calendar.rule.weeks', { count: due.weeks })
}

/** "14 Tage vorher, am Tag, danach alle 14 Tage (höchstens 3 Mal)". */
export function describeReminders(plan: ReminderPlan, t: TFunction<'figures'>): string {
  const after = plan.everyDays > 0 && plan.most > 0
  const parts = [
    ...(plan.daysBefore > 0 ? [t('calendar.sheet.reminderBefore', { count: plan.daysBefore })] : []),
    ...(plan.onTheDay ? [t('calendar.sheet.reminderOn')] : []),
    ...(after
      ? [
          `${t('calendar.sheet.reminderAfter', { count: plan.everyDays })} (${t('calendar.sheet.reminderMost', { count: plan.most })})`,
        ]
      : []),
  ]
  return parts.length === 0 ? t('calendar.sheet.reminderNone') : parts.join(', ')
}
