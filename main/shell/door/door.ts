/** The shell's side of the door: knows each page that was opened, checks each message, and passes it on. */
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import type { z } from 'zod'
import type { PrintRequest, PrintResult, RuntimeFacts } from '../../../contract/bridge.ts'
import type { Intent } from '../../../contract/desk.ts'
import type { PatientIntent } from '../../../contract/patient.ts'
import type { Page } from '../page/policy.ts'
import type { Schemas } from '../schemas.ts'
import { CHANNELS } from './channels.ts'
import { openMessage, trustedPage } from './message.ts'

export type DoorKeeper = {
  readonly runtime: RuntimeFacts
  /** What messages are read with; they wait for it in order. */
  schemas(): Promise<Schemas>
  intent(intent: Intent): void
  patientIntent(intent: PatientIntent): void
  print(request: PrintRequest, rulesOf: Schemas['intentRules']): Promise<PrintResult>
  /** The latest state for that page as JSON text, or null before there is one. */
  latest(page: Page): string | null
  /** A message was refused. `why` never holds what was sent. */
  refused(why: string): void
}

export type Door = {
  /** Makes a page's contents known; until then every message of theirs is refused. */
  admit(contents: WebContents, page: Page): void
  /** Sends a state to every page of that kind that asked for states. */
  show(page: Page, text: string): void
}

/** Opens the door. There is one in the program. */
export const openDoor = (keeper: DoorKeeper): Door => {
  const admitted = new Map<
    number,
    { readonly contents: WebContents; readonly page: Page; watching: boolean }
  >()

  const senderOf = (event: IpcMainEvent | IpcMainInvokeEvent): Page | null => {
    const frame = event.senderFrame
    const page = trustedPage({
      page: admitted.get(event.sender.id)?.page ?? null,
      mainFrame: frame !== null && frame.parent === null,
      address: frame?.url ?? '',
    })
    if (page === null) keeper.refused('a message from a stranger')
    return page
  }
  const opened = <Schema extends z.ZodType>(schema: Schema, message: unknown) => {
    const result = openMessage(schema, message)
    if (!result.ok) keeper.refused(result.problem)
    return result
  }

  ipcMain.on(CHANNELS.watch, (event) => {
    const page = senderOf(event)
    const known = admitted.get(event.sender.id)
    if (page === null || !known) return
    known.watching = true
    const text = keeper.latest(page)
    if (text !== null) known.contents.send(CHANNELS.state, text)
  })
  ipcMain.on(CHANNELS.send, (event, message: unknown) => {
    const page = senderOf(event)
    if (page === null) return
    void keeper.schemas().then(({ intentSchema, patientIntentSchema }) => {
      switch (page) {
        case 'desk': {
          const result = opened(intentSchema, message)
          if (result.ok) keeper.intent(result.value)
          return
        }
        case 'patient': {
          const result = opened(patientIntentSchema, message)
          if (result.ok) keeper.patientIntent(result.value)
          return
        }
        case 'paper':
          keeper.refused('paper has nothing to say')
      }
    })
  })
  ipcMain.handle(CHANNELS.runtime, (event) => (senderOf(event) === null ? null : keeper.runtime))
  ipcMain.handle(CHANNELS.print, async (event, message: unknown): Promise<PrintResult> => {
    const refusal: PrintResult = { state: 'failed', why: 'unknown' }
    if (senderOf(event) !== 'desk') return refusal
    const { printRequestSchema, intentRules } = await keeper.schemas()
    const result = opened(printRequestSchema, message)
    return result.ok ? keeper.print(result.value, intentRules) : refusal
  })

  return {
    admit: (contents, page) => {
      const { id } = contents
      const known = { contents, page, watching: false }
      admitted.set(id, known)
      contents.once('destroyed', () => admitted.delete(id))
      // A page whose process is gone hears nothing until it is back and watches anew.
      contents.on('render-process-gone', () => {
        known.watching = false
      })
    },
    show: (page, text) => {
      for (const known of admitted.values())
        if (known.page === page && known.watching && !known.contents.isDestroyed())
          known.contents.send(CHANNELS.state, text)
    },
  }
}
