/** Measures for `reader.bench.ts`, which runs this in a network namespace of its own and reads what it prints. */
import { setTimeout as pause } from 'node:timers/promises'
import { median, type Row } from '../../fixtures/bench-row.ts'
import { openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { familyOf, workOf } from '../../fixtures/terminal/processes.ts'
import { makeAuthority, makeHolderCertificate } from '../../fixtures/virtual-card/certificates.ts'
import { ATR, makeMyNumberCard } from '../../fixtures/virtual-card/my-number-card.ts'
import { placeInVpcd } from '../../fixtures/virtual-card/vpcd.ts'
import { preparePcscd } from '../pcsc/pcscd.ts'

const CARDS = 15
/** Milliseconds for one exchange: what was published of a real card on a real reader (docs/readers.md). */
const LATENCY = 12
const IDLE_SECONDS = 20
/** Milliseconds after which every drawing on the screen has come to rest. */
const REST = 20_000

const at = (day: string): Date => new Date(`${day}T23:59:59+09:00`)
const spread = (values: readonly number[]): string =>
  `${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)}`
/** Milliseconds of the wall clock, with their fractions; the page's are of the same clock. */
const now = (): number => performance.timeOrigin + performance.now()

/** The moment at which the page has drawn a decision. */
const decisionDrawn = ({ page }: Terminal): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (document.querySelector('.decision-head') === null) return
          observer.disconnect()
          // The frame after the one in which it is laid out: by then it has been handed to the screen.
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())),
          )
        })
        observer.observe(document.body, { childList: true, subtree: true })
      }),
  )

/** Processor time of all processes of the program, in percent of one core. */
const idleShare = async ({ application }: Terminal): Promise<number> => {
  const { pid } = application.process()
  const pids = pid === undefined ? [] : familyOf(pid).map((process) => process.pid)
  const work = (): number => pids.reduce((total, each) => total + workOf(each), 0)
  const before = work()
  await pause(IDLE_SECONDS * 1000)
  return ((work() - before) / IDLE_SECONDS) * 100
}

const idleRow = (what: string, share: number): Row => ({
  what: `processor share of the whole desk while idle, ${what}, over ${IDLE_SECONDS} s`,
  value: share,
  unit: '% of one core',
  bound: 'under 1 %',
  kept: share < 1,
  runs: 1,
})

const authority = await makeAuthority({ notBefore: at('2020-01-01'), notAfter: at('2040-01-01') })
// Run out long ago: such a card is decided on without the official terminal's answer, which a person would have to give.
const certificate = await makeHolderCertificate({
  authority,
  notBefore: at('2020-04-01'),
  notAfter: at('2025-04-01'),
})
const card = makeMyNumberCard({
  certificate,
  authorityCertificate: new Uint8Array(authority.certificate.rawData),
  atr: ATR.contactless,
  latency: LATENCY,
})

const service = await preparePcscd()
const measure = async (terminal: Terminal): Promise<Row[]> => {
  await terminal.until('the reader', ({ cardReader }) => cardReader.state === 'ready')
  const whole: number[] = []
  const besides: number[] = []
  const counts: number[] = []
  for (let turn = 0; turn <= CARDS; turn += 1) {
    let present: number | null = null
    let began = 0
    let exchanges = 0
    const drawn = decisionDrawn(terminal)
    const placed = await placeInVpcd(card, service.ports[0], (what) => {
      // The service powers the card up before it says that there is one; a little more than ours is measured.
      if (what === 'power-on') present ??= now()
      if (what === 'command') began = now()
      if (what === 'answer') exchanges += now() - began
    })
    const took = (await drawn) - (present ?? Number.NaN)
    // The first is slower: the page draws its check-in for the first time.
    if (turn > 0) {
      whole.push(took)
      besides.push(took - exchanges)
      counts.push(card.commands.length)
    }
    await placed.remove()
    await terminal.until('the empty reader', ({ cardReader }) => cardReader.state === 'ready')
    await terminal.send({ type: 'cancel' })
    await terminal.until('the empty desk', ({ checkIn }) => checkIn === null)
  }

  await pause(REST)
  const withReader = await idleShare(terminal)
  const lying = await placeInVpcd(card, service.ports[0])
  await terminal.until('the card', ({ cardReader }) => cardReader.state === 'read')
  await pause(REST)
  const withCard = await idleShare(terminal)
  await lying.remove()

  return [
    {
      what: `card present to the decision on the screen, its row durable, at ${LATENCY} ms per exchange`,
      value: median(whole),
      unit: 'ms',
      spread: spread(whole),
      runs: CARDS,
    },
    {
      what: `the same without its ${median(counts)} exchanges`,
      value: median(besides),
      unit: 'ms',
      bound: 'at most 100 ms',
      kept: median(besides) <= 100,
      spread: spread(besides),
      runs: CARDS,
    },
    idleRow('a PC/SC reader attached', withReader),
    idleRow('a card lying on it in an open check-in', withCard),
  ]
}

await service.start()
const display = await openDisplay()
let rows: Row[] = []
try {
  const terminal = await launch({ display, real: true, environment: service.environment })
  try {
    rows = await measure(terminal)
  } finally {
    await terminal.close()
  }
} finally {
  await display.close()
  await service.dispose()
}
process.stdout.write(JSON.stringify(rows))
