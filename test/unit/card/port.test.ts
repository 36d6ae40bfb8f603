import { createSimulatedCardReader } from '../../../native/card/simulated/card-reader.ts'
import { describeCardReaderPort } from '../../ports/card-reader-port.ts'
import { TODAY } from './certificates.ts'
import { createFakeClock } from './support.ts'

describeCardReaderPort('the simulated reader', async () => {
  const clock = createFakeClock()
  const reader = createSimulatedCardReader({ clock, today: () => TODAY })
  return {
    port: reader.port,
    place: async (card) => {
      await reader.place(card === 'another' ? 'licence' : 'mihon-taro')
    },
    remove: async () => reader.remove(),
    goOn: () => clock.advance(100),
    dispose: async () => undefined,
  }
})
