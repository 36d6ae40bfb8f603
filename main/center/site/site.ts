/**
 * This terminal's part in what the counters of its site tell each other, over the one connection that forwards. What the others say
 * is kept here as it comes, so that a question is answered without asking anybody. Everything is a hint: without a line nothing is
 * said, and nothing waits for it.
 */
import { z } from 'zod'
import { publicationSchema } from '../../../contract/publication.ts'
import { MAX_SITE_FOLLOW_UPS, siteFollowUpSchema } from '../../../contract/site.ts'
import type { Line } from '../line.ts'
import { problemOfError } from '../session.ts'
import { arrivalHash, createSigns, patientHash, signSchema } from './signs.ts'
import { type Settled, type SiteOrder, type SiteWord, settledSchema } from './words.ts'

/** The form of the center from which counters tell each other anything. */
const WITH_SIGNS = 7
/** The form from which they work what is open at each other. */
const WITH_FOLLOW_UPS = 8
/** The form from which settings and staff are published. */
const WITH_PUBLICATIONS = 9

/** Signs that wait for the line; what comes when there are more is left. */
const MOST_WAITING = 500

export type SiteSide = {
  /** The desk says something, or asks. */
  order(order: SiteOrder): void
  /** A line stands: tells the others what is here, and hears what is there. @throws what the session throws */
  attach(line: Line): Promise<void>
  /** The line is gone: nobody knows any more what is open elsewhere. */
  detach(): void
  /** Rows have been sent: the others can read them. */
  rowsSent(): void
  /** The center has sent a word by itself. */
  heard(channel: string, text: string): void
}

const ownSchema = z.array(
  z.tuple([z.string(), z.string().regex(/^[0-9a-f]{64}$/), z.string().regex(/^uketsuke_[0-9a-f]{40}$/)]),
)

/** Told to all: another counter has other things open, or has done one of somebody's. */
const pokeSchema = z.strictObject({
  poke: z.enum(['follow-ups', 'settled', 'publication']),
  terminal: z.uuid(),
})

const linesSchema = z.array(z.tuple([z.string()]))

const settledRowSchema = z.object({
  terminal: z.uuid(),
  counter: z.string(),
  row: z.number(),
  body: z.string(),
})
const settledBodySchema = z.looseObject({
  visit: z.string(),
  visitSeq: z.number(),
  followUp: z.string(),
  result: z.string(),
  share: z.number().optional(),
  name: z.string().optional(),
  at: z.string().max(40).optional(),
})

/** Reads a row of another counter about a thing of this one; null where it is none. */
const settledIn = (line: unknown): Settled | null => {
  const row = settledRowSchema.safeParse(line)
  const body = row.success ? settledBodySchema.safeParse(asJson(row.data.body)) : null
  if (!row.success || body?.success !== true) return null
  const { visit, visitSeq: seq, followUp: what, result, share = null, name = null, at = null } = body.data
  const { terminal, counter, row: number } = row.data
  const settled = { terminal, counter, row: number, visit, seq, what, result, share, name, at }
  return settledSchema.safeParse(settled).data ?? null
}

/** A line over which things are told. */
type Standing = {
  readonly line: Line
  readonly site: string
  readonly key: string
  readonly channel: string
}

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
  /** Acts that wait for their turn and will see what is new by then: however often another counter calls, each waits once. */
  const called = new Set<(standing: Standing) => Promise<unknown>>()
  /** Things to do as the desk has said last; null until it has. */
  let open: Extract<SiteOrder, { order: 'follow-ups' }> | null = null
  /** A row about a thing of another counter waits to be sent. */
  let hasSettled = false

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
  const sendOnce = (act: (standing: Standing) => Promise<unknown>): void => {
    if (called.has(act)) return
    called.add(act)
    send((to) => {
      called.delete(act)
      return act(to)
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

  const showFollowUps = async (to: Standing): Promise<void> => {
    if (open !== null && to.line.form >= WITH_FOLLOW_UPS)
      await ask(to, 'SELECT uketsuke.show_follow_ups($1)::text', [
        JSON.stringify(open.list.filter(({ done }) => done === null)),
      ])
  }
  const linesOf = async ({ line }: Standing, from: string): Promise<unknown[]> =>
    linesSchema
      .parse(await line.session.within(line.role, (one) => one(`SELECT * FROM uketsuke.${from}()`)))
      .map(([text]) => asJson(text))
  const hearFollowUps = async (to: Standing): Promise<void> => {
    if (to.line.form < WITH_FOLLOW_UPS) return
    const list = (await linesOf(to, 'follow_ups_here')).flatMap(
      (one) => siteFollowUpSchema.safeParse(one).data ?? [],
    )
    tell({ word: 'follow-ups', list: list.slice(0, MAX_SITE_FOLLOW_UPS) })
  }
  const hearSettled = async (to: Standing): Promise<void> => {
    if (to.line.form < WITH_FOLLOW_UPS) return
    const list = (await linesOf(to, 'settled_here')).flatMap((one) => settledIn(one) ?? [])
    if (list.length > 0) tell({ word: 'settled', list })
  }

  const hearPublication = async (to: Standing): Promise<void> => {
    if (to.line.form < WITH_PUBLICATIONS) return
    const [publication] = (await linesOf(to, 'publication_here')).flatMap(
      (one) => publicationSchema.safeParse(one).data ?? [],
    )
    if (publication !== undefined && publication.site === to.site) tell({ word: 'publication', publication })
  }

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
        case 'follow-ups':
          open = order
          send(showFollowUps)
          return
        case 'settled':
          hasSettled = true
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
      const [site, key, channel] = own
      const to = { line, site, key, channel }
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
      await showFollowUps(to)
      await hearFollowUps(to)
      await hearSettled(to)
      await hearPublication(to)
    },
    rowsSent: () => {
      if (!hasSettled || standing === null || standing.line.form < WITH_FOLLOW_UPS) return
      hasSettled = false
      send(async (to) => {
        await ask(to, 'SELECT uketsuke.poke($1)::text', ['settled'])
        await hearFollowUps(to)
      })
    },
    detach: () => {
      standing = null
      called.clear()
      signs.forget()
      told = ''
      if (asked !== null) tell({ word: 'elsewhere', ...asked, hints: [] })
    },
    heard: (channel, text) => {
      if (standing?.channel !== channel) return
      const poke = pokeSchema.safeParse(asJson(text))
      if (poke.success) {
        if (poke.data.terminal === standing.line.terminal) return
        if (poke.data.poke === 'publication') {
          sendOnce(hearPublication)
          return
        }
        sendOnce(hearFollowUps)
        if (poke.data.poke === 'settled') sendOnce(hearSettled)
        return
      }
      const sign = signSchema.safeParse(asJson(text))
      if (!sign.success || sign.data.terminal === standing.line.terminal) return
      signs.take(sign.data)
      answer(false)
      withdrawTaken()
    },
  }
}
