import type { CardProblem, CardReading, OtherCard } from '../../contract/card.ts'
import type { Timers } from '../../contract/clock.ts'
import { unreachable } from '../../contract/result.ts'
import type { Attempt, AttemptOutcome } from './attempt.ts'
import type { PcscReaderState } from './pcsc/backend.ts'

/** The things that one reader shows. */
export type SlotStatus =
  | { readonly state: 'ready' }
  /** `dates`: those of the certificate are known; the chain behind it is still to be checked. */
  | { readonly state: 'reading'; readonly selected: boolean; readonly dates?: CardReading }
  | { readonly state: 'read'; readonly reading: CardReading }
  | {
      readonly state: 'failed'
      readonly problem: CardProblem
      readonly selected: boolean
      readonly looksLike?: OtherCard
    }
  | { readonly state: 'unresponsive'; readonly selected: boolean }

/** The facts that an attempt may know of the card while it runs. */
export type CardWatch = {
  readonly stillThere: () => boolean
  readonly removal: Promise<void>
  /** To be called when the card has let the JPKI application be selected. */
  readonly onSelected: () => void
  /** To be called when the dates are known before the reading has ended. */
  readonly onDates: (reading: CardReading) => void
}

export type SlotOptions = {
  readonly clock: Timers
  readonly attempt: (watch: CardWatch) => Promise<Attempt>
  /** The status has changed. */
  readonly onChange: () => void
  /**
   * A reading has ended, perhaps of a card that was taken away in the middle of it. `passedOver`: of one that lay there
   * from the start and is no patient's card.
   */
  readonly onAttempt: (attempt: Attempt, passedOver: boolean) => void
  /** A card that does not answer to reset lay there from the start. */
  readonly onMute: () => void
}

/** One reader with the card that may lie on it. Each card is read once, when it arrives. */
export type Slot = {
  status(): SlotStatus
  /** Tells whether a card lies on it, as far as the service has said; one that was passed over does not count. */
  occupied(): boolean
  /** Tells whether what lies on it was passed over. */
  passedOver(): boolean
  /** Resolves when the service says that the card which lies there has gone; null when none does. */
  removal(): Promise<void> | null
  /** The service's word on the reader. */
  update(state: PcscReaderState): void
  readAgain(): void
  /** Another reader is the active one now: what this one showed is over. */
  stepBack(): void
  /** The context is closed: presence is unknown until the next one speaks, and what runs is not waited for. */
  disconnect(): void
}

/** Milliseconds between tries while another program has the card for itself: the service does not say when it ends. */
const BUSY_AGAIN = 2_000
/** Calls that may hang at a time. Each keeps a thread of the pool that the whole process shares for its files. */
const MAX_HANGING = 2

type Card = {
  readonly count: number
  readonly mute: boolean
  /**
   * It lay there when the reader was first heard of: a security key, a SIM, a colleague's card that never leaves its
   * reader. Until it has let itself be read as a My Number card, the reader counts as empty.
   */
  resident: boolean
  passedOver: boolean
  present: boolean
  /** Resolves {@link CardWatch.removal}. */
  readonly remove: () => void
  readonly watch: CardWatch
}

const makeCard = (
  { count, mute }: PcscReaderState,
  resident: boolean,
  onSelected: (card: Card) => void,
  onDates: (card: Card, reading: CardReading) => void,
): Card => {
  let remove = (): void => undefined
  const removal = new Promise<void>((resolve) => {
    remove = resolve
  })
  const card: Card = {
    count,
    mute,
    resident,
    passedOver: false,
    present: true,
    remove,
    watch: {
      stillThere: () => card.present,
      removal,
      onSelected: () => onSelected(card),
      onDates: (reading) => onDates(card, reading),
    },
  }
  return card
}

