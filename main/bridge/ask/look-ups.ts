/** Asks the official side about people by number. */
import { lookUpNames } from '../layout.ts'
import { isAnswerTo } from './match.ts'
import { type Question, questionSchema } from './question.ts'
import { lookUpRequest } from './request.ts'
import { createRequests, type RequestKind, type Requests, type RequestsOptions } from './requests.ts'

const LOOK_UP: RequestKind<Question> = {
  name: 'look-up',
  question: questionSchema,
  files: lookUpNames,
  text: lookUpRequest,
  isAnswer: isAnswerTo,
  said: ({ answers: [answer] }) =>
    answer === undefined
      ? 'FAILED'
      : { online: answer.online, entitlements: answer.entitlements, message: answer.message },
}

export type LookUps = Requests<Question>
export const createLookUps = (options: RequestsOptions): LookUps => createRequests(LOOK_UP, options)
