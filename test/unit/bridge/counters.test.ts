/** Requests of several counters on one folder, of restarts at every step, and beside somebody who writes into it. */
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LookUpStore } from '../../../contract/look-ups.ts'
import { INSTITUTION } from '../../../fixtures/bridge/answers.ts'
import { playOfficial } from '../../../fixtures/bridge/official.ts'
import { createLookUps, type LookUps } from '../../../main/bridge/ask/look-ups.ts'
import { prefixOf } from '../../../main/bridge/ask/names.ts'
import type { Question } from '../../../main/bridge/ask/question.ts'
import { openJournal } from '../../../main/journal/open.ts'
import { fakeLookUpStore } from '../desk/fakes.ts'
import { circumstances, makeHome, openHome } from '../journal/support.ts'
import { bridgeFolder, SHORT, until, wait } from './watching.ts'

const QUESTION: Question = { insurerNumber: '01139997', number: '56', birthDate: '1985-06-07' }
const ASK = { key: '1', again: false, timeout: 20_000 }
const TEMPORARY = /^~uketsuke-.*\.tmp$/

const begin = (root: string, store: LookUpStore, now = Date.now): LookUps =>
  createLookUps({ root, institution: INSTITUTION, store, patience: SHORT, now })

describe('several counters', () => {
  it('hazard 8: two homes on one machine ask under names of their own, and each hears its own answers', async () => {
    const { root } = bridgeFolder()
    const official = playOfficial({ root, delay: 50 })
    const homes = [openHome(makeHome()), openHome(makeHome())]
    const desks = homes.map((home) => begin(root, home.lookUps))
    const numbers = Array.from({ length: 6 }, (_, index) => String(index + 100))
    const outcomes = await Promise.all(
      numbers.map((number, index) => desks[index % 2]?.ask({ ...QUESTION, number }, { ...ASK, key: number })),
    )
    expect(outcomes.map((outcome) => outcome?.entitlements[0]?.number)).toEqual(numbers)
    expect(new Set(official.taken.map(({ name }) => name.slice(6, 9))).size).toBe(2)
    for (const desk of desks) await desk.close()
    await official.close()
    for (const home of homes) home.close()
  })

  it('hazard 8: a second desk on the same home is refused before it touches the folder', async () => {
    const { root } = bridgeFolder()
    const home = makeHome()
    const first = openHome(home)
    expect(openJournal({ home, ...circumstances() })).toMatchObject({ ok: false, problem: { why: 'in-use' } })
    expect(['req', 'res', 'face'].flatMap((folder) => readdirSync(join(root, folder)))).toEqual([])
    first.close()
  })

  it('hazard 8, 12: a copy of a home that asks under the same name gets no answer of the other', async () => {
    const { root } = bridgeFolder()
    const official = playOfficial({ root, delay: 300 })
    const desks = [begin(root, fakeLookUpStore()), begin(root, fakeLookUpStore())]
    const outcomes = await Promise.all(
      desks.map((desk, index) => desk.ask({ ...QUESTION, number: String(index) }, { ...ASK, timeout: 1500 })),
    )
    for (const [index, { problem, entitlements }] of outcomes.entries()) {
      if (problem === null) expect(entitlements[0]?.number).toBe(String(index))
      else expect(['NOT_OURS', 'NO_ANSWER']).toContain(problem)
    }
    for (const desk of desks) await desk.close()
    await official.close()
  })
})

describe('hazard 9: ended at a step and begun again, one request is seen', () => {
  it.each(['begun', 'written'] as const)('kept as %s', async (state) => {
    const { root } = bridgeFolder()
    const store = fakeLookUpStore()
    let first: LookUps | null = null
    // The desk ends as soon as this state is kept: nothing that comes after it is done.
    first = begin(root, {
      ...store,
      keep: (lookUp) => {
        const kept = store.keep(lookUp)
        if (JSON.parse(lookUp.json).state === state) void first?.close()
        return kept
      },
    })
    void first.ask(QUESTION, ASK)
    await until(() => store.all().some(({ json }) => JSON.parse(json).state === state), 2000)
    await wait(300)
    const official = playOfficial({ root })
    const again = begin(root, store)
    expect(await again.ask(QUESTION, ASK)).toMatchObject({ online: { code: 1 }, problem: null })
    await wait(200)
    await again.close()
    await official.close()
    expect(official.taken).toHaveLength(1)
    expect(readdirSync(join(root, 'req'))).toEqual([])
  })

  it('asked, and answered while nobody listened', async () => {
    const { root } = bridgeFolder()
    const store = fakeLookUpStore()
    const first = begin(root, store)
    void first.ask(QUESTION, ASK)
    await until(() => readdirSync(join(root, 'req')).some((file) => file.startsWith('OQS')), 2000)
    await first.close()
    const official = playOfficial({ root })
    await until(() => readdirSync(join(root, 'res')).length > 0, 2000)
    await wait(200)
    const again = begin(root, store)
    expect(await again.ask(QUESTION, ASK)).toMatchObject({ online: { code: 1 }, problem: null })
    await again.close()
    await official.close()
    expect(official.taken).toHaveLength(1)
  })
})

