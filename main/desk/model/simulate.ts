import type { SimulatorCommand } from '../../../contract/simulator.ts'
import { type Core, type Step, stay, withState } from './core.ts'

/** Carries out what the dock asks for. Without simulated devices there is no dock, and nothing happens. */
export const simulate = (core: Core, command: SimulatorCommand): Step => {
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
    case 'scan':
    case 'bridge':
    case 'fault':
      return { core, effects }
  }
}
