/**
 * A schema as a plain question: is this value let through? Reading a value with its schema makes a copy of it and an
 * account of what is wrong, which is more than is wanted of a row that the program itself has made: before a row, the
 * schema took longer than the encoding and the authentication together. What is not known here is asked of the schema, so
 * that no answer is ever another than its own.
 */
import { z } from 'zod'

/** Tells whether a value is let through. */
export type FastValidator = (value: unknown) => boolean

type Check = (value: string | readonly unknown[]) => boolean

/** A check of a text or a list in so many words, or null when it is another. */
const checkOf = (check: z.core.$ZodCheck): Check | null => {
  if (check instanceof z.core.$ZodCheckMinLength) {
    const { minimum } = check._zod.def
    return ({ length }) => length >= minimum
  }
  if (check instanceof z.core.$ZodCheckMaxLength) {
    const { maximum } = check._zod.def
    return ({ length }) => length <= maximum
  }
  if (check instanceof z.core.$ZodCheckRegex && !check._zod.def.pattern.global) {
    const { pattern } = check._zod.def
    return (value) => typeof value === 'string' && pattern.test(value)
  }
  if (check instanceof z.ZodCustom) {
    const { fn } = check._zod.def
    return (value) => fn(value) === true
  }
  return null
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of an object that may have no other fields than these. */
const strictObjectTest = (shape: Readonly<Record<string, z.core.$ZodType>>): FastValidator => {
  const fields = new Map(Object.entries(shape).map(([name, schema]) => [name, fastValidatorOf(schema)]))
  const needed = [...fields].flatMap(([name, test]) => (test(undefined) ? [] : [name]))
  return (value) => {
    if (!isRecord(value)) return false
    for (const name of needed) if (value[name] === undefined) return false
    for (const name of Object.keys(value)) if (fields.get(name)?.(value[name]) !== true) return false
    return true
  }
}

const knownTest = (schema: z.core.$ZodType): FastValidator | null => {
  const checks = (schema._zod.def.checks ?? []).map(checkOf)
  const known = checks.flatMap((check) => check ?? [])
  if (known.length < checks.length) return null
  if (schema instanceof z.ZodString && !schema.def.coerce)
    return (value) => typeof value === 'string' && known.every((check) => check(value))
  if (schema instanceof z.ZodArray) {
    const element = fastValidatorOf(schema.element)
    return (value) => Array.isArray(value) && known.every((check) => check(value)) && value.every(element)
  }
  if (known.length > 0) return null
  if (schema instanceof z.ZodBoolean && !schema.def.coerce) return (value) => typeof value === 'boolean'
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) {
    const values: ReadonlySet<unknown> = new Set<unknown>(
      schema instanceof z.ZodEnum ? schema.options : schema.values,
    )
    return (value) => values.has(value)
  }
  if (schema instanceof z.ZodOptional) {
    const present = fastValidatorOf(schema.unwrap())
    return (value) => value === undefined || present(value)
  }
  if (schema instanceof z.ZodObject && schema.def.catchall instanceof z.ZodNever)
    return strictObjectTest(schema.shape)
  return null
}

/** The test that lets through what the schema lets through, of values as `JSON.parse` and object literals give them. */
export const fastValidatorOf = (schema: z.core.$ZodType): FastValidator =>
  knownTest(schema) ?? ((value) => z.safeParse(schema, value).success)
