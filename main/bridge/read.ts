/** Reads a file of the bridge: its name and bytes in, what it says out. Pure; nothing is opened and nothing kept. */
import type {
  BridgeAnswer,
  BridgeKind,
  BridgeProblem,
  BridgeReading,
  Entitlement,
} from '../../contract/bridge-reading.ts'
import type { Day } from '../../contract/day.ts'
import { readRefusalText, readXmlText } from './encoding.ts'
import {
  BURDEN,
  CLASS,
  FILE_NAMES,
  LONGEST_VALUE,
  MESSAGE,
  PRESCHOOL,
  RELATION,
  ROOT,
  SEGMENT,
  SEX,
  STATUS_DONE,
  VALIDITY,
} from './layout.ts'
import { withoutIndividualNumbers } from './message.ts'
import {
  branchOf,
  codeTextOf,
  dayOf,
  institutionOf,
  insurerNumberOf,
  momentOf,
  plainOf,
  textOf,
} from './values.ts'
import { type Group, readXml } from './xml.ts'
import { looksZipped, unzipOne } from './zip.ts'

/** The question, as an answer gives it back. */
export type Asked = Pick<Entitlement, 'insurerNumber' | 'symbol' | 'number' | 'branch'> & {
  readonly birthDate: Day | null
}

/** A reading with what was asked beside each answer; the contract's form has it not. */
export type ReadAnswer = BridgeAnswer & { readonly asked: Asked | null }
export type Reading = Omit<BridgeReading, 'answers'> & {
  readonly answers: readonly ReadAnswer[]
  /** ProcessingResultStatus of a registration: whether the number is registered. */
  readonly registered: boolean
}

const nameOf = (file: string): (typeof FILE_NAMES)[number] | undefined =>
  FILE_NAMES.find(({ name }) => name.test(file))

/** The kind of a file, by its whole name. */
export const kindOf = (file: string): BridgeKind => nameOf(file)?.kind ?? 'foreign'

/** The longest file of this name, in bytes; 0 for one that is never opened. */
export const mostBytesOf = (file: string): number => nameOf(file)?.most ?? 0

const empty = (file: string, kind: BridgeKind, problem: BridgeProblem | null): Reading => ({
  file,
  kind,
  problem,
  institution: null,
  executedAt: null,
  identifier: null,
  receptionNumber: null,
  message: null,
  answers: [],
  registered: false,
})

const singleOf = (group: Group | undefined, name: string): string | undefined => group?.values.get(name)?.[0]

const groupsOf = (group: Group | undefined, name: string): readonly Group[] => group?.groups.get(name) ?? []

const groupOf = (group: Group | undefined, name: string): Group | undefined => groupsOf(group, name)[0]

const ownText = (value: string | undefined): string | null => {
  const text = textOf(value)
  return text === null ? null : withoutIndividualNumbers(text)
}

/** The one number that all of them say; null where there is none, or where they differ: then the person is found anew. */
const oneReference = (...groups: readonly (Group | undefined)[]): string | null => {
  const numbers = new Set(
    groups.flatMap((group) => group?.values.get('ReferenceNumber') ?? []).flatMap((one) => textOf(one) ?? []),
  )
  const [first] = numbers
  return numbers.size === 1 && first !== undefined ? first : null
}

const burdenOf = (item: Group, kind: string | null): Entitlement['burden'] => {
  if (kind === CLASS.fullPay) return 10
  if (kind === CLASS.welfare) return null
  const elderly = groupOf(item, 'ElderlyRecipientCertificateInfo')
  const printed = [
    codeTextOf(singleOf(item, 'InsuredPartialContributionRatio')),
    codeTextOf(singleOf(elderly, 'ElderlyRecipientContributionRatio')),
  ].filter((ratio) => ratio !== null)
  const [ratio] = printed
  // Two that differ say nothing.
  return ratio !== undefined && printed.every((one) => one === ratio) ? (BURDEN.get(ratio) ?? null) : null
}

const entitlementOf = (item: Group, beside: string | null): Entitlement => {
  const value = (name: string): string | undefined => singleOf(item, name)
  const kind = codeTextOf(value('InsuredCardClassification'))
  const kana = plainOf(value('NameKana'))
  return {
    class: kind,
    name: ownText(value('Name')),
    kana: kana === null ? null : withoutIndividualNumbers(kana),
    birthDate: dayOf(value('Birthdate')),
    sex: SEX.get(codeTextOf(value('Sex1')) ?? '') ?? null,
    relation: RELATION.get(codeTextOf(value('PersonalFamilyClassification')) ?? '') ?? null,
    insurerNumber: insurerNumberOf(value('InsurerNumber')),
    insurerName: ownText(value('InsurerName')),
    symbol: plainOf(value('InsuredCardSymbol')),
    number: plainOf(value('InsuredIdentificationNumber')),
    branch: branchOf(value('InsuredBranchNumber')),
    validFrom: dayOf(value('InsuredCardValidDate')),
    expiresOn: dayOf(value('InsuredCardExpirationDate')),
    endedOn: dayOf(value('DisqualificationDate')),
    burden: burdenOf(item, kind),
    preschool: codeTextOf(value('PreschoolClassification')) === PRESCHOOL,
    fullPay: kind === CLASS.fullPay,
    referenceNumber: oneReference(item) ?? beside,
  }
}

