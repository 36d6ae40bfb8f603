/** The desk with the bridge over real folders: from the file to the decision on record, and the desk without the folder. */
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { type Answer, faceName, HANAKO, INSTITUTION, TARO } from '../../../fixtures/bridge/answers.ts'
import { playOfficial } from '../../../fixtures/bridge/official.ts'
import { createBridgeDesk } from '../../../main/desk/process/bridge-desk.ts'
import { bridgeFolder, fresh, stampOf, until } from '../bridge/watching.ts'
import { makeHome, openHome } from '../journal/support.ts'
import { fakeDesk, fakeJournal, fakeLookUpStore, MORNING } from './fakes.ts'

const settings = (folder: string) => ({
  bridge: {
    folder,
    institution: INSTITUTION,
    opensVisit: true,
    asksByItself: true,
    registersNumber: false,
    removesOwnAnswers: false,
    timeoutSeconds: 5,
  },
})

/** An answer of the desk's morning. */
const now = (answer: Answer = {}): Uint8Array => fresh({ executedAt: stampOf(MORNING), ...answer })

const ready = (desk: ReturnType<typeof fakeDesk>): Promise<void> =>
  until(() => desk.state().bridge.status.state === 'ready', 5000)

it('a face result opens the visit, and its decision is on record, without a touch', async () => {
  const { root, face } = bridgeFolder()
  const journal = fakeJournal()
  const desk = fakeDesk({ settings: settings(root), journal })
  await ready(desk)
  writeFileSync(join(face, faceName()), fresh({ executedAt: stampOf(MORNING) }))
  await until(() => desk.state().checkIn?.decided != null, 5000)
  expect(desk.state().checkIn).toMatchObject({
    decided: { decision: { outcome: 'accept', reasons: [{ code: 'OK_ONLINE' }] } },
    official: { entitlements: [{ entitlement: { name: TARO.name } }] },
  })
  const rows = JSON.stringify(journal.events())
  expect(rows).toContain('official-answer')
  expect(rows).not.toMatch(/太郎|1985/)
  await desk.service.stop()
})

it('a certificate is looked up by itself, and the answer decides', async () => {
  const { root } = bridgeFolder()
  const official = playOfficial({ root, clock: MORNING - Date.now() })
  const desk = fakeDesk({ settings: settings(root) })
  await ready(desk)
  desk.intend({
    type: 'add-document',
    document: { type: 'eligibility-certificate', expiresOn: '2027-07-31' },
    claims: { insurerNumber: '139998', symbol: '見本', number: '0012345', birthDate: '1993-04-04' },
  })
  await until(() => desk.state().checkIn?.online !== null, 5000)
  expect(desk.state().checkIn).toMatchObject({
    online: { code: 1, by: 'number' },
    official: { by: 'number' },
  })
  expect(official.taken).toHaveLength(1)
  await desk.service.stop()
  await official.close()
})

it('hazard 5: with the folder away the desk works as without a bridge; back, what has come is there', async () => {
  const { root } = bridgeFolder()
  const desk = fakeDesk({ settings: settings(root) })
  await ready(desk)
  renameSync(root, `${root}-away`)
  await until(() => desk.state().bridge.status.state === 'unreachable', 5000)
  desk.intend({ type: 'open-check-in' })
  desk.intend({ type: 'set-online', online: { code: 1 } })
  expect(desk.state().checkIn?.decided).not.toBeNull()
  writeFileSync(
    join(`${root}-away`, 'face', faceName()),
    fresh({ executedAt: stampOf(MORNING), items: [HANAKO] }),
  )
  renameSync(`${root}-away`, root)
  await until(() => desk.state().bridge.arrivals.length === 1, 5000)
  expect(desk.state().bridge.status.state).toBe('ready')
  await desk.service.stop()
})

it('hazard 30: a clock that differs by more than two minutes is told', async () => {
  const { root, face } = bridgeFolder()
  const desk = fakeDesk({ settings: settings(root) })
  await ready(desk)
  writeFileSync(join(face, faceName()), fresh({ executedAt: stampOf(MORNING + 5 * 60_000) }))
  await until(() => desk.state().bridge.arrivals.length > 0 || desk.state().checkIn !== null, 5000)
  expect(desk.state().bridge.status).toMatchObject({ state: 'ready', clockMinutes: 5 })
  await desk.service.stop()
})

it('hazard 33, 34: a masked birth date, or a patient number of somebody else, is nobody’s and waits', async () => {
  const { root, face } = bridgeFolder()
  const desk = fakeDesk({ settings: settings(root) })
  await ready(desk)
  desk.intend({ type: 'set-patient-number', patientNumber: '004512' })
  desk.intend({ type: 'set-birth-date', birthDate: '1985-06-07' })
  writeFileSync(join(face, faceName()), now({ items: [{ ...TARO, birthdate: '19850000' }] }))
  await until(() => desk.state().bridge.arrivals.length === 1, 5000)
  writeFileSync(join(face, faceName()), now({ items: [{ ...TARO, referenceNumber: '999' }] }))
  await until(() => desk.state().bridge.arrivals.length === 2, 5000)
  writeFileSync(
    join(face, faceName()),
    now({ items: [{ ...TARO, referenceNumber: '004512', birthdate: '19900101' }] }),
  )
  await until(() => desk.state().bridge.arrivals.length === 3, 5000)
  expect(desk.checkIn()).toMatchObject({ official: null, online: null })
  writeFileSync(join(face, faceName()), now({ items: [{ ...TARO, referenceNumber: '004512' }] }))
  await until(() => desk.checkIn().official !== null, 5000)
  expect(desk.checkIn().official?.entitlements[0]?.entitlement.name).toBe(TARO.name)
  await desk.service.stop()
})

