/** Answers the pages: knows each one that was opened, checks each message, and passes it on. */
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import type { z } from 'zod'
import type { FolderAnswer, PrintRequest, PrintResult, RuntimeFacts } from '../../../contract/bridge.ts'
import type { Intent } from '../../../contract/intents.ts'
import type { PatientIntent } from '../../../contract/patient.ts'
import type { Page } from '../page/policy.ts'
import type { Schemas } from '../schemas.ts'
import { CHANNELS } from './channels.ts'
import { openMessage, trustedPage } from './message.ts'

export type IpcHandlers = {
  readonly runtime: RuntimeFacts
  /** The schemas that messages are read with; messages wait for them in order. */
  schemas(): Promise<Schemas>
  intent(intent: Intent): void
  patientIntent(intent: PatientIntent): void
  print(request: PrintRequest, rulesOf: Schemas['intentRules']): Promise<PrintResult>
  chooseFolder(rulesOf: Schemas['intentRules']): Promise<FolderAnswer>
  /** The latest state for that page as JSON text, or null before there is one. */
  latest(page: Page): string | null
  /** A message was refused. `why` never holds what was sent. */
  refused(why: string): void
}

export type Ipc = {
  /** Makes a page's contents known; until then every message of theirs is refused. */
  admit(contents: WebContents, page: Page): void
  /** Sends a state to every page of that kind that asked for states. */
  show(page: Page, text: string): void
}

/** Listens to the pages. Called once in the program. */
export const openIpc = (handlers: IpcHandlers): Ipc => {
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
    if (page === null) handlers.refused('a message from a stranger')
    return page
  }
  const opened = <Schema extends z.ZodType>(schema: Schema, message: unknown) => {
    const result = openMessage(schema, message)
    if (!result.ok) handlers.refused(result.problem)
    return result
  }

  ipcMain.on(CHANNELS.watch, (event) => {
    const page = senderOf(event)
    const known = admitted.get(event.sender.id)
    if (page === null || !known) return
    known.watching = true
    const text = handlers.latest(page)
    if (text !== null) known.contents.send(CHANNELS.state, text)
  })
  ipcMain.on(CHANNELS.send, (event, message: unknown) => {
    const page = senderOf(event)
    if (page === null) return
    void handlers.schemas().then(({ intentSchema, patientIntentSchema }) => {
      switch (page) {
        case 'desk': {
          const result = opened(intentSchema, message)
          if (result.ok) handlers.intent(result.value)
          return
        }
        case 'patient': {
          const result = opened(patientIntentSchema, message)
          if (result.ok) handlers.patientIntent(result.value)
          return
        }
        case 'paper':
          handlers.refused('paper has nothing to say')
      }
    })
  })
  ipcMain.handle(CHANNELS.runtime, (event) => (senderOf(event) === null ? null : handlers.runtime))
  ipcMain.handle(CHANNELS.print, async (event, message: unknown): Promise<PrintResult> => {
    const refusal: PrintResult = { state: 'failed', why: 'unknown' }
    if (senderOf(event) !== 'desk') return refusal
    const { printRequestSchema, intentRules } = await handlers.schemas()
    const result = opened(printRequestSchema, message)
    return result.ok ? handlers.print(result.value, intentRules) : refusal
  })
  ipcMain.handle(CHANNELS.chooseFolder, async (event): Promise<FolderAnswer> => {
    if (senderOf(event) !== 'desk') return { state: 'failed', why: 'failed' }
    const { intentRules } = await handlers.schemas()
    return handlers.chooseFolder(intentRules)
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
