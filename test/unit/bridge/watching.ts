/** A bridge's folder of its own with a watch on it, for the tests of hazards. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instantInTokyo } from '../../../contract/tokyo.ts'
import { type Answer, answerBytes, INSTITUTION, TARO } from '../../../fixtures/bridge/answers.ts'
import { type Arrival, watchFaces } from '../../../main/bridge/folder/face-watch.ts'
import { PATIENCE, type Patience } from '../../../main/bridge/folder/patience.ts'

/** `20261130091502` of a moment. */
export const stampOf = (milliseconds: number): string =>
  instantInTokyo(milliseconds).slice(0, 19).replace(/[-T:]/g, '')

/** An answer of just now. */
export const fresh = (answer: Answer = {}): Uint8Array =>
  answerBytes({ executedAt: stampOf(Date.now()), items: [TARO], ...answer })

/** Makes `face`, `req` and `res`, in the case that is given. */
export const bridgeFolder = (face = 'face', path: readonly string[] = []): { root: string; face: string } => {
  const root = join(mkdtempSync(join(tmpdir(), 'bridge-')), ...path)
  for (const name of [face, 'req', 'res']) mkdirSync(join(root, name), { recursive: true })
  return { root, face: join(root, face) }
}

/** The times of {@link PATIENCE}, with what is long in it short. */
export const SHORT: Patience = { ...PATIENCE, unreadable: 500, scan: 300, reachable: 500 }

export type Watched = {
  readonly arrivals: readonly (Arrival & { readonly seenAt: number })[]
  readonly reachable: readonly boolean[]
  /** Resolves when so many have arrived, or rejects. */
  arrived(count: number, within?: number): Promise<void>
  becomes(reachable: boolean): Promise<void>
  close(): Promise<void>
}

/** Watches a folder; resolves when what stands in it is known. */
export const watched = async (
  root: string,
  patience: Patience = SHORT,
  now = Date.now,
  missed?: Parameters<typeof watchFaces>[0]['missed'],
): Promise<Watched> => {
  const arrivals: (Arrival & { seenAt: number })[] = []
  const reachable: boolean[] = []
  const ready = Promise.withResolvers<void>()
  const close = watchFaces({
    root,
    institution: INSTITUTION,
    patience,
    now,
    missed,
    onArrival: (arrival) => arrivals.push({ ...arrival, seenAt: performance.now() }),
    onReachable: (value) => reachable.push(value),
    onReady: () => ready.resolve(),
  })
  await ready.promise
  return {
    arrivals,
    reachable,
    arrived: (count, within = 3000) => until(() => arrivals.length >= count, within),
    becomes: (value) => until(() => reachable.at(-1) === value, 5000),
    close,
  }
}

/** Asks every few milliseconds. */
export const until = async (holds: () => boolean, within: number): Promise<void> => {
  const end = performance.now() + within
  while (!holds()) {
    if (performance.now() > end) throw new Error(`not within ${within} ms`)
    await wait(5)
  }
}

export const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
