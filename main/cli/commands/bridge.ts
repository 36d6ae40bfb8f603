import { type Command, EXIT } from '../input.ts'
import type { ActOf } from '../table.ts'

const ACTS: { readonly [Name in ActOf<'bridge'>]: () => Promise<Command> } = {
  read: async () => (await import('./bridge/read.ts')).bridgeReadCommand,
  watch: async () => (await import('./bridge/watch.ts')).bridgeWatchCommand,
  ask: async () => (await import('./bridge/ask.ts')).bridgeAskCommand,
}

const isAct = (name: string | undefined): name is ActOf<'bridge'> =>
  name !== undefined && Object.hasOwn(ACTS, name)

/** `bridge read|watch|ask …`: the files of the official bridge (docs/bridge.md). */
export const bridgeCommand: Command = async ([name, ...rest], line) => {
  if (!isAct(name)) {
    line.say(`bridge ${name ?? ''}: there are: ${Object.keys(ACTS).join(', ')}`)
    return EXIT.unusable
  }
  return (await ACTS[name]())(rest, line)
}
