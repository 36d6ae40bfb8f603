import type { Note } from '../../../contract/decision.ts'
import { type Core, type Step, stay, withState } from './core.ts'

/** Puts on record that a note which an earlier visit left open has been done. */
export const completeTask = (core: Core, seq: number, note: Note): Step => {
  const tasks = core.state.tasks.filter((task) => task.seq !== seq || task.note !== note)
  return tasks.length === core.state.tasks.length
    ? stay(core)
    : {
        core: withState(core, { tasks }),
        effects: [{ type: 'record', event: { event: 'task-done', visitSeq: seq, note } }],
      }
}
