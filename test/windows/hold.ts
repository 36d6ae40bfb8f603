/** Files as other programs of Windows hold them: virus scanners, OneDrive, Excel. */
import { loadKoffi } from '../../main/files/windows-library.ts'

const GENERIC_READ = 0x80000000
const SHARE = { nothing: 0, reading: 1, all: 7 } as const
const OPEN_EXISTING = 3

/** Opens a file as another program does, and lets nobody do more than is shared. @returns what lets it go */
export const hold = (path: string, share: keyof typeof SHARE): (() => void) => {
  const kernel = loadKoffi().load('kernel32.dll')
  const open = kernel.func(
    'intptr_t CreateFileW(str16 name, uint32_t access, uint32_t share, void *security, uint32_t how, uint32_t flags, void *template)',
  )
  const close = kernel.func('int CloseHandle(intptr_t handle)')
  const handle: unknown = open(path, GENERIC_READ, SHARE[share], null, OPEN_EXISTING, 0, null)
  if (!(Number(handle) > 0)) throw new Error(`${path} cannot be opened`)
  return () => void close(handle)
}
