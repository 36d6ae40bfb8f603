/** The hazards of face results (docs/bridge.md), over real folders. */
import { spawn } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faceName, HANAKO, TARO } from '../../../fixtures/bridge/answers.ts'
import { zipOf } from '../../../fixtures/bridge/zip.ts'
import { lookAt } from '../../../main/bridge/folder/whole-file.ts'
import { bridgeFolder, fresh, SHORT, stampOf, until, wait, watched } from './watching.ts'

const MINUTE = 60_000
const lookedAt = async (path: string, name: string) => {
  const look = await lookAt(path, name)
  return look.is === 'read' ? look.taken : null
}
const said = ({ arrivals }: Awaited<ReturnType<typeof watched>>): unknown[] =>
  arrivals.map(({ file, acts, why }) => [file, acts, why])

describe('whole', () => {
  it('hazard 1: appears empty, then half, then whole, over a second: one result', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root, { ...SHORT, unreadable: 10_000 })
    const file = faceName()
    const bytes = fresh()
    writeFileSync(join(face, file), '')
    await wait(150)
    for (let at = 0; at < bytes.length; at += 300) {
      appendFileSync(join(face, file), bytes.subarray(at, at + 300))
      await wait(100)
    }
    await watch.arrived(1)
    await wait(200)
    expect(said(watch)).toEqual([[file, true, null]])
    await watch.close()
  })
  it('tells what does not parse only when it has stood still for long, and takes it when it is whole after all', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root)
    const file = faceName()
    const began = performance.now()
    writeFileSync(join(face, file), fresh().subarray(0, 900))
    await watch.arrived(1)
    expect(performance.now() - began).toBeGreaterThan(SHORT.unreadable)
    writeFileSync(join(face, file), fresh())
    await watch.arrived(2)
    expect(said(watch)).toEqual([
      [file, false, 'UNREADABLE'],
      [file, true, null],
    ])
    await watch.close()
  })
  it('a file that keeps changing is not told to be unreadable', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root)
    const path = join(face, faceName())
    writeFileSync(path, '<?xml version="1.0"?>')
    for (let turn = 0; turn < 8; turn += 1) {
      await wait(200)
      appendFileSync(path, ' ')
    }
    expect(watch.arrivals).toEqual([])
    await watch.close()
  })
  it('hazard 2: not to be opened at first (a link that leads nowhere stands for a lock), then it is', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root)
    const file = faceName()
    symlinkSync(file, join(face, file))
    await watch.arrived(1)
    writeFileSync(join(root, file), fresh())
    renameSync(join(root, file), join(face, file))
    await watch.arrived(2)
    expect(said(watch)).toEqual([
      [file, false, 'UNREADABLE'],
      [file, true, null],
    ])
    await watch.close()
  })
  it('hazard 3: moved away after one whole look: taken; before one: no trouble', async () => {
    const { root, face } = bridgeFolder()
    const trash = join(root, 'trash')
    mkdirSync(trash)
    const watch = await watched(root, { ...SHORT, apart: 400 })
    const [quick, slow] = [faceName(), faceName()]
    writeFileSync(join(face, slow), fresh())
    await wait(150)
    renameSync(join(face, slow), join(trash, slow))
    writeFileSync(join(face, quick), fresh({ items: [HANAKO] }))
    rmSync(join(face, quick))
    await watch.arrived(1)
    await wait(300)
    expect(watch.arrivals.map(({ file }) => file)).toContain(slow)
    await watch.close()
  })
})

