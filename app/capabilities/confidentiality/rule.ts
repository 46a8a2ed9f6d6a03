/**
 * How the figures of a source are protected: counts below a threshold, or not at all because the source has already
 * published them (then they are known to everybody, and nothing can take them back).
 */
export type ProtectionRule =
  | { readonly kind: 'threshold'; readonly threshold: number }
  | { readonly kind: 'already-published' }

export type DatedRule = { readonly validFrom: string; readonly rule: ProtectionRule }

/** Holds where a source has no rule for a date: counts of 1 to 4 are protected. */
const defaultRule: ProtectionRule = { kind: 'threshold', threshold: 5 }

/** The rule that holds on a date (ISO): the youngest one that is valid by then. */
export function ruleAt(rules: readonly DatedRule[], date: string): ProtectionRule {
  const valid = rules.filter((each) => each.validFrom <= date)
  const youngest = valid.reduce<DatedRule | undefined>(
    (best, each) => (best === undefined || each.validFrom > best.validFrom ? each : best),
    undefined,
  )
  return youngest?.rule ?? defaultRule
}
