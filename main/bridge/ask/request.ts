/** Writes requests to the official side. Pure; always UTF-8, so that every character can be written. */
import type { Day } from '../../../contract/day.ts'
import { INSURER_NUMBER_WIDTH } from '../layout.ts'
import type { Question } from './question.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const element = (name: string, text: string | undefined, indent: string): string =>
  text === undefined ? '' : `${indent}<${name}>${escaped(text)}</${name}>\n`

const compact = (day: Day): string => day.replaceAll('-', '')

/** One look-up's request. `day`: the day for which eligibility is asked. */
export const lookUpRequest = (
  question: Question,
  about: { readonly institution: string; readonly identifier: string; readonly day: Day },
): string => {
  const head = ' '.repeat(8)
  const inner = ' '.repeat(12)
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<XmlMsg>\n    <MessageHeader>\n',
    element('QualificationConfirmationDate', compact(about.day), head),
    element('MedicalInstitutionCode', about.institution, head),
    element('ArbitraryFileIdentifier', about.identifier, head),
    '    </MessageHeader>\n    <MessageBody>\n        <QualificationConfirmSearchInfo>\n',
    element('InsurerNumber', question.insurerNumber.padStart(INSURER_NUMBER_WIDTH, ' '), inner),
    element('InsuredCardSymbol', question.symbol, inner),
    element('InsuredIdentificationNumber', question.number, inner),
    element('InsuredBranchNumber', question.branch, inner),
    element('Birthdate', compact(question.birthDate), inner),
    // Consent to the limit certificate is asked at the official reader; a look-up asks for none.
    element('LimitApplicationCertificateRelatedConsFlg', '0', inner),
    '        </QualificationConfirmSearchInfo>\n    </MessageBody>\n</XmlMsg>\n',
  ].join('')
}
