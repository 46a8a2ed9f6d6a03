/** The front door of figures: what other capabilities, pages and commands may use. */
export { readData } from './api/data.server.ts'
export { describeDelivery } from './api/delivery.server.ts'
export { openApiDocument } from './api/openapi.ts'
export { type ApiAnswer, type ProblemKind, problemMediaType } from './api/problem.ts'
export { describeProblem } from './api/problems.ts'
export { receiveDelivery } from './api/receive.server.ts'
export { tidyApi } from './api/tidy.server.ts'
export { changeContact } from './calendar/contacts.server.ts'
export { createExpectation } from './calendar/expectations.server.ts'
export {
  createDimensions,
  createSeries,
  createSources,
  listDimensions,
  listPeriods,
  listSeries,
  listSources,
} from './catalogue.server.ts'
export { gatherCells, type HeldCell } from './cells.server.ts'
export { listDeliveries } from './deliveries.server.ts'
export { explainImport } from './explain.ts'
export { type FigureOrigin, listFigureOrigins } from './held.server.ts'
export { type ImportOutcome, importFile } from './import.server.ts'
export type { ImportReport } from './intake/importReport.ts'
export { tryImport } from './intake/readImport.server.ts'
export { reportOfSentences } from './intake/report.ts'
export { figuresJobs } from './jobs.server.ts'
export { type BoardCard, readBoard } from './life/board.server.ts'
export { tidyLinks } from './links/tidy.server.ts'
export { countFiguresOfPlaces } from './namedPlaces.server.ts'
export { releaseFamilies } from './release.server.ts'
export { listReleasedDeliveries } from './releasedDeliveries.server.ts'
export { sendReminders } from './reminders/send.server.ts'