export const createSlot = (options: SlotOptions): Slot => {
  let status: SlotStatus = { state: 'ready' }
  let card: Card | null = null
  let running: Promise<void> = Promise.resolve()
  let hanging = 0
  let cancelRetry = (): void => undefined
  /** The service has said something of this reader before. */
  let heard = false

  const show = (next: SlotStatus): void => {
    status = next
    options.onChange()
  }

  const start = (target: Card, quiet: boolean): void => {
    cancelRetry()
    if (hanging >= MAX_HANGING) {
      if (!target.resident) show({ state: 'unresponsive', selected: false })
      return
    }
    if (!quiet) show({ state: 'reading', selected: false })
    const before = running
    running = (async () => {
      await before
      if (!target.present) return
      const attempt = await options.attempt(target.watch)
      watchHanging(attempt.outcome)
      const passesOver = target.resident && attempt.outcome.kind !== 'read' && !attempt.selected
      if (card === target) {
        if (passesOver) target.passedOver = true
        conclude(target, attempt)
      }
      options.onAttempt(attempt, passesOver)
    })()
  }

  const isPatientsCard = (target: Card): void => {
    target.resident = false
    if (card === target) show({ state: 'reading', selected: true })
  }

  const datesAreKnown = (target: Card, dates: CardReading): void => {
    if (card === target) show({ state: 'reading', selected: true, dates })
  }

  /** Counts calls that hang; when one ends after all, the card that waits for it is read. */
  const watchHanging = (outcome: AttemptOutcome): void => {
    if (outcome.kind !== 'unresponsive' && outcome.kind !== 'held') return
    hanging += 1
    const ended = (): void => {
      hanging -= 1
      const waits =
        status.state === 'unresponsive' || (status.state === 'failed' && status.problem === 'busy')
      if (card && waits) start(card, true)
    }
    outcome.settled.then(ended, ended)
  }

  const conclude = (target: Card, { outcome, selected }: Attempt): void => {
    const retry = (): void => {
      cancelRetry = options.clock.after(BUSY_AGAIN, () => {
        if (card === target) start(target, true)
      })
    }
    if (target.passedOver) {
      if (outcome.kind === 'problem' && outcome.problem === 'busy') retry()
      return
    }
    target.resident = false
    switch (outcome.kind) {
      case 'read':
        show({ state: 'read', reading: outcome.reading })
        return
      case 'unresponsive':
        show({ state: 'unresponsive', selected })
        return
      case 'held':
        show({ state: 'failed', problem: 'busy', selected })
        return
      case 'problem':
        if (outcome.problem === 'busy') retry()
        show({
          state: 'failed',
          problem: outcome.problem,
          selected,
          ...(outcome.looksLike === null ? {} : { looksLike: outcome.looksLike }),
        })
        return
      default:
        unreachable(outcome)
    }
  }

  const takeAway = (): void => {
    cancelRetry()
    if (!card) return
    card.present = false
    card.remove()
    card = null
    if (status.state === 'reading') show({ state: 'failed', problem: 'removed', selected: false })
  }

  return {
    status: () => status,
    occupied: () => card !== null && !card.passedOver,
    passedOver: () => card?.passedOver === true,
    removal: () => card?.watch.removal ?? null,
    update: (state) => {
      const resident = !heard && state.present
      heard = true
      if (!state.present) {
        takeAway()
        if (status.state !== 'ready') show({ state: 'ready' })
        return
      }
      if (card && card.count === state.count && card.mute === state.mute) return
      const known = card !== null
      if (card && card.count !== state.count) takeAway()
      // A reader that hung shows so until it has answered.
      const quiet = !known && status.state === 'unresponsive'
      card = makeCard(state, resident, isPatientsCard, datesAreKnown)
      if (!state.mute) start(card, quiet || resident)
      else if (!resident) show({ state: 'failed', problem: 'unreadable', selected: false })
      else {
        card.passedOver = true
        options.onMute()
      }
    },
    readAgain: () => {
      if (!card || card.mute || status.state === 'reading') return
      // Somebody asks for it: now it is a card like every other.
      card.resident = false
      card.passedOver = false
      start(card, false)
    },
    stepBack: () => {
      if (status.state !== 'ready' && status.state !== 'reading') status = { state: 'ready' }
    },
    disconnect: () => {
      cancelRetry()
      if (card) {
        card.present = false
        card.remove()
        card = null
      }
      heard = false
    },
  }
}
