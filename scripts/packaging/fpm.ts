#!/usr/bin/env node
/**
 * Stands in for fpm, which electron-builder calls to write a deb and would download: the same arguments, as far as
 * electron-builder gives them, and `dpkg-deb` does the work. Anything else is refused.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { controlOf, type Order, type Placed, readOrder } from './debian-control.ts'

const place = async ({ from, to }: Placed, tree: string): Promise<void> => {
  const target = join(tree, to)
  await mkdir(dirname(target), { recursive: true })
  await cp(from, target, { recursive: true, errorOnExist: true, force: false })
}

/** Sets the modes that an installed file has, whatever those of the checkout are; the files' paths, sorted. */
const settleModes = async (folder: string): Promise<string[]> => {
  await chmod(folder, 0o755)
  const files: string[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) files.push(...(await settleModes(path)))
    else if (entry.isFile()) {
      await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644)
      files.push(path)
    } else throw new Error(`neither a file nor a folder: ${path}`)
  }
  return files.sort()
}

/** `md5sums` is what `dpkg --verify` compares the installed files with. */
const writeControl = async (order: Order, tree: string, files: readonly string[]): Promise<void> => {
  const into = join(tree, 'DEBIAN')
  const sums: string[] = []
  let kibibytes = 0
  for (const file of files) {
    const content = await readFile(file)
    sums.push(`${createHash('md5').update(content).digest('hex')}  ${relative(tree, file)}\n`)
    kibibytes += Math.ceil(content.length / 1024)
  }
  await mkdir(into)
  await chmod(into, 0o755)
  await writeFile(join(into, 'control'), controlOf(order, kibibytes))
  await writeFile(join(into, 'md5sums'), sums.join(''))
  await cp(order.afterInstall, join(into, 'postinst'))
  await cp(order.afterRemove, join(into, 'postrm'))
  for (const [name, mode] of [
    ['control', 0o644],
    ['md5sums', 0o644],
    ['postinst', 0o755],
    ['postrm', 0o755],
  ] as const)
    await chmod(join(into, name), mode)
}

const build = async (order: Order): Promise<void> => {
  const tree = await mkdtemp(join(tmpdir(), 'uketsuke-deb-'))
  try {
    for (const one of order.placed) await place(one, tree)
    await writeControl(order, tree, await settleModes(tree))
    await promisify(execFile)('dpkg-deb', [
      ...['--root-owner-group', ...order.compression],
      ...['--build', tree, order.file],
    ])
  } finally {
    await rm(tree, { recursive: true, force: true })
  }
}

try {
  await build(readOrder(process.argv.slice(2)))
} catch (error) {
  process.stderr.write(`fpm: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
