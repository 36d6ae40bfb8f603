import { expect, it } from 'vitest'
import { createGate } from '../../../main/bridge/folder/gate.ts'

/** Fills a gate of one, lets the others wait in this order, and gives the order in which they went. */
const orderOf = async (ranks: readonly (string | undefined)[]): Promise<string[]> => {
  const gate = createGate(1)
  const went: string[] = []
  let open: () => void = () => {}
  const first = gate(() => new Promise<void>((resolve) => (open = resolve)))
  const others = ranks.map((rank, index) =>
    gate(async () => void went.push(`${rank ?? 'none'}.${index}`), rank),
  )
  open()
  await Promise.all([first, ...others])
  return went
}

it('those without a rank go first, then the highest rank; of one rank the last to come', async () => {
  expect(await orderOf(['2', undefined, '3', '1', '3', undefined, '2'])).toEqual([
    'none.5',
    'none.1',
    '3.4',
    '3.2',
    '2.6',
    '2.0',
    '1.3',
  ])
})

it('a place is free again after a call that failed', async () => {
  const gate = createGate(1)
  await expect(gate(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  expect(await gate(async () => 'in')).toBe('in')
})
