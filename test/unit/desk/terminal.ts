/** A terminal as shell and desk start it: the real sealing code with an invented sealer, and its journal. */
import type { JournalOpenFailure, JournalPort } from '../../../contract/journal.ts'
import type { KeyPlace } from '../../../contract/journal-care.ts'
import type { Result } from '../../../contract/result.ts'
import { endKeyMove, moveKeysTo } from '../../../main/desk/office/key-move.ts'
import type { KeyKeeper } from '../../../main/desk/ports.ts'
import { createKeyKeeper } from '../../../main/desk/process/key-keeper.ts'
import { deskKeys } from '../../../main/desk/process/keys.ts'
import type { Circumstances } from '../../../main/journal/assemble.ts'
import { readClocks } from '../../../main/journal/clock-reading.ts'
import { openJournal } from '../../../main/journal/open.ts'
import {
  forgetPreviousKeys,
  keepKeys,
  openKeyStore,
  type Sealer,
} from '../../../main/shell/keys/key-store.ts'

const circumstances: Omit<Circumstances, 'now'> = {
  terminal: '見本端末',
  findsIndividualNumber: () => false,
}

/** A store that seals with a password; `basic_text` is the one that does not count. */
export const store = (password = 'a', backend = 'gnome_libsecret'): Sealer => ({
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => backend,
  encryptString: (text) => Buffer.from(`${password}:${Buffer.from(text).toString('base64')}`),
  decryptString: (sealed) => {
    const [by, text = ''] = sealed.toString().split(':')
    if (by !== password) throw new Error('another password')
    return Buffer.from(text, 'base64').toString()
  },
})
export const noStore: Sealer = {
  ...store('', 'basic_text'),
  // Only Linux has the one that does not count: elsewhere there is a store or there is none.
  isEncryptionAvailable: () => process.platform === 'linux',
}

export type Terminal = {
  readonly journal: JournalPort
  /** The act 鍵を新しくする. */
  changeKeys(): Result<void, unknown> | 'not-kept'
  /** The act 鍵を移す. Gives the failure; null where they are moved. */
  moveKeys(to: KeyPlace): string | null
  readonly keeper: KeyKeeper
}

/** Starts a terminal as shell and desk do. @param seals false: the store fails to seal @param now its clocks */
export const start = async (
  home: string,
  sealer: Sealer,
  seals = true,
  now: Circumstances['now'] = readClocks,
): Promise<Result<Terminal, JournalOpenFailure>> => {
  const options = {
    home,
    simulated: true,
    keyStore: openKeyStore(home, sealer),
    takesOverFrom: null,
    missedStep: false,
    lastRevision: 0,
  } as const
  const seal = (keys: string, kept: (safe: boolean) => void): void => {
    try {
      if (seals) keepKeys(home, sealer, keys)
    } catch {
      kept(false)
      return
    }
    kept(seals)
  }
  const log = (): void => {}
  const keys = await deskKeys(options, seal, log)
  if (!keys.ok) return keys
  const { ring, isNewest } = keys.value
  const opened = openJournal({
    home,
    ...circumstances,
    now,
    pinCost: 4,
    ...(ring === undefined ? {} : { keys: ring }),
  })
  if (!opened.ok) return opened
  if (isNewest && !opened.value.warnings.some(({ code }) => code === 'keys-pending')) forgetPreviousKeys(home)
  const keeper = createKeyKeeper(options, keys.value, seal, log)
  await endKeyMove(opened.value, keeper)
  return {
    ok: true,
    value: {
      journal: opened.value,
      changeKeys: () => {
        const next = opened.value.extendedKeys()
        let answer: Result<void, unknown> | 'not-kept' = 'not-kept'
        keeper.keep(next, (kept) => {
          if (kept) answer = opened.value.rotateKeys({ staff: 'staff-1', keys: next })
        })
        return answer
      },
      moveKeys: (to) => {
        let answer: string | null = 'nothing was heard'
        moveKeysTo(to, { journal: opened.value, keeper, staff: 'staff-1' }, (failure) => {
          answer = failure
        })
        return answer
      },
      keeper,
    },
  }
}

export const started = async (
  home: string,
  sealer: Sealer,
  now: Circumstances['now'] = readClocks,
): Promise<Terminal> => {
  const terminal = await start(home, sealer, true, now)
  if (!terminal.ok) throw new Error(terminal.problem.message)
  return terminal.value
}