it('hazard 35: rows, log and papers of a visit that an answer has opened tell nothing of the person', async () => {
  const { root, face } = bridgeFolder()
  const journal = fakeJournal()
  const desk = fakeDesk({ settings: settings(root), journal })
  await ready(desk)
  writeFileSync(join(face, faceName()), now({ message: '（見本）見本　太郎' }))
  await until(() => desk.state().checkIn?.decided != null, 5000)
  desk.intend({ type: 'conclude', confirmed: true })
  await until(() => desk.state().checkIn === null, 5000)
  expect(journal.names()).toContain('official-answer')
  // Rows, and what is kept of the open visits.
  expect(journal.text()).not.toMatch(/太郎|タロウ|1985|01139997|見本健康保険協会|架空町/)
  expect(JSON.stringify(desk.state())).not.toMatch(/太郎|01139997/)
  await desk.service.stop()
})

it('an answer is compared with the last visit’s row, by number, through the journal', async () => {
  const { root, face } = bridgeFolder()
  const port = openHome(makeHome())
  const desk = fakeDesk({ settings: settings(root), journal: { ...fakeJournal(), port } })
  await ready(desk)
  const come = async (answer: Answer) => {
    writeFileSync(join(face, faceName()), now(answer))
    await until(() => desk.state().checkIn?.official != null, 5000)
    desk.intend({ type: 'set-patient-number', patientNumber: '004512' })
    const [first] = desk.checkIn().official?.entitlements ?? []
    desk.intend({ type: 'conclude', confirmed: true })
    await until(() => desk.state().checkIn === null, 5000)
    return first
  }
  const elderly = { ...TARO, ratio: '020' }
  expect(await come({ items: [elderly] })).toMatchObject({ differs: [], differsFromLast: [] })
  expect(await come({ items: [elderly] })).toMatchObject({ differsFromLast: [] })
  const another = { ...elderly, insurer: '  139998', number: '77', branch: '03', ratio: '030' }
  expect((await come({ items: [another] }))?.differsFromLast).toEqual([
    'insurerNumber',
    'number',
    'branch',
    'burden',
  ])
  expect(await come({ items: [another] })).toMatchObject({ differsFromLast: [] })
  expect((await come({ items: [{ ...another, name: '見本　次郎' }] }))?.differsFromLast).toEqual(['name'])
  await desk.service.stop()
})

it('results that wait outlive the desk’s end for the day, and are not told twice', async () => {
  const { root, face } = bridgeFolder()
  const journal = fakeJournal()
  const first = fakeDesk({ settings: settings(root), journal })
  await ready(first)
  first.intend({ type: 'open-check-in' })
  for (const item of [TARO, HANAKO]) writeFileSync(join(face, faceName()), now({ items: [item] }))
  writeFileSync(join(face, faceName()), now({ institution: '2719999999' }))
  await until(() => first.state().bridge.arrivals.length === 3, 5000)
  await first.service.stop()
  const next = fakeDesk({ settings: settings(root), journal, takesOverFrom: 'crashed' })
  await ready(next)
  expect(next.state().bridge.arrivals.map(({ why }) => why)).toEqual([null, null])
  // The two that wait are known, and told by no watch again.
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(next.state().bridge.arrivals.map(({ why }) => why)).toEqual([null, null])
  const [one] = next.state().bridge.arrivals
  next.intend({ type: 'take-arrival', id: one?.id ?? '' })
  await until(() => next.checkIn().official !== null, 5000)
  expect(next.state().bridge.arrivals).toHaveLength(1)
  next.intend({ type: 'dismiss-arrival', id: next.state().bridge.arrivals[0]?.id ?? '' })
  next.intend({ type: 'conclude', confirmed: true })
  await until(() => next.state().checkIn === null, 5000)
  expect(journal.working()).toBeNull()
  await next.service.stop()
})

it('hazard 35: a question that was under way when the desk ended goes with its day, though nobody asks any more', async () => {
  vi.useFakeTimers()
  try {
    const store = fakeLookUpStore()
    const asked = (day: string) => store.keep({ name: `261130k3f001${day}`, day, json: '{"number":"56"}' })
    const days = () => store.all().map(({ day }) => day)
    asked('2026-11-29')
    asked('2026-11-30')
    let instant = '2026-11-30T09:00:00+09:00'
    const desk = createBridgeDesk({ store, instant: () => instant, tell: () => {}, known: () => null })
    expect(days()).toEqual(['2026-11-30'])
    instant = '2026-12-01T00:30:00+09:00'
    vi.advanceTimersByTime(3_600_000)
    expect(days()).toEqual([])
    await desk.stop()
  } finally {
    vi.useRealTimers()
  }
})
