/** Starts the forwarder's thread from where its module lies. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { StartThread, Thread } from './center-desk.ts'

/**
 * Finds the thread's module: beside this one as a source; built, beside the command line (scripts/bundles.ts), which is outside the
 * archive because threads cannot read inside it.
 */
export const threadModule = (here: string): string => {
  const folder = dirname(here)
  if (here.endsWith('.ts')) return join(folder, '..', '..', 'center', 'thread.ts')
  const outside = folder.replace(/app\.asar(?=[\\/]|$)/, 'app.asar.unpacked')
  const places = [join(outside, '..', 'cli'), join(outside, '..', 'build', 'cli')]
  return join(
    places.find((place) => existsSync(join(place, 'forwarder.mjs'))) ?? places[0] ?? '',
    'forwarder.mjs',
  )
}

/** The most memory that a thread may take for itself, megabytes: a server that sends and sends ends it, not the desk. */
const MEMORY = 128
/** Milliseconds that a thread has to let go; cut off at any moment it loses nothing. */
const FAREWELL = 300

/** @param log takes what goes wrong in the thread */
export const threadStarter =
  (log: (line: string) => void): StartThread =>
  (data, heard, ended): Thread => {
    const worker = new Worker(threadModule(fileURLToPath(import.meta.url)), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY },
      stdin: false,
    })
    // A desk that is told to end does not wait for it.
    worker.unref()
    const over = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    worker.on('message', heard)
    worker.on('error', (error) => log(`center: ${error.message}`))
    void over.then(ended)
    return {
      order: (order) => worker.postMessage(order),
      end: async () => {
        worker.postMessage('stop')
        const late = new Promise<void>((resolve) => {
          setTimeout(resolve, FAREWELL).unref()
        })
        await Promise.race([over, late])
        // One that is deep in the driver ends when it comes out of it; nobody waits for that.
        void worker.terminate()
      },
    }
  }
