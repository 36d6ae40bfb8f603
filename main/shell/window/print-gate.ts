/** Decides who may print what, and how much at once. A page that has been taken over may ask for anything. */
import type { PrintRequest, PrintResult } from '../../../contract/bridge.ts'
import type { IntentRules } from '../../../contract/intent.ts'
import type { Intent } from '../../../contract/intents.ts'
import type { Right } from '../../../contract/staff.ts'

/** Each paper asks for the right of what shows the same on the screen. */
const SHOWN_BY: Readonly<Record<PrintRequest['paper'], Intent['type']>> = {
  slip: 'search-history',
  declaration: 'open-check-in',
  'journal-slip': 'make-journal-slip',
  'month-list': 'list-month',
  'key-sheet': 'make-key-sheet',
}

/** A window is made for each paper: never two of them. */
const MAX_AT_ONCE = 1
/** Papers of one minute: a busy reception prints two. */
const MAX_PER_MINUTE = 20
const MINUTE_MS = 60_000

export type PrintGate = {
  /** Prints by `print`, where it may be printed now; otherwise nothing is made. */
  pass(
    request: PrintRequest,
    rulesOf: (type: Intent['type']) => IntentRules,
    print: () => Promise<PrintResult>,
  ): Promise<PrintResult>
}

const refused = (why: 'not-allowed' | 'busy'): PrintResult => ({ state: 'failed', why })

/**
 * @param rights of whoever is at the desk now; null before the desk has said it: then nothing is printed
 * @param monotonic milliseconds
 */
export const createPrintGate = (
  rights: () => readonly Right[] | null,
  monotonic: () => number,
): PrintGate => {
  let printing = 0
  let begun: number[] = []
  const mayPrint = (request: PrintRequest, rulesOf: (type: Intent['type']) => IntentRules): boolean => {
    const { right } = rulesOf(SHOWN_BY[request.paper])
    const present = rights()
    return present !== null && right !== null && present.includes(right)
  }
  return {
    pass: async (request, rulesOf, print) => {
      if (!mayPrint(request, rulesOf)) return refused('not-allowed')
      const now = monotonic()
      begun = begun.filter((at) => now - at < MINUTE_MS)
      if (printing >= MAX_AT_ONCE || begun.length >= MAX_PER_MINUTE) return refused('busy')
      begun.push(now)
      printing += 1
      try {
        return await print()
      } finally {
        printing -= 1
      }
    },
  }
}
