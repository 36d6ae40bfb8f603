/**
 * The result of whatever people and devices can cause: a value, not an exception.
 * A throw is left for bugs, where the right thing is to stop and say so.
 */
export type Result<Value, Problem> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem }

/** The good half of a {@link Result}. */
export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value })

/** The other half of a {@link Result}: what went wrong, as a value. */
export const fail = <Problem>(problem: Problem): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem,
})

/** The end of an exhaustive switch: the compiler refuses a call that can be reached. */
export const unreachable = (value: never): never => {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
