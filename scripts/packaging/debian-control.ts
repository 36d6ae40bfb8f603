/** Reads electron-builder's request to fpm from its arguments, and the control file of the package that comes of it. */
import { parseArgs } from 'node:util'

/** A file, or with a `/` at the end the contents of a folder, and the place where it comes to lie. */
export type Placed = { readonly from: string; readonly to: string }

export type Order = {
  /** The package to write. */
  readonly file: string
  /** The arguments that tell `dpkg-deb` how to compress it. */
  readonly compression: readonly string[]
  readonly afterInstall: string
  readonly afterRemove: string
  readonly name: string
  readonly version: string
  readonly architecture: string
  readonly maintainer: string
  readonly homepage: string
  readonly section: string
  readonly priority: string
  readonly depends: readonly string[]
  readonly recommends: readonly string[]
  /** A line, and after it further lines, each of which begins with a space. */
  readonly description: string
  readonly placed: readonly Placed[]
}

/** `gz` is for a trial: larger, and there at once. */
const COMPRESSIONS = new Map([
  ['xz', ['-Zxz']],
  ['gz', ['-Zgzip', '-z1']],
])

const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true } as const

const needed = (value: string | undefined, option: string): string => {
  if (value === undefined || value === '') throw new Error(`--${option} is missing`)
  return value
}

const placedOf = (argument: string): Placed => {
  const at = argument.lastIndexOf('=')
  const to = argument.slice(at + 1)
  if (at < 1 || !to.startsWith('/')) throw new Error(`not FROM=/TO: ${argument}`)
  return { from: argument.slice(0, at), to }
}

/**
 * Reads fpm's arguments, as far as electron-builder gives them for a deb. The vendor and the licence are read and left
 * out: a control file has no place for them.
 * @throws with one line that names what is missing or not known
 */
export const readOrder = (args: readonly string[]): Order => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'input-type': { ...text, short: 's' },
      'output-type': { ...text, short: 't' },
      force: { type: 'boolean' },
      depends: { ...texts, short: 'd' },
      'deb-recommends': texts,
      'deb-compression': text,
      'deb-priority': text,
      architecture: text,
      'after-install': text,
      'after-remove': text,
      description: text,
      version: text,
      package: text,
      name: text,
      maintainer: text,
      vendor: text,
      url: text,
      category: text,
      license: text,
    },
  })
  if (values['input-type'] !== 'dir' || values['output-type'] !== 'deb')
    throw new Error('only a deb (-t deb) is made, from files (-s dir)')
  const compression = COMPRESSIONS.get(needed(values['deb-compression'], 'deb-compression'))
  if (!compression) throw new Error(`--deb-compression: ${[...COMPRESSIONS.keys()].join(' or ')}`)
  return {
    file: needed(values.package, 'package'),
    compression,
    afterInstall: needed(values['after-install'], 'after-install'),
    afterRemove: needed(values['after-remove'], 'after-remove'),
    name: needed(values.name, 'name'),
    version: needed(values.version, 'version'),
    architecture: needed(values.architecture, 'architecture'),
    maintainer: needed(values.maintainer, 'maintainer'),
    homepage: needed(values.url, 'url'),
    section: needed(values.category, 'category'),
    priority: needed(values['deb-priority'], 'deb-priority'),
    depends: values.depends ?? [],
    recommends: values['deb-recommends'] ?? [],
    description: needed(values.description, 'description'),
    placed: positionals.map(placedOf),
  }
}

/**
 * The control file (deb-control(5)).
 * @param kibibytes what the files take once they are installed
 */
export const controlOf = (order: Order, kibibytes: number): string => {
  const fields: readonly (readonly [string, string])[] = [
    ['Package', order.name],
    ['Version', order.version],
    ['Architecture', order.architecture],
    ['Maintainer', order.maintainer],
    ['Installed-Size', String(kibibytes)],
    ['Depends', order.depends.join(', ')],
    ['Recommends', order.recommends.join(', ')],
    ['Section', order.section],
    ['Priority', order.priority],
    ['Homepage', order.homepage],
    ['Description', order.description],
  ]
  return fields
    .filter(([, value]) => value !== '')
    .map(([field, value]) => `${field}: ${value}\n`)
    .join('')
}
