/** One measured figure. Absolute figures belong to a machine; what is compared is the ratio to a baseline in the same run. */
export type Row = {
  /** The thing measured, in a few words; the name under which it is kept. */
  readonly what: string
  /** The median. */
  readonly value: number
  readonly unit: string
  /** The measure it is compared with, from the same run. */
  readonly baseline?: string
  /** `value` by the baseline's value. */
  readonly ratio?: number
  /** The promise, in words: `at most 1.3 ×`, `under 5 ms`. */
  readonly bound?: string
  /** `false` when the promise is not kept. */
  readonly kept?: boolean
  /** `1.2–1.9` */
  readonly spread?: string
  readonly runs: number
}

/** A benchmark: one file, one matter. */
export type Benchmark = { readonly name: string; run(): Promise<Row[]> }

/** The value in the middle of the sorted values; of an even number the lower of the two. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** The value below which the share `q` (0–1) of the values lies. */
export const quantile = (values: readonly number[], q: number): number => {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN
}
