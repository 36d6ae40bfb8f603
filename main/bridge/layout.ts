/**
 * Names the files, elements and codes of the bridge (連携アプリケーション). The official layout goes to registered sites
 * alone: everything here follows public texts and the code of its users, and it is all here, so that it can be
 * corrected in one place.
 */
import type { BridgeKind } from '../../contract/bridge-reading.ts'

const MIB = 1024 * 1024

/**
 * Kinds by the whole name; the first that fits. A face result's middle part (institution code and twenty hexadecimal
 * digits) is missing where a converter has written it.
 * @example `OQSsiquc01res_face_1319999999a0000000000000001111_20261130091502.xml` → face
 * @example `OQSsiquc01res_202611300001.xml` → look-up
 */
export const FILE_NAMES: readonly {
  readonly kind: BridgeKind
  readonly name: RegExp
  readonly most: number
}[] = [
  { kind: 'face', name: /^OQSsiquc01res_face_(?:[0-9A-Za-z]*_)?\d{14}\.(?:xml|zip)$/, most: 4 * MIB },
  { kind: 'look-up', name: /^OQSsiquc01res_(?!face_)[0-9A-Za-z_-]+\.(?:xml|zip)$/, most: 4 * MIB },
  { kind: 'bulk-receipt', name: /^OQSmuquc01res_[0-9A-Za-z_-]+\.(?:xml|zip)$/, most: 4 * MIB },
  { kind: 'bulk-result', name: /^OQSmuquc02res_[0-9A-Za-z_-]+\.(?:xml|zip)$/, most: 64 * MIB },
  { kind: 'registration', name: /^OQSsiimm01res_[0-9A-Za-z_-]+\.(?:xml|zip)$/, most: 4 * MIB },
  {
    kind: 'refused-request',
    name: /^OQS(?:siquc01|muquc01|muquc02|siimm01)req_[0-9A-Za-z_-]+\.err$/,
    most: 4 * MIB,
  },
]

/** The name of a request before it is whole: no program that waits for `OQS*.xml` sees it. */
export const TEMPORARY_PREFIX = '~uketsuke-'

/** The files of one request: itself, the answer to it, and its refusal. */
export type RequestNames = { readonly request: string; readonly answer: string; readonly refusal: string }

/** Of one look-up. `suffix`: at most twenty letters or digits. */
export const lookUpNames = (suffix: string): RequestNames => ({
  request: `OQSsiquc01req_${suffix}.xml`,
  answer: `OQSsiquc01res_${suffix}.xml`,
  refusal: `OQSsiquc01req_${suffix}.err`,
})

/** Of the registration of one patient number (照会番号). */
export const registrationNames = (suffix: string): RequestNames => ({
  request: `OQSsiimm01req_${suffix}.xml`,
  answer: `OQSsiimm01res_${suffix}.xml`,
  refusal: `OQSsiimm01req_${suffix}.err`,
})

/** The parts of an element that may hold others. What stands in no list is unknown, and skipped. */
export type Scope = {
  /** Values that are kept; single. */
  readonly values: readonly string[]
  /** Values that may stand several times, and are kept. */
  readonly severalValues?: readonly string[]
  /** Single elements that this program has no use for: never kept, though twice is refused. */
  readonly skipped?: readonly string[]
  /** Elements that are read into. */
  readonly groups?: Readonly<Record<string, { readonly scope: Scope; readonly several?: true }>>
}

/** Consents come in threes since 2025; each stands once. */
const CONSENTS = [
  'SpecificHealthCheckupsInfo',
  'PharmacistsInfo',
  'DiagnosisInfo',
  'OperationInfo',
  'DiagnosisNameInfo',
  'InfectiousInfo',
  'AllergyInfo',
  'ContraindicationInfo',
  'TestInfo',
  'PrescriptionInfo',
].flatMap((name) => [`${name}ConsFlg`, `${name}ConsTime`, `${name}AvailableTime`])

const ELDERLY: Scope = {
  values: ['ElderlyRecipientContributionRatio'],
  skipped: [
    'ElderlyRecipientCertificateDate',
    'ElderlyRecipientValidStartDate',
    'ElderlyRecipientValidEndDate',
  ],
}

const ITEM: Scope = {
  values: [
    'InsuredCardClassification',
    'InsurerNumber',
    'InsuredCardSymbol',
    'InsuredIdentificationNumber',
    'InsuredBranchNumber',
    'PersonalFamilyClassification',
    'Name',
    'NameKana',
    'Sex1',
    'Birthdate',
    'InsuredCardValidDate',
    'InsuredCardExpirationDate',
    'DisqualificationDate',
    'InsuredPartialContributionRatio',
    'PreschoolClassification',
    'InsurerName',
  ],
  severalValues: ['ReferenceNumber'],
  skipped: [
    'InsuredName',
    'NameOfOther',
    'NameOfOtherKana',
    'Sex2',
    'Address',
    'PostNumber',
    'QualificationDate',
    'InsuredCertificateIssuanceDate',
    'ReasonOfLoss',
    'LimitApplicationCertificateRelatedConsFlg',
    'LimitApplicationCertificateRelatedConsTime',
    'LimitApplicationCertificateRelatedInfo',
    'LimitApplicationCertificateChanged',
    'SpecificDiseasesCertificateRelatedConsFlg',
    'SpecificDiseasesCertificateRelatedConsTime',
    'SpecificDiseasesCertificateList',
    'PublicExpenseResultList',
    'QualificationConfirmationKey',
    ...CONSENTS,
  ],
  groups: { ElderlyRecipientCertificateInfo: { scope: ELDERLY } },
}

