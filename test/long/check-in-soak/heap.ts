/** The desk's heap, which `desk-probe.cjs` writes into a file when it is asked by a signal. */
import { readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { eventually } from '../../../fixtures/terminal/launch.ts'

const heapSchema = z.object({
  pid: z.number(),
  heapUsed: z.number(),
  external: z.number(),
  arrayBuffers: z.number(),
  handles: z.number(),
})

/**
 * Asks a desk for its heap.
 * @returns bytes in use after a collection, and how many resources keep its event loop alive
 */
export const readHeap = async (pid: number, file: string): Promise<{ heap: number; resources: number }> => {
  rmSync(file, { force: true })
  process.kill(pid, 'SIGUSR2')
  return eventually('the desk’s heap', () => {
    try {
      const { heapUsed, external, handles } = heapSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
      return { heap: heapUsed + external, resources: handles }
    } catch {
      return undefined
    }
  })
}
