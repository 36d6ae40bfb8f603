/**
 * This terminal's part in what the counters of its site tell each other, over the one connection that forwards. What the others say
 * is kept here as it comes, so that a question is answered without asking anybody. Everything is a hint: without a line nothing is
 * said, and nothing waits for it.
 */
import { z } from 'zod'
import type { Line } from '../line.ts'
import { problemOfError } from '../session.ts'
import { arrivalHash, createSigns, patientHash, signSchema } from './signs.ts'
import type { SiteOrder, SiteWord } from './words.ts'

/** The form of the center from which counters tell each other anything. */
const WITH_SIGNS = 7

/** Signs that wait for the line; what comes when there are more is left. */
const MOST_WAITING = 500

export type SiteSide = {
  /** The desk says something, or asks. */
  order(order: SiteOrder): void
  /** A line stands: tells the others what is here, and hears what is there. @throws what the session throws */
  attach(line: Line): Promise<void>
  /** The line is gone: nobody knows any more what is open elsewhere. */
  detach(): void
  /** The center has sent a word by itself. */
  heard(channel: string, text: string): void
}

const ownSchema = z.array(
  z.tuple([z.string(), z.string().regex(/^[0-9a-f]{64}$/), z.string().regex(/^uketsuke_[0-9a-f]{40}$/)]),
)

/** A line over which things are told. */
type Standing = { readonly line: Line; readonly key: string; readonly channel: string }

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * @param tell takes what the desk is told
 * @param broken called when a word could not be sent: the line is to be looked at
 * @param now milliseconds since 1970
 */
export const createSite = (
  tell: (word: SiteWord) => void,
  broken: () => void,
  now: () => number = Date.now,
): SiteSide => {
  const signs = createSigns()
  let standing: Standing | null = null
  /** The desk as it has said last: it outlives the line. */
  let here: Extract<SiteOrder, { order: 'here' }> = { order: 'here', open: [], arrivals: [] }
  let asked: { readonly checkIn: string; readonly patientNumber: string } | null = null
  const waiting: Extract<SiteOrder, { order: 'leave' }>[] = []
  let told = ''
  /** Face results of which the desk was told already that they were taken elsewhere. */
  const withdrawn = new Set<string>()
  let sending: Promise<void> = Promise.resolve()

  const send = (act: (standing: Standing) => Promise<unknown>): void => {
    const to = standing
    if (to === null) return
    sending = sending
      .then(async () => {
        if (standing === to) await act(to)
      })
      .catch((error: unknown) => {
        if (problemOfError(error) === null) throw error
        if (standing === to) broken()
      })
  }
  const ask = ({ line }: Standing, sql: string, parameters: readonly string[]): Promise<unknown> =>
    line.session.within(line.role, (one) => one(sql, parameters))

  const showOpen = (to: Standing): Promise<unknown> =>
    ask(to, 'SELECT uketsuke.show_open($1::text::text[])::text', [
      `{${here.open.map((number) => patientHash(to.key, number)).join(',')}}`,
    ])
  const leave = (to: Standing, { kind, of }: Extract<SiteOrder, { order: 'leave' }>): Promise<unknown> =>
    ask(to, 'SELECT uketsuke.leave_sign($1, $2)::text', [
      kind,
      kind === 'arrival' ? arrivalHash(to.key, of) : patientHash(to.key, of),
    ])

  /** Says what is known of the patient that was asked about, where it is not what was said. */
  const answer = (isFirst: boolean): void => {
    if (asked === null || standing === null) return
    const hints = signs.about(patientHash(standing.key, asked.patientNumber), now())
    const text = JSON.stringify(hints)
    if (!isFirst && text === told) return
    told = text
    tell({ word: 'elsewhere', ...asked, hints })
  }
  const withdrawTaken = (): void => {
    if (standing === null) return
    const { key } = standing
    for (const sum of here.arrivals) {
      if (withdrawn.has(sum) || !signs.hasArrival(arrivalHash(key, sum))) continue
      withdrawn.add(sum)
      tell({ word: 'arrival-taken', hash: sum })
    }
    for (const sum of withdrawn) if (!here.arrivals.includes(sum)) withdrawn.delete(sum)
  }

  return {
    order: (order) => {
      switch (order.order) {
        case 'here': {
          const isOpenNew = order.open.join() !== here.open.join()
          here = order
          if (isOpenNew) send(showOpen)
          withdrawTaken()
          return
        }
        case 'leave':
          if (standing !== null) send((to) => leave(to, order))
          else if (waiting.length < MOST_WAITING) waiting.push(order)
          return
        case 'ask':
          asked =
            order.patientNumber === null
              ? null
              : { checkIn: order.checkIn, patientNumber: order.patientNumber }
          answer(true)
          return
      }
    },
    attach: async (line) => {
      if (line.form < WITH_SIGNS) return
      const [own] = ownSchema.parse(
        await line.session.within(line.role, (one) =>
          one('SELECT name, key, channel FROM uketsuke.site_channel()'),
        ),
      )
      if (own === undefined) return
      const [, key, channel] = own
      const to = { line, key, channel }
      await line.session.ask(`LISTEN ${channel}`)
      signs.forget()
      standing = to
      const known = z
        .array(z.tuple([z.string()]))
        .parse(await line.session.within(line.role, (one) => one('SELECT * FROM uketsuke.signs_here()')))
      for (const [text] of known.reverse()) {
        const sign = signSchema.safeParse(asJson(text))
        if (sign.success) signs.take(sign.data)
      }
      await showOpen(to)
      for (const order of waiting.splice(0)) await leave(to, order)
      answer(false)
      withdrawTaken()
    },
    detach: () => {
      standing = null
      signs.forget()
      told = ''
      if (asked !== null) tell({ word: 'elsewhere', ...asked, hints: [] })
    },
    heard: (channel, text) => {
      if (standing?.channel !== channel) return
      const sign = signSchema.safeParse(asJson(text))
      if (!sign.success || sign.data.terminal === standing.line.terminal) return
      signs.take(sign.data)
      answer(false)
      withdrawTaken()
    },
  }
}
