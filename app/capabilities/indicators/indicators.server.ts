/** The front door: indicators computed from released figures, their origin, and the commands that define them. */
export { shippedFields, shippedPhases } from './catalogue/headings.ts'
export { changeIndicator, createHeadings, createIndicator } from './commands.server.ts'
export { listFieldsOfAction, listLifePhases } from './definitions.server.ts'
export { findOrigin } from './origin.server.ts'

export { getResults, listAreaIndicators, listIndicators, listTargetsByIndicator } from './results.server.ts'
export { listSeriesUses } from './seriesUses.server.ts'
export { countTargetsOfPlaces } from './targets.server.ts'
