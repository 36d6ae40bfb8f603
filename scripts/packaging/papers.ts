/** The papers that go with the program: the software bill of materials, and the licences of everything shipped. */
import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import packageJson from '../../package.json' with { type: 'json' }

const run = promisify(execFile)

const componentSchema = z.looseObject({
  name: z.string(),
  group: z.string().optional(),
  version: z.string(),
  licenses: z.array(z.unknown()).optional(),
})
const billSchema = z.looseObject({ components: z.array(componentSchema) })

const fullName = ({ group, name }: { group?: string | undefined; name: string }): string =>
  group === undefined ? name : `${group}/${name}`

/** The bill of materials (CycloneDX, JSON) of the production packages, and of the runtime that goes with them. */
const writeBill = async (root: string, into: string, electronVersion: string) => {
  const tool = join(root, 'node_modules', '@cyclonedx', 'cyclonedx-npm', 'bin', 'cyclonedx-npm-cli.js')
  const { stdout } = await run(
    process.execPath,
    [tool, '--omit', 'dev', '--output-reproducible', '--of', 'JSON', '--ignore-npm-errors'],
    { cwd: root, maxBuffer: 64 * 1024 * 1024 },
  )
  const whole = billSchema.parse(JSON.parse(stdout))
  // npm knows no optional package that is for development alone: the toolchain's Node is not shipped.
  const components = whole.components.filter(
    (one) => !Object.hasOwn(packageJson.optionalDependencies, fullName(one)),
  )
  const bill = { ...whole, components }
  const electron = {
    type: 'framework',
    name: 'electron',
    version: electronVersion,
    purl: `pkg:npm/electron@${electronVersion}`,
    licenses: [{ license: { id: 'MIT' } }],
  }
  const written = { ...bill, components: [...components, electron] }
  await writeFile(join(into, 'bill-of-materials.cdx.json'), `${JSON.stringify(written, null, 2)}\n`)
  return bill.components
}

const licenceText = async (folder: string): Promise<string> => {
  const names = await readdir(folder).catch((): string[] => [])
  const texts = names.filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).sort()
  return (await Promise.all(texts.map((name) => readFile(join(folder, name), 'utf8')))).join('\n')
}

/**
 * Writes both papers.
 * @returns how many packages they name
 */
export const writePapers = async (root: string, into: string, electronVersion: string): Promise<number> => {
  await mkdir(into, { recursive: true })
  const components = await writeBill(root, into, electronVersion)
  const parts: string[] = []
  for (const component of components) {
    const name = fullName(component)
    const text = await licenceText(join(root, 'node_modules', name))
    const spdx = JSON.stringify(component.licenses ?? 'not stated')
    parts.push(`${'='.repeat(80)}\n${name} ${component.version}\n${text === '' ? spdx : text}\n`)
  }
  const letters = await readFile(join(root, 'contract', 'names', 'LICENSE.unicode.txt'), 'utf8')
  parts.push(`${'='.repeat(80)}\nUnicode Character Database\n${letters}`)
  const head =
    'Electron and Chromium: see LICENSE.electron.txt and LICENSES.chromium.html beside the program.\n\n'
  await writeFile(join(into, 'third-party-licences.txt'), head + parts.join('\n'))
  return components.length
}
