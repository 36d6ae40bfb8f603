/** Simulated devices over the same ports, with the same faults. They are in no release. */

import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemTimers } from '../../../contract/clock.ts'
import type { Day } from '../../../contract/day.ts'
import type { SimulatorCommand } from '../../../contract/simulator.ts'
import { createSimulatedBridge } from '../../../fixtures/bridge/simulated.ts'
import { DEMO_SCAN_CONFIG, INVENTED_CODE_LIST } from '../../../fixtures/codes/index.ts'
import { makePersonaCard, PERSONAS, type Persona, personaFace } from '../../../fixtures/personas/personas.ts'
import { createSimulatedCardReader } from '../../../native/card/simulated/card-reader.ts'
import { createSimulatedScanner } from '../../../native/scanner/simulated.ts'
import type { MakeDevices } from '../process/run.ts'

const asView = ({ id, labelJa }: { readonly id: string; readonly labelJa: string }) => ({
  id,
  label: labelJa,
})

const personaView = (persona: Persona, today: Day) => ({
  ...asView(persona),
  face: persona.card.kind === 'my-number' ? personaFace(persona, today) : null,
})

/** Milliseconds after which the desk stands ready and nobody waits: what makes the invented cards is loaded then. */
const PREPARE = 2_000

/** A folder on a drive that is not there: nothing makes it. */
const GONE = join(tmpdir(), 'uketsuke-simulated-drive', 'backups')

/**
 * A card reader and a scanner that the dock holds, and the official terminal's answer for each invented person.
 * @param setClock lets the desk's clock stand so many days from its own
 */
export const simulatedDevices =
  (setClock: (days: number) => void): MakeDevices =>
  async (_options, settings, clock) => {
    const cards = createSimulatedCardReader({
      today: clock.today,
      wantToken: false,
      verificationNumber: () => settings().cardFace,
    })
    const scanner = createSimulatedScanner(clock)
    const bridge = createSimulatedBridge(clock)
    let placed: Persona | null = null
    let isDriveThere = true

    // The first card would wait for it otherwise, as no card of plastic does.
    systemTimers.after(
      PREPARE,
      () => void Promise.all(PERSONAS.slice(0, 1).map((one) => makePersonaCard(one, clock.today()))),
    )

    const place = async (id: string): Promise<void> => {
      placed = (await cards.place(id)) ?? null
    }

    const obey = (command: SimulatorCommand): void => {
      switch (command.command) {
        case 'place-card':
          void place(command.persona)
          return
        case 'remove-card':
          placed = null
          cards.remove()
          return
        case 'fault':
          if (command.fault === 'scanner-unplugged' || command.fault === 'scanner-plugged')
            scanner.obey(command)
          else if (command.fault === 'desk-killed') process.kill(process.pid, 'SIGKILL')
          else cards.fault(command.fault)
          return
        case 'scan':
          scanner.obey(command)
          return
        case 'clock':
          setClock(command.days)
          return
        case 'backup-drive':
          isDriveThere = command.isThere
          return
        case 'bridge':
          bridge.obey(command.act)
          return
        case 'answer-online':
        case 'center':
          return
      }
    }

    return {
      cardReader: cards.port,
      scanner,
      official: () =>
        placed === null
          ? null
          : {
              reader: placed.reader ?? { state: 'read' },
              online: placed.online ?? null,
              printed: {
                faceOnly: placed.printed.faceOnly ?? false,
                photoless: placed.printed.photoless ?? false,
              },
            },
      bridge: () => bridge.settings() ?? settings().bridge,
      backupFolder: () => (isDriveThere ? settings().backupFolder : GONE),
      scanConfig: DEMO_SCAN_CONFIG,
      simulator: {
        view: {
          personas: PERSONAS.map((persona) => personaView(persona, clock.today())),
          codes: INVENTED_CODE_LIST.map(asView),
          cardPlaced: null,
          clockDays: 0,
          online: null,
        },
        obey,
      },
    }
  }
