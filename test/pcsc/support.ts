import { execFile } from 'node:child_process'
import type { CardReaderStatus } from '../../contract/card.ts'
import {
  type Authority,
  makeAuthority,
  makeHolderCertificate,
} from '../../fixtures/virtual-card/certificates.ts'
import type { PrivatePcscd } from './pcscd.ts'

export const TODAY = '2026-11-22'
const at = (day: string): Date => new Date(`${day}T23:59:59+09:00`)

export const testAuthority = (): Promise<Authority> =>
  makeAuthority({ notBefore: at('2020-01-01'), notAfter: at('2040-12-31') })

/** In date for years to come, since the command line asks the real clock. */
export const testCertificate = async (authority: Authority): Promise<Uint8Array> =>
  makeHolderCertificate({ authority, notBefore: at('2024-04-01'), notAfter: at('2039-04-01') })

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** Runs a program to its end. */
export const run = (
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(
      program,
      args,
      { env: { ...process.env, ...environment }, timeout: 40_000 },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
    )
  })

/**
 * Resolves when the service itself has noticed that a card was placed or taken away. It looks every 0.4 s; a card that
 * is put in the place of another between two looks is for it the same one, and the first command to it is lost.
 */
export const readerSays = async (
  service: PrivatePcscd,
  what: 'card' | 'empty',
  slot: 0 | 1 = 0,
): Promise<void> => {
  // `0    Yes             Virtual PCD 00 00`: number of the slot, whether a card is in it, features, name.
  const line = new RegExp(`^${slot} +${what === 'card' ? 'Yes' : 'No'} `, 'm')
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const { stdout } = await run('opensc-tool', ['--list-readers'], service.environment)
    if (line.test(stdout)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`the service does not say: ${what}`)
}

/** Collects what a reader says, and waits for it. */
export const createWatch = () => {
  const seen: CardReaderStatus[] = []
  const waiting = new Set<() => void>()
  const nameOf = (status: CardReaderStatus): string =>
    status.state === 'failed' ? `failed: ${status.problem}` : status.state
  return {
    listener: (status: CardReaderStatus): void => {
      seen.push(status)
      for (const look of [...waiting]) look()
    },
    /** Everything since the last call. */
    said: (): string[] => seen.splice(0).map(nameOf),
    /** Resolves once `name` was said, and forgets everything up to it. */
    heard: (name: string, milliseconds = 15_000): Promise<CardReaderStatus> =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`${name}: not within ${milliseconds} ms; said: ${seen.map(nameOf).join(', ')}`))
        }, milliseconds)
        const look = (): void => {
          const index = seen.findIndex((status) => nameOf(status) === name)
          const found = seen[index]
          if (!found) return
          seen.splice(0, index + 1)
          waiting.delete(look)
          clearTimeout(timer)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
  }
}
