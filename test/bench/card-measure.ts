/** Measures for `card.bench.ts`, which runs this in a network namespace of its own and reads what it prints. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { median, quantile, type Row } from '../../fixtures/bench-row.ts'
import { makeAuthority, makeHolderCertificate } from '../../fixtures/virtual-card/certificates.ts'
import { ATR, makeMyNumberCard } from '../../fixtures/virtual-card/my-number-card.ts'
import { placeInVpcd } from '../../fixtures/virtual-card/vpcd.ts'
import type { Attempt } from '../../native/card/attempt.ts'
import { createPcscCardReader } from '../../native/card/card-reader.ts'
import { systemBackend } from '../../native/card/pcsc/system/system-pcsc.ts'
import { preparePcscd } from '../pcsc/pcscd.ts'

const READER = 'Virtual PCD 00 00'
const at = (day: string): Date => new Date(`${day}T23:59:59+09:00`)
const spread = (values: readonly number[]): string =>
  `${quantile(values, 0.05).toFixed(1)}–${quantile(values, 0.95).toFixed(1)}`
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const service = await preparePcscd()
Object.assign(process.env, service.environment)
await service.start()
const authority = await makeAuthority({ notBefore: at('2020-01-01'), notAfter: at('2040-01-01') })
const certificate = await makeHolderCertificate({
  authority,
  notBefore: at('2024-04-01'),
  notAfter: at('2039-04-01'),
})
const onlyJpki = join(tmpdir(), `uketsuke-opensc-${process.pid}.conf`)
await writeFile(onlyJpki, 'app default { card_drivers = jpki; }\n')

let ended: (attempt: Attempt) => void = () => undefined
const port = createPcscCardReader({ today: () => '2026-11-22', onAttempt: (attempt) => ended(attempt) })
const nextAttempt = (begin: () => void): Promise<Attempt> =>
  new Promise((resolve) => {
    ended = resolve
    begin()
  })

const opened = await systemBackend.open({
  readerChanged: () => undefined,
  readerGone: () => undefined,
  lost: () => undefined,
})
if (!opened.ok) throw new Error(opened.problem)
await pause(300)

/** The same commands one after the other, with nothing around them but the connection. */
const bare = async (commands: readonly Uint8Array[]): Promise<void> => {
  const connected = await opened.value.connect(READER, 'shared')
  if (!connected.ok) throw new Error(`${READER}: ${connected.problem}`)
  for (const command of commands) await connected.value.transmit(command)
  await connected.value.release('leave')
}
const openSc = (program: string, args: readonly string[], configuration?: string) =>
  promisify(execFile)(program, args, {
    env: { ...process.env, ...(configuration ? { OPENSC_CONF: configuration } : {}) },
  })

const rows: Row[] = []
for (const latency of [0, 12]) {
  const card = makeMyNumberCard({
    certificate,
    authorityCertificate: new Uint8Array(authority.certificate.rawData),
    atr: ATR.contactless,
    latency,
    behaviour: { shortFileIds: false },
  })
  const placed = await placeInVpcd(card, service.ports[0])
  const first = await nextAttempt(() => (latency === 0 ? port.start(() => undefined) : undefined))
  const oursCommands = card.commands.slice(card.commands.length - first.exchanges)
  const counted = async (work: () => Promise<unknown>): Promise<number> => {
    const before = card.commands.length
    await work()
    return card.commands.length - before
  }

  const runs = latency === 0 ? 41 : 21
  const ours: number[] = []
  const loop: number[] = []
  const around: number[] = []
  // Taken by turns, so that what else runs on the machine falls on both.
  for (let turn = 0; turn < runs; turn += 1) {
    const attempts: Attempt[] = []
    ours.push(await timed(async () => attempts.push(await nextAttempt(() => port.readAgain()))))
    loop.push(await timed(() => bare(oursCommands)))
    for (const { milliseconds, trace } of attempts)
      around.push(milliseconds - trace.reduce((sum, { ms }) => sum + ms, 0))
  }
  const what = `at ${latency} ms per exchange`
  const base = median(loop)
  rows.push({
    what: `bare loop of the same commands, ${what}`,
    value: base,
    unit: 'ms',
    spread: spread(loop),
    runs,
  })
  rows.push({
    what: `ours, ${what}`,
    value: median(ours),
    unit: 'ms',
    baseline: 'bare loop',
    ratio: median(ours) / base,
    ...(latency === 12 ? { bound: 'at most 1.15 ×', kept: median(ours) / base <= 1.15 } : {}),
    spread: spread(ours),
    runs,
  })
  rows.push({
    what: `ours, all but the exchanges, ${what}`,
    value: median(around),
    unit: 'ms',
    bound: 'at most 100 ms with the rest of the way to the screen',
    kept: median(around) <= 100,
    spread: spread(around),
    runs,
  })
  const exchanges = await counted(() => nextAttempt(() => port.readAgain()))
  rows.push({
    what: `ours, exchanges, ${what}`,
    value: exchanges,
    unit: 'commands',
    bound: 'at most 3',
    kept: exchanges <= 3,
    runs: 1,
  })
  for (const [label, configuration] of [
    ['default drivers', undefined],
    ['card_drivers = jpki', onlyJpki],
  ] as const) {
    const read = () => openSc('pkcs15-tool', ['--read-certificate', '01'], configuration)
    const times: number[] = []
    for (let turn = 0; turn < 7; turn += 1) times.push(await timed(read))
    rows.push({
      what: `pkcs15-tool with ${label}, ${what}`,
      value: median(times),
      unit: 'ms',
      baseline: 'bare loop',
      ratio: median(times) / base,
      spread: spread(times),
      runs: times.length,
    })
    rows.push({
      what: `pkcs15-tool with ${label}, exchanges, ${what}`,
      value: await counted(read),
      unit: 'commands',
      runs: 1,
    })
  }
  if (latency === 0) {
    const floor: number[] = []
    for (let turn = 0; turn < 7; turn += 1) floor.push(await timed(() => openSc('opensc-tool', ['--atr'])))
    rows.push({
      what: 'opensc-tool --atr: a process and a connection, no exchange',
      value: median(floor),
      unit: 'ms',
      spread: spread(floor),
      runs: floor.length,
    })
  }
  await placed.remove()
  await pause(1_000)
}

await port.stop()
await opened.value.close()
await service.dispose()
process.stdout.write(JSON.stringify(rows))
