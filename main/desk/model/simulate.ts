import type { CenterStatus } from '../../../contract/center.ts'
import type { CenterAct, SimulatorCommand, SiteAct } from '../../../contract/simulator.ts'
import { centerChanged } from './center.ts'
import { type Core, type Now, type Step, stay, withState } from './core.ts'
import { arrivalTakenElsewhere, withElsewhere } from './site.ts'

/** Rows that a simulated center lacks. */
const INVENTED_ROWS = 128

/** The center as the dock has it shown. */
const shownCenter = (act: CenterAct): CenterStatus =>
  act === 'behind' || act === 'down' || act === 'refused'
    ? { state: act, rows: INVENTED_ROWS }
    : { state: act }

/** A desk whose center calls it a copy has a journal that came from another machine, which can be taken over. */
const asElsewhere = (core: Core, act: CenterAct): Core => {
  const { office } = core.state
  return withState(core, {
    office: { ...office, journal: { ...office.journal, isElsewhere: act === 'elsewhere' } },
  })
}

/** The name of the counter that the dock invents. */
const OTHER_COUNTER = '受付2'

const shownSite = (core: Core, act: SiteAct, now: Now): Core => {
  if (act === 'arrival-taken') {
    const waiting = core.state.bridge.arrivals.find(({ why }) => why === null)
    return waiting === undefined ? core : arrivalTakenElsewhere(core, waiting.hash)
  }
  const state = act === 'open-elsewhere' ? 'open' : 'checked'
  return core.state.checkIn === null
    ? core
    : withElsewhere(core, [{ counter: OTHER_COUNTER, state, at: now.instant }])
}

/** Carries out what the dock asks for. Without simulated devices there is no dock, and nothing happens. */
export const simulate = (core: Core, command: SimulatorCommand, now: Now): Step => {
  const { simulator } = core.state
  if (simulator === null) return stay(core)
  const effects = [{ type: 'simulate' as const, command }]
  switch (command.command) {
    case 'place-card':
      return { core: withState(core, { simulator: { ...simulator, cardPlaced: command.persona } }), effects }
    case 'remove-card':
      return { core: withState(core, { simulator: { ...simulator, cardPlaced: null } }), effects }
    case 'answer-online':
      return { core: withState(core, { simulator: { ...simulator, online: command.online } }), effects }
    case 'center':
      return { core: centerChanged(asElsewhere(core, command.act), shownCenter(command.act)), effects: [] }
    case 'site':
      return stay(shownSite(core, command.act, now))
    case 'clock':
      return { core: withState(core, { simulator: { ...simulator, clockDays: command.days } }), effects }
    case 'scan':
    case 'backup-drive':
    case 'bridge':
    case 'fault':
      return { core, effects }
  }
}
