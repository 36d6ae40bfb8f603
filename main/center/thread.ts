/**
 * The forwarder in a thread of its own: whatever a server does to the driver (a reply that hangs it, trips it or fills its memory)
 * happens here, and the desk notices nothing but that the center is down.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { parseKeyRing } from '../journal/index.ts'
import { readAddress } from './address.ts'
import { createForwarder } from './forwarder.ts'
import { SIGN_OF_LIFE, type ThreadState, threadDataSchema, threadOrderSchema } from './thread-messages.ts'

const { home, url, keys, shares } = threadDataSchema.parse(workerData)
const port = z.custom<NonNullable<typeof parentPort>>((value) => value !== null).parse(parentPort)

const tell = (state: ThreadState): void => port.postMessage(state)
const ring = parseKeyRing(keys)
const address = readAddress(url)
if (!ring.ok || !address.ok)
  tell({
    sent: 0,
    behind: 0,
    problem: 'REFUSED',
    detail: address.ok ? 'the keys cannot be read' : address.problem,
    hasJournal: true,
    isWhole: true,
  })
else {
  const forwarder = createForwarder(
    { home, address: address.value, keys: ring.value },
    tell,
    undefined,
    undefined,
    shares ? (word) => port.postMessage(word) : null,
  )
  port.on('message', (message) => {
    const order = threadOrderSchema.parse(message)
    if (order === 'nudge') forwarder.nudge()
    else if (order !== 'stop') forwarder.order(order)
    else
      void forwarder.stop().then(() => {
        process.exit(0)
      })
  })
}
setInterval(() => port.postMessage('alive'), SIGN_OF_LIFE)
