/** A share that hangs, where no call ever comes back, and a pipe among the files: nobody waits for them. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { INSTITUTION } from '../../../fixtures/bridge/answers.ts'
import { fakeLookUpStore } from '../desk/fakes.ts'

const share = vi.hoisted(() => ({ hangs: false }))
vi.mock('../../../main/bridge/folder/find.ts', async (original) => {
  const real = await original<typeof import('../../../main/bridge/folder/find.ts')>()
  return {
    findFolder: (...of: Parameters<typeof real.findFolder>) =>
      share.hangs ? new Promise(() => {}) : real.findFolder(...of),
  }
})

// Other files of the same process have loaded the program with the real search: it is loaded again with this one.
vi.resetModules()
const { createLookUps } = await import('../../../main/bridge/ask/look-ups.ts')
const { watchFaces } = await import('../../../main/bridge/folder/face-watch.ts')
const { readBytes } = await import('../../../main/bridge/folder/file.ts')
const { bridgeFolder, fresh, SHORT, until, watched } = await import('./watching.ts')

const QUESTION = { insurerNumber: '01139997', number: '５６', birthDate: '1985-06-07' } as const
const NAME = 'OQSsiquc01res_face_1319999999a0000000000000001111_20261130091502.xml'

it('a look-up ends as “not reachable”, and so does the next; the end is not held up', async () => {
  share.hangs = true
  const lookUps = createLookUps({
    root: bridgeFolder().root,
    institution: INSTITUTION,
    store: fakeLookUpStore(),
    patience: SHORT,
    now: Date.now,
  })
  const asked = ['1', '2'].map((key) => lookUps.ask(QUESTION, { key, again: false, timeout: 200 }))
  expect((await Promise.all(asked)).map(({ problem }) => problem)).toEqual(['UNREACHABLE', 'UNREACHABLE'])
  await lookUps.close()
  share.hangs = false
}, 5000)

it('the watch says that the folder is not reachable, and ends', async () => {
  share.hangs = true
  const reachable: boolean[] = []
  const close = watchFaces({
    root: bridgeFolder().root,
    institution: INSTITUTION,
    patience: SHORT,
    now: Date.now,
    onArrival: () => {},
    onReachable: (value) => reachable.push(value),
    onReady: () => {},
  })
  await until(() => reachable.at(-1) === false, 2000)
  await close()
  share.hangs = false
}, 5000)

it.skipIf(process.platform === 'win32')(
  'a pipe under a result’s name is no file, and holds up no other',
  async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root)
    const pipes = ['1', '2', '3'].map((digit) => join(face, NAME.replace('1111_', `000${digit}_`)))
    execFileSync('mkfifo', pipes)
    await expect(readBytes(pipes[0] ?? '', NAME)).rejects.toThrow()
    writeFileSync(join(face, NAME), fresh())
    await watch.arrived(1)
    expect(watch.arrivals.map(({ file }) => file)).toEqual([NAME])
    await watch.close()
  },
)
