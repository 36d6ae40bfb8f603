/**
 * A page of a packaged program, by Chromium's own protocol: the test driver needs Node's inspector, which the fuses of
 * a package have taken out. Only the development stand-in opens this port.
 */
import { z } from 'zod'
import { eventually } from '../../fixtures/terminal/launch.ts'

const targetsSchema = z.array(z.object({ url: z.string(), webSocketDebuggerUrl: z.string().optional() }))
const answerSchema = z.object({
  id: z.number().optional(),
  result: z
    .object({ result: z.object({ value: z.unknown().optional() }), exceptionDetails: z.unknown().optional() })
    .optional(),
})

export type PageByProtocol = { evaluate(expression: string): Promise<unknown>; close(): void }

/** @param port of `--remote-debugging-port` */
export const connectToPage = async (port: string, address: string): Promise<PageByProtocol> => {
  const found = await eventually(`the page ${address}`, async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`)
    return targetsSchema.parse(await answer.json()).find(({ url }) => url.startsWith(address))
      ?.webSocketDebuggerUrl
  })
  const socket = new WebSocket(found)
  const waiting = new Map<number, (value: unknown) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = answerSchema.parse(JSON.parse(String(data)))
    if (id === undefined) return
    waiting.get(id)?.(result?.exceptionDetails === undefined ? result?.result.value : undefined)
    waiting.delete(id)
  })
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', reject)
  })
  let last = 0
  return {
    evaluate: (expression) =>
      new Promise((resolve) => {
        last += 1
        waiting.set(last, resolve)
        const params = { expression, awaitPromise: true, returnByValue: true }
        socket.send(JSON.stringify({ id: last, method: 'Runtime.evaluate', params }))
      }),
    close: () => socket.close(),
  }
}
