/**
 * PC/SC in the types of each platform. The calls are the same everywhere; the widths are not:
 *
 * | | Linux (pcsc-lite) | Windows (WinSCard) | macOS (PCSC framework) |
 * |---|---|---|---|
 * | DWORD | `unsigned long`, 64 bits | 32 bits | `uint32_t` |
 * | LONG (a call's result) | `long`, 64 bits | 32 bits | `int32_t` |
 * | SCARDCONTEXT, SCARDHANDLE | `long`, 64 bits | `ULONG_PTR`, 64 bits | `int32_t` |
 * | structures | aligned | aligned | packed to one byte |
 * | ATR in SCARD_READERSTATE | 33 bytes | 36 bytes | 33 bytes |
 * | names | bytes | UTF-16, in functions that end with W | bytes |
 *
 * Example: SCARD_READERSTATE takes 80 bytes on Linux (8 + 8 + 3 × 8 + 33, and 7 to align), 64 on Windows
 * (8 + 8 + 3 × 4 + 36) and 61 on macOS (8 + 8 + 3 × 4 + 33).
 * Sources: `wintypes.h` and `pcsclite.h` of pcsc-lite 1.9.9, `winscard.h` and `winsmcrd.h` of the Windows SDK.
 */
export type Layout = {
  readonly platform: 'linux' | 'win32' | 'darwin'
  readonly library: string
  readonly types: {
    readonly dword: string
    readonly long: string
    readonly context: string
    readonly card: string
    readonly text: string
  }
  readonly packed: boolean
  readonly encoding: 'utf8' | 'utf16le'
  readonly characterBytes: 1 | 2
  /** Functions that take or give names, where those are called by another name. */
  readonly wide: readonly string[]
  /** A reader of this name stands for "a reader came or went"; macOS knows no such name. */
  readonly notifiesOfReaders: boolean
}

/** Bytes of the answer to reset in SCARD_READERSTATE. */
export const ATR_ROOM = { linux: 33, win32: 36, darwin: 33 } as const

const LAYOUTS: { readonly [Platform in Layout['platform']]: Layout } = {
  linux: {
    platform: 'linux',
    library: 'libpcsclite.so.1',
    types: { dword: 'ulong', long: 'long', context: 'long', card: 'long', text: 'const char *' },
    packed: false,
    encoding: 'utf8',
    characterBytes: 1,
    wide: [],
    notifiesOfReaders: true,
  },
  win32: {
    platform: 'win32',
    library: 'winscard.dll',
    types: {
      dword: 'uint32_t',
      long: 'int32_t',
      context: 'uintptr_t',
      card: 'uintptr_t',
      text: 'const char16_t *',
    },
    packed: false,
    encoding: 'utf16le',
    characterBytes: 2,
    wide: ['SCardListReaders', 'SCardGetStatusChange', 'SCardConnect', 'SCardStatus'],
    notifiesOfReaders: true,
  },
  darwin: {
    platform: 'darwin',
    library: '/System/Library/Frameworks/PCSC.framework/PCSC',
    types: { dword: 'uint32_t', long: 'int32_t', context: 'int32_t', card: 'int32_t', text: 'const char *' },
    packed: true,
    encoding: 'utf8',
    characterBytes: 1,
    wide: [],
    notifiesOfReaders: false,
  },
}

/** The layout of a platform; null where PC/SC is not known. */
export const layoutOf = (platform: NodeJS.Platform): Layout | null =>
  platform === 'linux' || platform === 'win32' || platform === 'darwin' ? LAYOUTS[platform] : null
