/** A worker that sends reports while the main thread is blocked. It opens nothing: it writes to a device it is given. */
import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'

const {
  file,
  events,
  pauseMs,
  sent,
}: { file: number; events: readonly Uint8Array[]; pauseMs: number; sent: Int32Array } = workerData
const pause = new Int32Array(new SharedArrayBuffer(4))
for (const event of events) {
  writeSync(file, event)
  Atomics.wait(pause, 0, 0, pauseMs)
}
Atomics.store(sent, 0, 1)
Atomics.notify(sent, 0)
