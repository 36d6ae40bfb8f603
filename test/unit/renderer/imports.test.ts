import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

const IMPORT = /(?:from|import)\s+'([^']+)'/g
const files = globSync('renderer/**/*.{ts,tsx}')

/** Imports of one file as they reach outside of `renderer/`: paths from the root, and package names. */
const outside = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(IMPORT)]
    .map(([, name = '']) => (name.startsWith('.') ? normalize(join(dirname(file), name)) : name))
    .filter((name) => !name.startsWith('renderer/'))

describe('the imports of the window', () => {
  it('finds files to look at', () => {
    expect(files.length).toBeGreaterThan(50)
  })

  it.each(files)('%s takes from the contract and from packages alone', (file) => {
    const wrong = outside(file).filter((name) => /^(main\/|native\/|fixtures\/|test\/|node:)/.test(name))
    expect(wrong).toEqual([])
  })

  it('loads nothing from anywhere else', () => {
    const pages = globSync('renderer/**/*.{html,css,tsx,ts}')
    const remote = pages.filter((file) => /https?:\/\/|url\(\s*['"]?data:/.test(readFileSync(file, 'utf8')))
    expect(remote).toEqual([])
  })
})
