import type { DefinitionProblem } from './definition.ts'
import type { FormulaProblem, Measure } from './formula/formula.ts'
import type { Words } from './words.ts'

function measureInWords(measure: Measure, t: Words): string {
  const { count, eur, score } = measure
  const is = (counts: number, euros: number, scores: number) =>
    count === counts && eur === euros && score === scores
  if (is(0, 0, 0)) return t('measure.plain')
  if (is(1, 0, 0)) return t('measure.count')
  if (is(0, 1, 0)) return t('measure.eur')
  if (is(-1, 1, 0)) return t('measure.eurPerCount')
  return is(0, 0, 1) ? t('measure.score') : t('measure.other')
}

const upperFirst = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

function sentenceOf(problem: FormulaProblem, t: Words): string {
  switch (problem.kind) {
    case 'different-measures': {
      const left = upperFirst(measureInWords(problem.left, t))
      return t('formula.different-measures', { left, right: measureInWords(problem.right, t) })
    }
    case 'wrong-unit': {
      const unit = t(`unit.${problem.unit}`)
      return t('formula.wrong-unit', { found: measureInWords(problem.found, t), unit })
    }
    case 'other-periods': {
      const { series } = problem
      return t('formula.other-periods', {
        series,
        found: t(`period.${problem.found}`),
        wanted: t(`period.${problem.wanted}`),
      })
    }
    default:
      return t(`formula.${problem.kind}`, { ...problem })
  }
}

/** "Zeichen 21: Die Zahlenreihe „Famillien“ gibt es nicht. Meinten Sie „familien“?" */
function describeFormulaProblem(problem: FormulaProblem, t: Words): string {
  const suggestion = 'suggestion' in problem ? problem.suggestion : undefined
  const meant = suggestion === undefined ? '' : ` ${t('formula.meant', { suggestion })}`
  const sentence = `${sentenceOf(problem, t)}${meant}`
  return t('formula.at', { position: problem.position, sentence })
}

function describeDefinitionProblem(problem: DefinitionProblem, t: Words): string {
  if (problem.kind === 'formula') return describeFormulaProblem(problem.problem, t)
  if (problem.kind === 'too-long') return t('problem.too-long', { limit: problem.limit })
  return t(`problem.${problem.kind}`)
}

/** The sentences that stand at the fields of a refused definition. */
export function formErrors(
  problems: readonly DefinitionProblem[],
  t: Words,
): readonly { readonly field: string; readonly message: string }[] {
  return problems.map((problem) => ({ field: problem.field, message: describeDefinitionProblem(problem, t) }))
}
