/** Looks how the center is for a home, and changes nothing. */
import type { CenterStatus } from '../../contract/center.ts'
import { openForForwarding } from '../journal/index.ts'
import { readAddress } from './address.ts'
import { elsewhereProblem, lookOver } from './forward.ts'
import { lastPlace } from './last-place.ts'
import { openLine } from './line.ts'
import { type CenterProblem, problemOfError } from './session.ts'

const statusOf = ({ problem, why }: CenterProblem, rows: number): CenterStatus => {
  switch (problem) {
    case 'UNREACHABLE':
      return { state: 'down', rows, ...(why === undefined ? {} : { why }) }
    case 'REFUSED':
      return { state: 'refused', rows }
  }
}

/** @returns null where there is no journal that could be looked at */
export const lookAtCenter = async (home: string, url: string): Promise<CenterStatus | null> => {
  const address = readAddress(url)
  if (!address.ok) return { state: 'refused', rows: 0 }
  const opened = openForForwarding({ home })
  if (!opened.ok) return null
  const journal = opened.value
  try {
    if (elsewhereProblem(journal) !== null) return { state: 'elsewhere' }
    const line = await openLine(address.value, journal, { mayEnrol: false })
    const known = journal.countAfter(lastPlace(home, journal.journal))
    if ('problem' in line) return statusOf(line, known)
    try {
      const { behind, divergence } = await lookOver(line, journal)
      if (divergence !== null) return { state: 'diverged' }
      return behind === 0 ? { state: line.isClockOff ? 'clock' : 'ready' } : { state: 'behind', rows: behind }
    } catch (error) {
      const problem = problemOfError(error)
      if (problem === null) throw error
      return statusOf(problem, known)
    } finally {
      await line.session.close()
    }
  } finally {
    journal.close()
  }
}
