/**
 * Registers our own number of a patient (診察券番号) at the official side as 照会番号, so that later face results bring it
 * back: then whose they are is known without comparing names.
 */
import { registrationNames } from '../layout.ts'
import { type Registration, registrationSchema } from './question.ts'
import { registrationRequest } from './request.ts'
import {
  createRequests,
  type RequestKind,
  type Requests,
  type RequestsOptions,
  UNAVAILABLE,
} from './requests.ts'

const REGISTRATION: RequestKind<Registration> = {
  name: 'registration',
  question: registrationSchema,
  files: registrationNames,
  text: registrationRequest,
  isAnswer: (_, { institution, identifier }, reading) =>
    reading.institution === institution && reading.identifier === identifier,
  // The answer says of nobody whether they are eligible.
  said: ({ registered }) =>
    registered ? { online: UNAVAILABLE, entitlements: [], message: null } : 'FAILED',
}

export type Registrations = Requests<Registration>
export const createRegistrations = (options: RequestsOptions): Registrations =>
  createRequests(REGISTRATION, options)
