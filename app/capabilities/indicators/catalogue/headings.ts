/** A life phase or field of action with its position in the order. */
export type NewHeading = {
  readonly key: string
  readonly name: string
  readonly nameEn: string
  readonly position: number
}

type Named = readonly [key: string, name: string, nameEn: string]

const inOrder = (list: readonly Named[]): readonly NewHeading[] =>
  list.map(([key, name, nameEn], index) => ({ key, name, nameEn, position: index + 1 }))

/** What every tenant begins with; a town extends and renames it. Life phases from pregnancy to work. */
export const shippedPhases = inOrder([
  ['birth', 'Schwangerschaft und Geburt', 'Pregnancy and birth'],
  ['early-years', 'Die ersten drei Jahre', 'The first three years'],
  ['kita', 'Kita', 'Kindergarten'],
  ['primary', 'Grundschule', 'Primary school'],
  ['secondary', 'Weiterführende Schule', 'Secondary school'],
  ['work', 'Übergang in den Beruf', 'Transition to work'],
  ['cross', 'Querschnitt', 'Cross-cutting'],
])

/** Fields of action. */
export const shippedFields = inOrder([
  ['health', 'Gesundheit', 'Health'],
  ['youth-welfare', 'Kinder- und Jugendhilfe', 'Youth welfare'],
  ['education', 'Bildung', 'Education'],
  ['social-security', 'Soziale Sicherung', 'Social security'],
  ['work', 'Arbeit', 'Work'],
  ['integration', 'Integration', 'Integration'],
  ['district-work', 'Stadtteilarbeit', 'District work'],
  ['steering', 'Steuerung und Finanzen', 'Steering and finance'],
])