const askedOf = (group: Group | undefined): Asked | null =>
  group === undefined
    ? null
    : {
        insurerNumber: insurerNumberOf(singleOf(group, 'InsurerNumber')),
        symbol: plainOf(singleOf(group, 'InsuredCardSymbol')),
        number: plainOf(singleOf(group, 'InsuredIdentificationNumber')),
        branch: branchOf(singleOf(group, 'InsuredBranchNumber')),
        birthDate: dayOf(singleOf(group, 'Birthdate')),
      }

/** One person's answer, from the body of a single file or a unit of a bulk one, whose segment is 1. */
const answerOf = (person: Group | undefined): ReadAnswer => {
  const done = codeTextOf(singleOf(person, 'ProcessingResultStatus')) === STATUS_DONE
  const code = done ? VALIDITY.get(codeTextOf(singleOf(person, 'QualificationValidity')) ?? '') : undefined
  const asked = groupOf(person, 'QualificationConfirmSearchInfo')
  const list = groupOf(person, 'ResultList')
  const items = [person, list].flatMap((group) => groupsOf(group, 'ResultOfQualificationConfirmation'))
  const beside = oneReference(person, list)
  return {
    identifier: textOf(singleOf(asked, 'ArbitraryIdentifier') ?? singleOf(person, 'ArbitraryIdentifier')),
    online: code === undefined ? { unavailable: true } : { code },
    message: ownText(singleOf(person, 'ProcessingResultMessage')),
    entitlements: code === undefined ? [] : items.map((item) => entitlementOf(item, beside)),
    asked: askedOf(asked),
  }
}

const answersOf = (kind: BridgeKind, body: Group | undefined): readonly ReadAnswer[] => {
  switch (kind) {
    case 'face':
    case 'look-up':
      return [answerOf(body)]
    case 'bulk-result':
      return groupsOf(body, 'BulkConfirmUnit').map(answerOf)
    default:
      return []
  }
}

const problemOf = (segment: string | null): BridgeProblem | null => {
  if (segment === SEGMENT.done) return null
  return segment === SEGMENT.running ? 'RUNNING' : 'FAILED'
}

/** A file that could not be read at all. */
export const unreadable = (file: string): Reading => empty(file, kindOf(file), 'UNREADABLE')

/** Reads an answer's XML. `file`: its base name, whose kind is known to have one. */
export const readXmlFile = (file: string, kind: BridgeKind, bytes: Uint8Array): Reading => {
  const text = readXmlText(bytes)
  if (!text.ok) return empty(file, kind, text.problem)
  const tree = readXml(text.value, ROOT, MESSAGE)
  if (tree === 'UNREADABLE' || tree === 'DUPLICATE') return empty(file, kind, tree)
  const header = groupOf(tree, 'MessageHeader')
  const body = groupOf(tree, 'MessageBody')
  const problem = problemOf(codeTextOf(singleOf(header, 'SegmentOfResult')))
  const received = textOf(singleOf(header, 'ReceptionNumber'))
  return {
    file,
    kind,
    problem,
    institution: institutionOf(singleOf(header, 'MedicalInstitutionCode')),
    executedAt: momentOf(singleOf(header, 'ProcessExecutionTime')),
    identifier: textOf(singleOf(header, 'ArbitraryFileIdentifier')),
    receptionNumber: received ?? (problem === null ? textOf(singleOf(body, 'ReceptionNumber')) : null),
    message: ownText(singleOf(header, 'ErrorMessage')),
    answers: problem === null ? answersOf(kind, body) : [],
    registered:
      problem === null &&
      kind === 'registration' &&
      codeTextOf(singleOf(body, 'ProcessingResultStatus')) === STATUS_DONE,
  }
}

const readRefusal = (file: string, bytes: Uint8Array): Reading => {
  const text = readRefusalText(bytes)
  return { ...empty(file, 'refused-request', 'FAILED'), message: ownText(text?.slice(0, LONGEST_VALUE)) }
}

/**
 * Reads one file of the bridge, a zip too.
 * @param file its base name, which says what it is
 */
export const readBridgeFile = async (file: string, bytes: Uint8Array): Promise<Reading> => {
  const kind = kindOf(file)
  if (kind === 'foreign') return empty(file, kind, null)
  const most = mostBytesOf(file)
  if (bytes.length > most) return empty(file, kind, 'TOO_LARGE')
  if (kind === 'refused-request') return readRefusal(file, bytes)
  const named = file.endsWith('.zip')
  if (!named && !looksZipped(bytes)) return readXmlFile(file, kind, bytes)
  const unzipped = await unzipOne(bytes, most)
  // Encryption may leave a file its name; a plain zip under the name of another is no answer.
  if (!unzipped.ok) return empty(file, kind, unzipped.problem)
  return named ? readXmlFile(file, kind, unzipped.value) : empty(file, kind, 'UNREADABLE')
}

/** A reading as the contract prints it. */
export const printed = ({ registered: _, answers, ...rest }: Reading): BridgeReading => ({
  ...rest,
  answers: answers.map(({ asked: __, ...answer }) => answer),
})
