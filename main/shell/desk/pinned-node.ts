import { join } from 'node:path'

/** The toolchain's own Node: named by the environment, or beside the program in a checkout (scripts/setup/packages.mjs). */
export const findPinnedNode = (programFolder: string): string =>
  process.env.UKETSUKE_NODE ??
  join(
    programFolder,
    'node_modules',
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
