import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  forgetPreviousKeys,
  isRealStore,
  keepKeys,
  openKeyStore,
  type Sealer,
} from '../../../main/shell/keys/key-store.ts'
import { isOwnersAlone } from '../../access.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'uketsuke-keys-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const store = (backend = 'gnome_libsecret', password = 'a'): Sealer => ({
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => backend,
  encryptString: (text) => Buffer.from(`${password}:${Buffer.from(text).toString('base64')}`),
  decryptString: (sealed) => {
    const [by, text = ''] = sealed.toString().split(':')
    if (by !== password) throw new Error('another password')
    return Buffer.from(text, 'base64').toString()
  },
})

test('a new home has its keys sealed, and finds them again', () => {
  expect(openKeyStore(home, store())).toEqual({ kind: 'system', keys: [], unreadable: false })
  keepKeys(home, store(), 'the keys')
  expect(openKeyStore(home, store())).toEqual({ kind: 'system', keys: ['the keys'], unreadable: false })
  expect(readFileSync(join(home, 'keys.sealed'), 'utf8')).not.toContain('the keys')
  // On Windows the folder's access list rules, and the test's is the system's temporary one.
  if (process.platform !== 'win32') expect(isOwnersAlone(join(home, 'keys.sealed'))).toBe(true)
})

test('§21 a key store that loses power has one of the two: keys that are replaced stay beside the new ones', () => {
  keepKeys(home, store(), 'first')
  keepKeys(home, store(), 'second')
  // A second attempt with the same keys pushes nothing out.
  keepKeys(home, store(), 'second')
  expect(openKeyStore(home, store())).toEqual({
    kind: 'system',
    keys: ['second', 'first'],
    unreadable: false,
  })
  forgetPreviousKeys(home)
  expect(openKeyStore(home, store())).toEqual({ kind: 'system', keys: ['second'], unreadable: false })
})

test('what the store does not give back is not kept', () => {
  keepKeys(home, store(), 'first')
  const broken = { ...store(), decryptString: () => 'something else' }
  expect(() => keepKeys(home, broken, 'second')).toThrow('does not give back')
  expect(openKeyStore(home, store())).toEqual({ kind: 'system', keys: ['first'], unreadable: false })
})

test('a store whose password stands in its source is none', () => {
  expect(isRealStore(store('basic_text'), 'linux')).toBe(false)
  expect(isRealStore(store('unknown'), 'linux')).toBe(false)
  expect(isRealStore({ ...store(), isEncryptionAvailable: () => false }, 'win32')).toBe(false)
  expect(isRealStore(store(), 'linux')).toBe(true)
  const none = { ...store('basic_text'), isEncryptionAvailable: () => process.platform === 'linux' }
  expect(openKeyStore(home, none)).toEqual({ kind: 'none' })
})

test('sealed keys that cannot be opened are said, and never replaced', () => {
  keepKeys(home, store('gnome_libsecret', 'a'), 'the keys')
  const other = store('gnome_libsecret', 'b')
  expect(openKeyStore(home, other)).toEqual({ kind: 'system', keys: [], unreadable: true })
  expect(() => keepKeys(home, other, 'new keys')).toThrow('cannot be opened')
  expect(openKeyStore(home, store('gnome_libsecret', 'a'))).toEqual({
    kind: 'system',
    keys: ['the keys'],
    unreadable: false,
  })
})
