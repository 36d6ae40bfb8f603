/** Writes requests to the official side. Pure; always UTF-8, so that every character can be written. */
import type { Day } from '../../../contract/day.ts'
import { INSURER_NUMBER_WIDTH } from '../layout.ts'
import type { Question, Registration } from './question.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const element = (name: string, text: string | undefined, indent: string): string =>
  text === undefined ? '' : `${indent}<${name}>${escaped(text)}</${name}>\n`

const compact = (day: Day): string => day.replaceAll('-', '')

const HEAD = ' '.repeat(8)
const INNER = ' '.repeat(12)

type About = { readonly institution: string; readonly identifier: string; readonly day: Day }

const message = (header: readonly string[], block: string, body: readonly string[]): string =>
  [
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<XmlMsg>\n    <MessageHeader>\n',
    ...header,
    `    </MessageHeader>\n    <MessageBody>\n        <${block}>\n`,
    ...body,
    `        </${block}>\n    </MessageBody>\n</XmlMsg>\n`,
  ].join('')

const sender = ({ institution, identifier }: About): readonly string[] => [
  element('MedicalInstitutionCode', institution, HEAD),
  element('ArbitraryFileIdentifier', identifier, HEAD),
]

const numbers = ({
  insurerNumber,
  symbol,
  number,
  branch,
}: Pick<Question, 'insurerNumber' | 'symbol' | 'number' | 'branch'>): readonly string[] => [
  element('InsurerNumber', insurerNumber.padStart(INSURER_NUMBER_WIDTH, ' '), INNER),
  element('InsuredCardSymbol', symbol, INNER),
  element('InsuredIdentificationNumber', number, INNER),
  element('InsuredBranchNumber', branch, INNER),
]

/** One look-up's request. `day`: the day for which eligibility is asked. */
export const lookUpRequest = (question: Question, about: About): string =>
  message(
    [element('QualificationConfirmationDate', compact(about.day), HEAD), ...sender(about)],
    'QualificationConfirmSearchInfo',
    [
      ...numbers(question),
      element('Birthdate', compact(question.birthDate), INNER),
      // Consent to the limit certificate is asked at the official reader; a look-up asks for none.
      element('LimitApplicationCertificateRelatedConsFlg', '0', INNER),
    ],
  )

/** One registration of our own number of a patient (照会番号). */
export const registrationRequest = (registration: Registration, about: About): string =>
  message(sender(about), 'ReferenceNumberRegistrationInfo', [
    element('ReferenceNumber', registration.referenceNumber, INNER),
    ...numbers(registration),
  ])
