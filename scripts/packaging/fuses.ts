/** Electron's fuses: what a packaged binary can no longer be talked into, set one by one and read back. */
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'

/**
 * All nine. `WasmTrapHandlers` stays on: it is how V8 keeps a WebAssembly memory access inside its bounds without a
 * check for each, and nothing here loads any. `EnableEmbeddedAsarIntegrityValidation` exists on macOS and Windows only.
 */
export const fusesFor = (platform: NodeJS.Platform) => ({
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform !== 'linux',
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
})

const nameOf = (fuse: number): string => FuseV1Options[fuse] ?? String(fuse)

/** {@link fusesFor} by name. */
export const fusesByName = (platform: NodeJS.Platform): Record<string, boolean> =>
  Object.fromEntries(Object.entries(fusesFor(platform)).map(([fuse, state]) => [nameOf(Number(fuse)), state]))

/** Reads a binary's fuses, by name. */
export const readFuses = async (binary: string): Promise<Record<string, boolean>> => {
  const { version: _version, ...wire } = await getCurrentFuseWire(binary)
  return Object.fromEntries(
    Object.entries(wire)
      .filter(([, state]) => state !== FuseState.REMOVED && state !== FuseState.INHERIT)
      .map(([fuse, state]) => [nameOf(Number(fuse)), state === FuseState.ENABLE]),
  )
}

/**
 * Sets every fuse of a packaged binary. A runtime that knows one that is not named here is refused; the development
 * stand-in is older and knows fewer, so there those that it knows are set.
 */
export const setFuses = async (
  binary: string,
  platform: NodeJS.Platform,
  standIn: boolean,
): Promise<void> => {
  const wanted = fusesFor(platform)
  if (!standIn) {
    await flipFuses(binary, { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...wanted })
    return
  }
  const known = Object.keys(await getCurrentFuseWire(binary))
  const settable = Object.fromEntries(Object.entries(wanted).filter(([fuse]) => known.includes(fuse)))
  await flipFuses(binary, { version: FuseVersion.V1, ...settable })
}
