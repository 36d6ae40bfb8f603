import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildFixtureProgram, type FixtureProgram, fixtureHome } from './fixture/program.ts'
import { launch, type Terminal } from './launch.ts'

let program: FixtureProgram
let terminal: Terminal

beforeAll(async () => {
  program = await buildFixtureProgram()
  terminal = await launch({ program: program.folder, home: await fixtureHome() })
})
afterAll(async () => {
  await terminal?.close()
  await program?.remove()
})

test('shows the desk’s state and sends intents back', async () => {
  await terminal.until('the first state', (state) => state.revision > 0)
  await terminal.send({ type: 'set-patient-number', patientNumber: '00123' })
  const state = await terminal.until('the answer', ({ messages }) => messages.length > 0)
  expect(state.messages[0]?.details).toEqual({ said: '00123' })
})
