/** Everything that the documents name exists: commands, files, packages, settings. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageJson from '../../../package.json' with { type: 'json' }
import { settingsPage } from '../../../scripts/settings-docs.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const pages = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** Written by `npm run bench -- --keep` and by the long runs, where they are kept. */
const WRITTEN_LATER = new Set(['docs/performance.md', 'docs/reliability.md'])

describe.each(pages)('%s', (page) => {
  const text = read(page)

  test('names npm scripts that exist', () => {
    const names = [...text.matchAll(/`npm (?:run (?:-s )?)?([\w:]+)[^`]*`/g)].map((match) => match[1] ?? '')
    const known = [
      ...Object.keys(packageJson.scripts),
      'ci',
      'audit',
      'rebuild',
      'install',
      'i',
      'pack',
      'run',
    ]
    for (const name of names) expect(known).toContain(name)
  })

  test('links to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map((match) => match[1] ?? '')
    for (const link of links) {
      const target = join(dirname(page), link)
      expect(WRITTEN_LATER.has(target) || existsSync(join(ROOT, target)), `${page} links to ${link}`).toBe(
        true,
      )
    }
  })

  test('names source files that exist', () => {
    const files = [...text.matchAll(/`((?:main|native|renderer|scripts|test|packaging)\/[\w./-]+\.\w+)`/g)]
    for (const [, file = ''] of files)
      expect(existsSync(join(ROOT, file)), `${page} names ${file}`).toBe(true)
  })
})

test('every package has its reason', () => {
  const page = read('docs/dependencies.md')
  for (const name of [
    ...Object.keys(packageJson.dependencies),
    ...Object.keys(packageJson.devDependencies),
  ]) {
    const family = `${name.split('/')[0]}/*`
    expect(page.includes(`\`${name}\``) || page.includes(`\`${family}\``), name).toBe(true)
  }
})

test('every setting is described as the schema has it', () => {
  expect(read('docs/settings.md')).toBe(settingsPage())
})
