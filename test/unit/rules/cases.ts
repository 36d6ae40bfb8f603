import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { checkInSchema } from '../../../contract/check-in.ts'
import { needSchema, noteSchema, outcomeSchema, reasonCodeSchema } from '../../../contract/decision.ts'

/** A case as `fixtures/cases/` keeps it: a check-in and what must come of it. */
export const caseSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  checkIn: checkInSchema,
  expected: z.strictObject({
    outcome: outcomeSchema,
    reason: reasonCodeSchema,
    needs: z.array(needSchema).optional(),
    needsExclude: z.array(needSchema).optional(),
    notes: z.array(noteSchema).optional(),
    burden: z.number().nullable().optional(),
  }),
})
export type Case = z.infer<typeof caseSchema>

const folder = new URL('../../../fixtures/cases/', import.meta.url)
const readCases = (path: string): Case[] =>
  z.array(caseSchema).parse(JSON.parse(readFileSync(new URL(path, folder), 'utf8')))

/** The acceptance cases that the contract came with. */
export const givenCases = readCases('given/decisions.json')

/** Our own cases, one file a road or rule. */
export const ownCases = readdirSync(new URL('decisions/', folder))
  .sort()
  .flatMap((name) => readCases(`decisions/${name}`))
