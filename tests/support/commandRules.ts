import type { SourceTree } from './sourceTree.ts'

/*
 * Commands are exported functions of a capability's `*.server.ts` that take a Writer and an Actor. Each asks for the right and
 * leaves an entry in the audit trail, itself or in a function that it hands both to. What takes a Writer alone is part of a
 * command and stands in a list. The formatter's form is relied on: a function ends with the first "}" at the margin.
 */

type Function = {
  readonly path: string
  readonly name: string
  readonly text: string
  readonly isExported: boolean
}

const isServerFile = (path: string) =>
  /^app\/capabilities\/.*\.server\.ts$/.test(path) && !/\.(test|fixture\.server)\.ts$|\.fixture\./.test(path)

function listFunctions(tree: SourceTree): Function[] {
  return [...tree].flatMap(([path, source]) =>
    isServerFile(path)
      ? [...source.matchAll(/^(export )?(?:async )?function\*? (\w+)[\s\S]*?^\}/gm)].map((match) => ({
          path,
          name: match[2]!,
          text: match[0],
          isExported: match[1] !== undefined,
        }))
      : [],
  )
}

/** The text up to the body: the body's lines are indented and end with the "{" of the signature before them. */
const signatureOf = ({ text }: Function) =>
  /^[\s\S]*?\{\n/.exec(text.replaceAll(/: \{\n[\s\S]*?\n {2}\}/g, ': X'))?.[0] ?? text
const takesWriter = (one: Function) => /\bwriter: Writer\b/.test(signatureOf(one))
const takesActor = (one: Function) => /\bactor: Actor\b/.test(signatureOf(one))

/** Whether a function does what `pattern` finds, itself or in a function that it hands writer and actor to. */
function does(
  one: Function,
  all: readonly Function[],
  pattern: RegExp,
  seen: ReadonlySet<Function> = new Set(),
): boolean {
  if (pattern.test(one.text)) return true
  const known = new Set([...seen, one])
  return [...one.text.matchAll(/\b(\w+)\(\s*writer,\s*actor\b/g)].some(([, name]) => {
    const called =
      all.find((other) => other.name === name && other.path === one.path) ??
      all.find((other) => other.name === name && other.isExported)
    return called !== undefined && !known.has(called) && does(called, all, pattern, known)
  })
}

/** Commands that need neither, and why. */
const exceptions: Readonly<Record<string, string>> = {
  recordAudit: 'is the entry itself',
  recordLook: 'is the entry itself',
  recordChange: 'is the entry of a change of places',
  beginChange: 'asks and locks, writes nothing',
  exactFor: 'asks with `may` and answers nothing to those without the right',
  demandSheet: 'asks and locks, writes nothing',
  startReleases: 'only orders jobs; each release writes its own entry',
}

/** Functions with a Writer alone: parts of commands that ask and record, or acts of nobody. */
const partsOfCommands: Readonly<Record<string, string>> = {
  acceptAsNewPerson: 'the invited person acts, who is nobody before; records under their name',
  acceptSignedIn: 'the invited person acts; records under their name',
  acceptSignedOn: 'the person whom the provider names acts; records under their name',
  actOnPerson: 'takes the actor in its context; the commands that it gives ask and record',
  createAttempt: 'a sign-on that has begun, kept for ten minutes',
  createFeedback: 'anybody may write; the message is kept with its time',
  createMembership: 'part of the commands that give roles',
  changeParent: 'part of the commands in places/history',
  createPlaceAliases: 'part of createPlaces, addNaming and acceptDelivery',
  copyInvented: 'part of the commands in places/history',
  endPlace: 'part of the commands in places/history',
  insertChange: 'part of the commands in places/history',
  insertPlaces: 'part of the commands on places',
  lockPlaces: 'locks, writes nothing',
  lockPoints: 'locks, writes nothing',
  takeParentBack: 'part of undoChange',
  invite: 'takes the actor in its context; createInvitation asks and records',
  lockDefinitions: 'locks, writes nothing',
  lockDelivery: 'locks, writes nothing',
  lockDraft: 'locks, writes nothing',
  isReadAsSeen: 'asked by the commands on a delivery, which have asked for the right',
  lockReadDraft: 'part of changing a layout or proposals',
  lockOpen: 'locks, writes nothing',
  lockReplaced: 'locks, writes nothing',
  lockPeople: 'locks, writes nothing',
  lockAccount: 'locks, writes nothing',
  recordCreation: 'part of createDelivery',
  removeForgotten: 'part of createPlaceFile',
  removePlaceFile: 'part of the commands that take a file over or discard it',
  renewFindings: 'part of handInDelivery and acceptDelivery',
  removeMembership: 'part of the commands that take roles',
  removeOldFeedback: 'the software itself, when the time is over; records under its own name',
  renewOrRevoke: 'takes the actor in its context; the commands that it gives ask and record',
  openLinkDelivery: 'the person with the link acts; openDeliveryPage asks and records the look',
  runLinkCommand: 'the person with the link acts; the commands that it gives ask and record',
  removeOldApiKeys: 'the software itself, when the time is over; records under its own name',
  wipeOldLinks: 'the software itself, when the time is over; records under its own name',
  changeWish: 'the person with the link in the mail acts; records that it happened',
  claimAnswer: 'part of deliverByMachine',
  keepAnswer: 'part of deliverByMachine',
  forgetAnswers:
    'part of tidyApi: answers that were kept for a repeated request; no data of the municipality',
  forgetAnswerDetails: 'part of discardDelivery',
  forgetContent: 'part of discardDelivery',
  claimDigest: 'part of sendReminders',
  claimReminder: 'part of sendReminders and markReminded',
  ensureContactLink: 'part of sendReminders; records the link under the name of the software',
  sendDigest: 'a mail, part of sendReminders',
  sendToOffice: 'a mail, part of sendReminders',
  sendToResponsible: 'a mail, part of sendReminders',
  sendLink: 'a mail, part of handOutLink',
  sendFactorTaken: 'a mail, part of takeSecondFactor',
  sendInvitation: 'a mail, part of createInvitation and renewInvitation',
  sendReset: 'a mail, part of createResetLink',
  sendRights: 'a mail, part of the commands that give and take roles',
  settleByCorrection: 'part of replaceDelivery',
  storeFacts: 'part of acceptDelivery',
  storeTargets: 'part of createIndicator, changeIndicator and changeTarget',
  storeReading: 'part of changeLayout, readDraft and the job that reads',
  takeStep: 'part of the commands that move a delivery on',
  tryChange: 'hands on a command that asks, and keeps nothing',
  takeAttempt: 'the end of createAttempt',
}

const where = ({ path, name }: Function) => `${path}: ${name}`

function commandRule(name: string, pattern: RegExp) {
  return {
    name,
    find: (tree: SourceTree) => {
      const all = listFunctions(tree)
      return all
        .filter((one) => one.isExported && takesWriter(one) && takesActor(one) && !(one.name in exceptions))
        .filter((one) => !does(one, all, pattern))
        .map(where)
    },
  }
}

export const commandRules = [
  commandRule('every command asks for the right', /\bdemand\w*\(/),
  commandRule('every command leaves an entry in the audit trail', /\brecord(?:Audit|Look)\(/),
  {
    name: 'who writes for a tenant says who acts',
    find: (tree: SourceTree) =>
      listFunctions(tree)
        .filter((one) => one.isExported && takesWriter(one) && !takesActor(one))
        .filter(({ name }) => !(name in partsOfCommands))
        .map(where),
  },
]
