/** Decides whether an answer is the one to a question. Pure. */
import type { Entitlement } from '../../../contract/bridge-reading.ts'
import { sameIdentifier } from '../../rules/fields/identifiers.ts'
import type { Asked, ReadAnswer, Reading } from '../read.ts'
import { insurerNumberOf } from '../values.ts'
import type { Question } from './question.ts'

type Numbers = Pick<Entitlement, 'insurerNumber' | 'symbol' | 'number' | 'branch'>

/** A value that is left out contradicts nothing. */
const agrees = (asked: string | undefined, said: string | null): boolean =>
  asked === undefined || said === null || sameIdentifier(asked, said)

const numbersAgree = (question: Question, said: Numbers): boolean =>
  agrees(insurerNumberOf(question.insurerNumber) ?? undefined, said.insurerNumber) &&
  agrees(question.symbol, said.symbol) &&
  agrees(question.number, said.number) &&
  agrees(question.branch, said.branch)

/** 無効（新しい資格あり）: the items may be of the new entitlement, whose numbers are others. */
const NEW_ENTITLEMENT = 3

const itemsAgree = (question: Question, { online, entitlements, asked }: ReadAnswer): boolean => {
  const mayBeNew = 'code' in online && online.code === NEW_ENTITLEMENT && asked?.number != null
  // Beside the insurance that was asked for there may be another, with other numbers.
  return mayBeNew || entitlements.length === 0 || entitlements.some((item) => numbersAgree(question, item))
}

const bornThen = (question: Question, people: readonly (Entitlement | Asked | null)[]): boolean =>
  people.every((person) => person?.birthDate == null || person.birthDate === question.birthDate)

/** Tells whether an answer's file is the answer to a question: identifier, institution, birth date and numbers. */
export const isAnswerTo = (
  question: Question,
  about: { readonly institution: string; readonly identifier: string },
  reading: Reading,
): boolean => {
  if (reading.institution !== about.institution || reading.identifier !== about.identifier) return false
  const [answer] = reading.answers
  if (answer === undefined) return true
  return (
    bornThen(question, [answer.asked, ...answer.entitlements]) &&
    (answer.asked === null || numbersAgree(question, answer.asked)) &&
    itemsAgree(question, answer)
  )
}