describe('days', () => {
  const DAY = 86_400_000

  it('hazard 10: each day has names of its own, from the first on', async () => {
    const { root } = bridgeFolder()
    const official = playOfficial({ root })
    const store = fakeLookUpStore()
    let now = Date.now()
    const desk = begin(root, store, () => now)
    await desk.ask(QUESTION, ASK)
    now += DAY
    await desk.ask(QUESTION, ASK)
    await desk.close()
    await official.close()
    const days = official.taken.map(({ name }) => [name.slice(0, 6), name.slice(9)])
    expect(days[0]?.[0]).not.toBe(days[1]?.[0])
    expect(days.map(([, count]) => count)).toEqual(['001', '001'])
  })

  it('hazard 28: a question that was never answered is gone with its day, and is asked anew by a person alone', async () => {
    const { root } = bridgeFolder()
    const store = fakeLookUpStore()
    let now = Date.now()
    const first = begin(root, store, () => now)
    void first.ask(QUESTION, ASK)
    await until(() => readdirSync(join(root, 'req')).some((file) => file.startsWith('OQS')), 2000)
    await first.close()
    expect(store.all()[0]?.json).toContain('1985')
    now += DAY
    const next = begin(root, store, () => now)
    await wait(300)
    expect(readdirSync(join(root, 'req'))).toHaveLength(1)
    const official = playOfficial({ root, clock: DAY })
    expect(await next.ask({ ...QUESTION, number: '57' }, ASK)).toMatchObject({ problem: null })
    expect(JSON.stringify(store.all())).not.toMatch(/1985|"56"/)
    await next.close()
    await official.close()
  })
})

describe('somebody who writes into the folder', () => {
  const today = (): string => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)

  it('a link under the temporary name of the next request leads to no file of ours', async () => {
    const { root } = bridgeFolder()
    const own = join(root, 'settings.json')
    const prefix = prefixOf(today(), 'test')
    for (const count of ['001', '002'])
      symlinkSync(own, join(root, 'req', `~uketsuke-OQSsiquc01req_${prefix}${count}.xml.tmp`))
    const official = playOfficial({ root })
    const desk = begin(root, fakeLookUpStore())
    expect(await desk.ask(QUESTION, ASK)).toMatchObject({ problem: null })
    await desk.close()
    await official.close()
    expect(existsSync(own)).toBe(false)
    expect(official.taken.map(({ name }) => name)).toEqual([`${prefix}003`])
  })

  it('a link that is put there after the name was chosen is removed, and not written through', async () => {
    const { root } = bridgeFolder()
    const own = join(root, 'settings.json')
    writeFileSync(own, 'ours')
    const path = join(root, 'req', `~uketsuke-OQSsiquc01req_${prefixOf(today(), 'test')}001.xml.tmp`)
    const store = fakeLookUpStore()
    const desk = begin(root, {
      ...store,
      keep: (lookUp) => {
        if (JSON.parse(lookUp.json).state === 'begun') symlinkSync(own, path)
        return store.keep(lookUp)
      },
    })
    const official = playOfficial({ root })
    expect(await desk.ask(QUESTION, ASK)).toMatchObject({ problem: null })
    await desk.close()
    await official.close()
    expect(readFileSync(own, 'utf8')).toBe('ours')
    expect(lstatSync(own).isFile()).toBe(true)
    expect(TEMPORARY.test(readdirSync(join(root, 'req')).join())).toBe(false)
  })
})