describe('once, and as it is', () => {
  it('hazard 6: written again with the same content, moved away and back, touched: one', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root)
    const file = faceName()
    const bytes = fresh()
    writeFileSync(join(face, file), bytes)
    await watch.arrived(1)
    writeFileSync(join(face, file), bytes)
    await wait(200)
    renameSync(join(face, file), join(root, file))
    await wait(400)
    renameSync(join(root, file), join(face, file))
    utimesSync(join(face, file), new Date(), new Date())
    await wait(800)
    expect(watch.arrivals).toHaveLength(1)
    await watch.close()
  })
  it('hazard 7: the same name with other content: a conflict that does not act', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root)
    const file = faceName()
    writeFileSync(join(face, file), fresh())
    await watch.arrived(1)
    writeFileSync(join(face, file), fresh({ items: [HANAKO] }))
    await watch.arrived(2)
    expect(said(watch)).toEqual([
      [file, true, null],
      [file, false, 'conflict'],
    ])
    await watch.close()
  })
  it('hazard 6, 13: what stood there at the start is not told again after a restart; what was half written then is told', async () => {
    const { root, face } = bridgeFolder()
    const [there, half] = [faceName(), faceName()]
    writeFileSync(join(face, there), fresh())
    writeFileSync(join(face, half), fresh().subarray(0, 700))
    const watch = await watched(root, { ...SHORT, unreadable: 10_000 })
    await wait(200)
    writeFileSync(join(face, half), fresh({ items: [HANAKO] }))
    await watch.arrived(1)
    await wait(200)
    expect(said(watch)).toEqual([[half, true, null]])
    await watch.close()
  })
  it('hazard 6: what came while nobody watched after a crash is told; what is known of then, or is older, is not', async () => {
    const { root, face } = bridgeFolder()
    const [known, missedOne, older] = [faceName(), faceName(), faceName()]
    writeFileSync(join(face, known), fresh())
    const { hash } = (await lookedAt(join(face, known), known)) ?? { hash: '' }
    writeFileSync(join(face, missedOne), fresh({ items: [HANAKO] }))
    writeFileSync(join(face, older), fresh({ items: [HANAKO, TARO] }))
    utimesSync(join(face, older), new Date(Date.now() - MINUTE), new Date(Date.now() - MINUTE))
    const watch = await watched(root, SHORT, Date.now, {
      since: Date.now() - MINUTE / 2,
      known: new Set([hash]),
    })
    await watch.arrived(1)
    await wait(400)
    expect(said(watch)).toEqual([[missedOne, true, null]])
    await watch.close()
  })
  it('hazard 14: two people within two seconds both act, each as its own', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root)
    const [one, other] = [faceName(), faceName()]
    writeFileSync(join(face, one), fresh())
    writeFileSync(join(face, other), fresh({ items: [HANAKO] }))
    await watch.arrived(2)
    const names = watch.arrivals.map(({ file, acts, reading }) => [
      file,
      acts,
      reading.answers[0]?.entitlements[0]?.name,
    ])
    expect(names.sort()).toEqual([
      [one, true, TARO.name],
      [other, true, HANAKO.name],
    ])
    await watch.close()
  })
  it('hazard 15: two entitlements are one result with two', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root)
    writeFileSync(join(face, faceName()), fresh({ items: [TARO, { ...TARO, class: 'A1' }] }))
    await watch.arrived(1)
    expect(watch.arrivals[0]?.reading.answers[0]?.entitlements).toHaveLength(2)
    await watch.close()
  })
})

describe('hazard 13, 30: by its own time', () => {
  for (const [what, ago, why] of [
    ['now', 0, null],
    ['ten minutes behind', 10 * MINUTE, null],
    ['ten minutes ahead', -10 * MINUTE, null],
    ['an hour ago, before the start', 60 * MINUTE, 'old'],
    ['yesterday', 24 * 60 * MINUTE, 'old'],
    ['tomorrow', -24 * 60 * MINUTE, 'old'],
  ] as const)
    it(`${what}: ${why ?? 'acts'}`, async () => {
      const { root, face } = bridgeFolder()
      const watch = await watched(root)
      const file = faceName()
      writeFileSync(join(face, file), fresh({ executedAt: stampOf(Date.now() - ago) }))
      await watch.arrived(1)
      expect(said(watch)).toEqual([[file, why === null, why]])
      await watch.close()
    })
  it('a minute before midnight, come a minute after it: acts', async () => {
    const midnight = Date.parse('2026-12-01T00:00:00+09:00')
    const { root, face } = bridgeFolder()
    const watch = await watched(root, SHORT, () => midnight + MINUTE)
    writeFileSync(join(face, faceName()), fresh({ executedAt: stampOf(midnight - MINUTE) }))
    await watch.arrived(1)
    expect(watch.arrivals[0]?.acts).toBe(true)
    await watch.close()
  })
  it('names no time: the file’s', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root)
    const file = faceName()
    writeFileSync(join(root, file), fresh({ executedAt: '' }))
    utimesSync(join(root, file), new Date('2026-01-01'), new Date('2026-01-01'))
    renameSync(join(root, file), join(face, file))
    await watch.arrived(1)
    expect(watch.arrivals[0]?.why).toBe('old')
    await watch.close()
  })
})

describe('does not act', () => {
  for (const [why, bytes] of [
    ['institution', () => fresh({ institution: '2719999999' })],
    ['institution', () => fresh({ institution: '' })],
    ['FAILED', () => fresh({ segment: '9' })],
    ['RUNNING', () => fresh({ segment: '2' })],
    ['ENCODING', () => Buffer.from(Buffer.from(fresh()).toString().replace('UTF-8', 'Shift_JIS'))],
    [
      'DUPLICATE',
      () =>
        Buffer.from(
          Buffer.from(fresh())
            .toString()
            .replace(/<Name>.*<\/Name>/, '$&$&'),
        ),
    ],
    ['TOO_LARGE', () => Buffer.alloc(4 * 1024 * 1024 + 1, ' ')],
  ] as const)
    it(`${why}`, async () => {
      const { root, face } = bridgeFolder()
      const watch = await watched(root)
      writeFileSync(join(face, faceName()), bytes())
      await watch.arrived(1)
      expect(watch.arrivals).toMatchObject([{ acts: false, why }])
      await watch.close()
    })
  it('hazard 36: encrypted output is told as such', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root)
    writeFileSync(
      join(face, faceName().replace('.xml', '.zip')),
      zipOf({ name: 'a.xml', content: fresh(), encrypted: true }),
    )
    await watch.arrived(1)
    expect(watch.arrivals).toMatchObject([{ acts: false, why: 'ENCRYPTED' }])
    await watch.close()
  })
  it('hazard 25: whether it acts does not depend on the code', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root)
    for (const validity of ['1', '2', '4', '7', null])
      writeFileSync(join(face, faceName()), fresh({ validity }))
    await watch.arrived(5)
    expect(watch.arrivals.every(({ acts }) => acts)).toBe(true)
    await watch.close()
  })
})