/** The question, given back by a look-up. */
const ASKED: Scope = {
  values: [
    'InsurerNumber',
    'InsuredCardSymbol',
    'InsuredIdentificationNumber',
    'InsuredBranchNumber',
    'Birthdate',
    'ArbitraryIdentifier',
  ],
  skipped: ['LimitApplicationCertificateRelatedConsFlg'],
}

/** The elements that say how it went for one person, in a unit of a bulk result as in the body of a single one. */
const PERSON = {
  values: ['ProcessingResultStatus', 'ProcessingResultMessage', 'QualificationValidity'],
  severalValues: ['ReferenceNumber'],
  skipped: ['ProcessingResultCode', 'PrescriptionIssueSelect'],
} as const

const ITEMS = { ResultOfQualificationConfirmation: { scope: ITEM, several: true } } as const

const PERSON_GROUPS = {
  ...ITEMS,
  ResultList: { scope: { values: [], severalValues: ['ReferenceNumber'], groups: ITEMS } },
} as const

/** One person's unit of a bulk result. */
const UNIT: Scope = {
  ...PERSON,
  values: [...PERSON.values, 'ArbitraryIdentifier'],
  groups: { ...PERSON_GROUPS, QualificationConfirmSearchInfo: { scope: ASKED } },
}

const REGISTERED: Scope = { values: ['ReferenceNumber'] }

/** The whole file, below its root. */
export const ROOT = 'XmlMsg'
export const MESSAGE: Scope = {
  values: [],
  groups: {
    MessageHeader: {
      scope: {
        values: [
          'ProcessExecutionTime',
          'MedicalInstitutionCode',
          'ArbitraryFileIdentifier',
          'SegmentOfResult',
          'ErrorMessage',
          'ReceptionNumber',
        ],
        // CharacterCodeIdentifier (0 UTF-8, 1 Shift_JIS) is not asked: the declaration counts.
        skipped: [
          'CharacterCodeIdentifier',
          'QualificationConfirmationDate',
          'ReferenceClassification',
          'ErrorCode',
          'NumberOfProcessingResult',
          'NumberOfNormalProcessing',
          'NumberOfError',
        ],
      },
    },
    MessageBody: {
      scope: {
        ...PERSON,
        values: [...PERSON.values, 'ReceptionNumber'],
        skipped: [...PERSON.skipped, 'ReceptionDateTime'],
        groups: {
          ...PERSON_GROUPS,
          QualificationConfirmSearchInfo: { scope: ASKED },
          BulkConfirmUnit: { scope: UNIT, several: true },
          ReferenceNumberRegistrationInfo: { scope: REGISTERED },
        },
      },
    },
  },
}

/** OQSCD003. Anything else, and none, is an abnormal end. */
export const SEGMENT = { done: '1', running: '2' } as const
/** OQSCD004: 1 normal. */
export const STATUS_DONE = '1'
/** OQSCD006. This table and those below are maps, so that a value such as `constructor` is in none of them. */
export const VALIDITY: ReadonlyMap<string, 1 | 2 | 3 | 4 | 5 | 6> = new Map([
  ['1', 1],
  ['2', 2],
  ['3', 3],
  ['4', 4],
  ['5', 5],
  ['6', 6],
])
/** OQSCD007; 3 is 未設定. */
export const SEX: ReadonlyMap<string, 'male' | 'female'> = new Map([
  ['1', 'male'],
  ['2', 'female'],
])
/** OQSCD009. */
export const RELATION: ReadonlyMap<string, 'self' | 'family'> = new Map([
  ['1', 'self'],
  ['2', 'family'],
])
/** Percent in three digits: `010` is one tenth. */
export const BURDEN: ReadonlyMap<string, 1 | 2 | 3> = new Map([
  ['010', 1],
  ['020', 2],
  ['030', 3],
])
/** OQSCD010: 特別療養費 pays everything at the desk; 医療扶助 prints no burden. */
export const CLASS = { fullPay: '05', welfare: 'A1' } as const
/** OQSCD015. */
export const PRESCHOOL = '1'

/** An insurer's number in a request: eight characters, blanks in front (`  139998`). */
export const INSURER_NUMBER_WIDTH = 8
/** The longest value of each field of a request. */
export const LONGEST = { symbol: 20, number: 20, identifier: 50, referenceNumber: 50 } as const
/** A longer value is none of the layout's, and counts as not there. In characters; messages are the longest. */
export const LONGEST_VALUE = 2000
/** An answer about one person that names more entitlements does not act: nobody has so many. */
export const MOST_ENTITLEMENTS = 20
/** A request's name ends in at most so many letters or digits. */
export const MAX_SUFFIX = 20
