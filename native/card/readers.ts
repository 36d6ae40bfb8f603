import { systemTimers, type Timers } from '../../contract/clock.ts'
import { ok, type Result } from '../../contract/result.ts'
import { pause } from './clock.ts'
import type { PcscBackend, PcscOpenProblem } from './pcsc/backend.ts'

/** Milliseconds in which a service names the readers that it has; it does within a few. */
const SETTLE = 300

/** The names of the readers that the PC/SC service has now, for `doctor`. Opens and closes a context of its own. */
export const listReaders = async (
  backend: PcscBackend,
  clock: Timers = systemTimers,
): Promise<Result<readonly string[], PcscOpenProblem>> => {
  const readers = new Set<string>()
  const opened = await backend.open({
    readerChanged: (reader) => readers.add(reader),
    readerGone: (reader) => readers.delete(reader),
    lost: () => readers.clear(),
  })
  if (!opened.ok) return opened
  await pause(clock, SETTLE)
  await opened.value.close()
  return ok([...readers])
}
