/** The guest's only file system: a shell, Node, node-hid and the parts of the project that the checks run. */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const PROJECT_PARTS = [
  'contract',
  'main/codes',
  'main/desk',
  'main/rules',
  'native/scanner',
  'fixtures/codes',
  'test/lab',
]
const NODE_PACKAGES = [
  'zod',
  'node-hid',
  'pkg-prebuilds',
  '@internationalized/date',
  '@swc/helpers',
  'tslib',
  're2js',
]

const INIT = (modules: readonly string[]): string => `#!/bin/busybox sh
/bin/busybox mkdir -p /proc /sys /dev /tmp
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs devtmpfs /dev
${modules.map((module) => `/bin/busybox insmod /modules/${basename(module)}`).join('\n')}
/bin/node --disable-warning=ExperimentalWarning /project/test/lab/guest.ts
/bin/busybox poweroff -f
`

/** The shared libraries of a binary, as `ldd` finds them. */
const librariesOf = (binary: string): readonly string[] =>
  [...execFileSync('ldd', [binary], { encoding: 'utf8' }).matchAll(/(?:=> )?(\/\S+)/g)].map(
    (match) => match[1] ?? '',
  )

/**
 * Builds `<folder>/initrd`, uncompressed: emulated decompression would take longer than reading it.
 * @param root the project's root
 */
export const buildImage = (root: string, folder: string, modules: readonly string[]): string => {
  const tree = join(folder, 'tree')
  rmSync(tree, { recursive: true, force: true })
  for (const part of ['bin', 'modules', 'project/node_modules'])
    mkdirSync(join(tree, part), { recursive: true })
  const hidBinary = join(root, 'node_modules/node-hid/prebuilds/HID_hidraw-linux-x64/node-napi-v4.node')
  cpSync(realpathSync(process.execPath), join(tree, 'bin/node'))
  cpSync(execFileSync('which', ['busybox'], { encoding: 'utf8' }).trim(), join(tree, 'bin/busybox'))
  for (const library of new Set([...librariesOf(process.execPath), ...librariesOf(hidBinary)])) {
    mkdirSync(join(tree, dirname(library)), { recursive: true })
    cpSync(realpathSync(library), join(tree, library))
  }
  for (const module of modules) cpSync(module, join(tree, 'modules', basename(module)))
  for (const part of PROJECT_PARTS) cpSync(join(root, part), join(tree, 'project', part), { recursive: true })
  for (const name of NODE_PACKAGES)
    cpSync(join(root, 'node_modules', name), join(tree, 'project/node_modules', name), { recursive: true })
  writeFileSync(join(tree, 'project/package.json'), '{ "type": "module" }\n')
  writeFileSync(join(tree, 'init'), INIT(modules))
  chmodSync(join(tree, 'init'), 0o755)
  const image = join(folder, 'initrd')
  execFileSync('sh', ['-c', 'find . | cpio --quiet -o -H newc > ../initrd'], { cwd: tree })
  rmSync(tree, { recursive: true, force: true })
  return image
}
