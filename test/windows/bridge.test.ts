/** The official bridge's folder beside other programs of Windows, and by the names that Windows gives folders. */
import { mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faceName } from '../../fixtures/bridge/answers.ts'
import { readBytes } from '../../main/bridge/folder/file.ts'
import { bridgeFolder, fresh, SHORT, wait, watched } from '../unit/bridge/watching.ts'
import { hold } from './hold.ts'

const PATIENCE = { ...SHORT, unreadable: 10_000, reachable: 5000 }

test('hazard 2: a result that another program holds is taken when that lets go', async () => {
  const { root, face } = bridgeFolder()
  const watch = await watched(root, PATIENCE)
  const file = faceName()
  writeFileSync(join(root, file), fresh())
  renameSync(join(root, file), join(face, file))
  const letGo = hold(join(face, file), 'nothing')
  await wait(600)
  expect(watch.arrivals).toEqual([])
  letGo()
  await watch.arrived(1, 10_000)
  expect(watch.arrivals).toMatchObject([{ file, acts: true }])
  await watch.close()
})

test('hazard 2: while a result is read, others may move it away', async () => {
  const { face } = bridgeFolder()
  const file = faceName()
  writeFileSync(join(face, file), fresh())
  for (let turn = 0; turn < 20; turn += 1) {
    const reading = readBytes(join(face, file), file)
    renameSync(join(face, file), join(face, `${file}.moved`))
    await reading.catch(() => null)
    renameSync(join(face, `${file}.moved`), join(face, file))
  }
})

test.each([
  ['the long form of its name', (path: string) => `\\\\?\\${path}`],
  ['forward slashes', (path: string) => path.replaceAll('\\', '/')],
])('hazard 38: the folder by %s', async (_, named) => {
  const root = join(mkdtempSync(join(tmpdir(), 'bridge-')), '資格確認 端末', '連携')
  for (const name of ['FACE', 'Req', 'res']) mkdirSync(join(root, name), { recursive: true })
  const watch = await watched(named(root), PATIENCE)
  writeFileSync(join(root, 'FACE', faceName()), fresh())
  await watch.arrived(1, 10_000)
  await watch.close()
})
