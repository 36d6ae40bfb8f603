import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('loads nothing from another server', () => {
  const pages = globSync('renderer/**/*.{html,css,tsx,ts}')
  expect(pages.length).toBeGreaterThan(50)
  const remote = pages.filter((file) => /https?:\/\/|url\(\s*['"]?data:/.test(readFileSync(file, 'utf8')))
  expect(remote).toEqual([])
})
