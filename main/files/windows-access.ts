/** The access lists of Windows' files, as text in SDDL, by the calls of `advapi32.dll` (aclapi.h, sddl.h of the Windows SDK). */
import { loadKoffi } from './windows-library.ts'

const FILE_OBJECT = 1
const OWNER_AND_LIST = 0x1 | 0x4
const LIST = 0x4
const SDDL_REVISION = 1
const TOKEN_QUERY = 0x8
const TOKEN_USER = 1
/** A SID takes 68 bytes at most, and a pointer and a number stand before it. */
const TOKEN_ROOM = 128

// Read by hand: every process that makes a folder has this file, the shell before its first window too, and a library of schemas
// would be loaded for these two lines.
const numberOf = (answer: unknown): number => {
  if (typeof answer !== 'number') throw new TypeError('Windows answers with a number')
  return answer
}
const textOf = (answer: unknown): string => {
  if (typeof answer !== 'string') throw new TypeError('Windows answers with a text')
  return answer
}

const declare = () => {
  const koffi = loadKoffi()
  const advapi = koffi.load('advapi32.dll')
  const kernel = koffi.load('kernel32.dll')
  return {
    koffi,
    security: advapi.func(
      'uint32_t GetNamedSecurityInfoW(str16 name, int type, uint32_t parts, void *owner, void *group, void *list, void *audit, _Out_ void **descriptor)',
    ),
    setSecurity: advapi.func('int SetFileSecurityW(str16 name, uint32_t parts, void *descriptor)'),
    toText: advapi.func(
      'int ConvertSecurityDescriptorToStringSecurityDescriptorW(void *descriptor, uint32_t revision, uint32_t parts, _Out_ void **text, void *length)',
    ),
    fromText: advapi.func(
      'int ConvertStringSecurityDescriptorToSecurityDescriptorW(str16 text, uint32_t revision, _Out_ void **descriptor, void *length)',
    ),
    sidToText: advapi.func('int ConvertSidToStringSidW(void *sid, _Out_ void **text)'),
    openToken: advapi.func('int OpenProcessToken(void *process, uint32_t access, _Out_ void **token)'),
    tokenPart: advapi.func(
      'int GetTokenInformation(void *token, int part, _Out_ uint8_t *into, uint32_t room, _Out_ uint32_t *length)',
    ),
    thisProcess: kernel.func('void *GetCurrentProcess()'),
    closeHandle: kernel.func('int CloseHandle(void *handle)'),
    free: kernel.func('void *LocalFree(void *memory)'),
  }
}

let declared: ReturnType<typeof declare> | null = null
const windows = (): ReturnType<typeof declare> => {
  declared ??= declare()
  return declared
}

/** The shape of a file system's error, so that whoever asks treats it as one. */
const refused = (call: string, path: string): Error =>
  Object.assign(new Error(`EACCES: permission denied, ${call} '${path}'`), { code: 'EACCES' })

/** Text that Windows has made, which is given back. */
const take = (text: unknown): string => {
  const { koffi, free } = windows()
  try {
    return textOf(koffi.decode(text, 'char16_t', -1))
  } finally {
    free(text)
  }
}

/**
 * Owner and access list of a file or folder, in SDDL.
 * @throws an error with the code EACCES where Windows does not tell
 */
export const accessListOf = (path: string): string => {
  const { security, toText, free } = windows()
  const descriptor: unknown[] = [null]
  if (security(path, FILE_OBJECT, OWNER_AND_LIST, null, null, null, null, descriptor) !== 0)
    throw refused('GetNamedSecurityInfo', path)
  try {
    const text: unknown[] = [null]
    if (numberOf(toText(descriptor[0], SDDL_REVISION, OWNER_AND_LIST, text, null)) === 0)
      throw refused('GetNamedSecurityInfo', path)
    return take(text[0])
  } finally {
    free(descriptor[0])
  }
}

/**
 * Sets the access list of a file or folder. What lies in a folder already stays as it is.
 * @param list in SDDL, from `D:P` (protected: what the folder above says no longer counts)
 * @returns whether it is set: a drive of another form (exFAT) has no lists, and what is another's cannot be changed
 */
export const setAccessList = (path: string, list: string): boolean => {
  const { fromText, setSecurity, free } = windows()
  const descriptor: unknown[] = [null]
  if (numberOf(fromText(list, SDDL_REVISION, descriptor, null)) === 0)
    throw new Error(`not an access list: ${list}`)
  try {
    return numberOf(setSecurity(path, LIST, descriptor[0])) !== 0
  } finally {
    free(descriptor[0])
  }
}

/** The SID of the account that runs this process: `S-1-5-21-…-1001`. */
const readOwnUser = (): string => {
  const { koffi, openToken, tokenPart, sidToText, thisProcess, closeHandle } = windows()
  const token: unknown[] = [null]
  if (numberOf(openToken(thisProcess(), TOKEN_QUERY, token)) === 0)
    throw refused('OpenProcessToken', 'this process')
  try {
    const into = new Uint8Array(TOKEN_ROOM)
    if (numberOf(tokenPart(token[0], TOKEN_USER, into, TOKEN_ROOM, [0])) === 0)
      throw refused('GetTokenInformation', 'this process')
    // TOKEN_USER begins with a pointer to the SID, which follows in the same room.
    const text: unknown[] = [null]
    sidToText(koffi.decode(into, 'void *'), text)
    return take(text[0])
  } finally {
    closeHandle(token[0])
  }
}

let own: string | null = null

/** {@link readOwnUser}, asked once. */
export const ownUser = (): string => {
  own ??= readOwnUser()
  return own
}