describe('the folder', () => {
  it('hazard 5: lost and back, also under another name of its case: what has come meanwhile is found; no folder is made', async () => {
    const { root } = bridgeFolder('FACE')
    const watch = await watched(root)
    renameSync(root, `${root}-lost`)
    await watch.becomes(false)
    const file = faceName()
    writeFileSync(join(`${root}-lost`, 'FACE', file), fresh())
    await wait(500)
    expect(watch.arrivals).toEqual([])
    expect(() => statSync(root)).toThrow()
    renameSync(join(`${root}-lost`, 'FACE'), join(`${root}-lost`, 'Face'))
    renameSync(`${root}-lost`, root)
    await watch.becomes(true)
    await watch.arrived(1)
    expect(said(watch)).toEqual([[file, true, null]])
    expect(watch.reachable).toEqual([true, false, true])
    await watch.close()
  })
  it('hazard 5: lost while a file is half written, and back with the whole of it', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root, { ...SHORT, unreadable: 10_000 })
    const file = faceName()
    const bytes = fresh()
    writeFileSync(join(face, file), bytes.subarray(0, 300))
    await wait(500)
    renameSync(root, `${root}-lost`)
    await watch.becomes(false)
    await wait(300)
    writeFileSync(join(`${root}-lost`, 'face', file), bytes)
    renameSync(`${root}-lost`, root)
    await watch.arrived(1)
    expect(said(watch)).toEqual([[file, true, null]])
    await watch.close()
  })
  it('hazard 38: a long path in Japanese', async () => {
    const { root, face } = bridgeFolder('Face', [
      '資格確認 端末',
      '長い名前の共有フォルダー'.repeat(5),
      '連携',
    ])
    const watch = await watched(root)
    writeFileSync(join(face, faceName()), fresh())
    await watch.arrived(1)
    await watch.close()
  })
  it('hazard 31: what is not ours is left untouched and untold; so is everything that was read', async () => {
    const { root, face } = bridgeFolder()
    const watch = await watched(root)
    mkdirSync(join(face, 'OQSsiquc01res_face_20261130094100.xml'))
    for (const name of [
      'del1.txt',
      'a.pdf',
      'YZKsiquc01res_1.xml',
      'TKKsiquc01res_1.xml',
      'EPSres_1.xml',
      'x.tmp',
    ])
      writeFileSync(join(face, name), name)
    const file = faceName()
    const bytes = fresh()
    writeFileSync(join(face, file), bytes)
    const before = readdirSync(root, { recursive: true }).sort()
    const { mtimeMs, ctimeMs } = statSync(join(face, file))
    await watch.arrived(1)
    await wait(700)
    await watch.close()
    expect(watch.arrivals.map(({ file: name }) => name)).toEqual([file])
    expect(readdirSync(root, { recursive: true }).sort()).toEqual(before)
    expect(readFileSync(join(face, file)).equals(Buffer.from(bytes))).toBe(true)
    expect(statSync(join(face, file))).toMatchObject({ mtimeMs, ctimeMs })
  })
  // How soon is the bench's: `npm run bench -- bridge`.
  it('hazard 31: among ten thousand old ones a new one is found, with and without hints', async () => {
    const { root, face } = bridgeFolder()
    const bytes = fresh({ executedAt: '20260101000000' })
    for (let index = 0; index < 10_000; index += 1)
      writeFileSync(join(face, faceName('20260101000000')), bytes)
    const watch = await watched(root, { ...SHORT, scan: 1500 })
    for (let turn = 1; turn <= 5; turn += 1) {
      const file = faceName()
      cpSync(join(face, readdirSync(face)[0] ?? ''), join(root, 'new'))
      writeFileSync(join(root, 'new'), fresh())
      renameSync(join(root, 'new'), join(face, file))
      await watch.arrived(turn)
      expect(watch.arrivals.at(-1)?.file).toBe(file)
    }
    await watch.close()
  })
})

it('the command prints a line for each, as it arrives, and nothing of the person', async () => {
  const { root, face } = bridgeFolder()
  writeFileSync(join(face, faceName()), fresh())
  const command = spawn(process.execPath, [
    'main/cli/main.ts',
    ...['bridge', 'watch', '--folder', root, '--institution', '1319999999', '--for', '30'],
  ])
  let out = ''
  let said = ''
  command.stdout.on('data', (piece) => {
    out += piece
  })
  command.stderr.on('data', (piece) => {
    said += piece
  })
  const ended = new Promise((resolve) => command.on('exit', resolve))
  await until(() => said.includes('watching'), 10_000)
  const file = faceName()
  writeFileSync(join(face, file), fresh({ validity: '3' }))
  await until(() => out.includes('\n'), 2000)
  command.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(JSON.parse(out)).toEqual({ file, online: { code: 3 }, entitlements: 1, acts: true, why: null })
})
