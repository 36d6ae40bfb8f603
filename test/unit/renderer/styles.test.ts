/** A rule of a style sheet stands beside its component: CSS modules, and no name on one side that the other lacks. */
import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'

const filesOf = (patterns: string[]): string[] => globSync(patterns).map((file) => file.replaceAll('\\', '/'))
const sheets = filesOf(['renderer/**/*.css']).filter((file) => !file.startsWith('renderer/styles/'))
const sources = filesOf(['renderer/**/*.{ts,tsx}', 'fixtures/states/**/*.tsx'])

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The classes that a sheet defines; what it says of others' stands in `:global`. */
const classesOf = (sheet: string): string[] => {
  const text = readFileSync(sheet, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/:global\([^)]*\)/g, '')
  const selectors = [...text.matchAll(/([^{}]*)\{/g)].map(([, selector = '']) => selector)
  return [
    ...new Set(
      selectors.flatMap((each) => [...each.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name = '']) => name)),
    ),
  ]
}

type Use = {
  readonly file: string
  readonly sheet: string
  /** `css.visitLine`; a beginning where the rest is known at run time only: `css[`lamp-${glow}`]`. */
  readonly name: string
  readonly isBeginning: boolean
}

const usesIn = (file: string): Use[] => {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/import (\w+) from '(\.[^']+\.module\.css)'/g)].flatMap(
    ([, variable = '', path = '']) => {
      const sheet = posix.join(posix.dirname(file), path)
      const plain = [...text.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'))]
      const quoted = [...text.matchAll(new RegExp(`\\b${variable}\\['([^']+)'\\]`, 'g'))]
      const begun = [...text.matchAll(new RegExp(`\\b${variable}\\[\`([^$\`]+)\\$`, 'g'))]
      return [
        ...plain.map(([, name = '']) => ({ file, sheet, name, isBeginning: false })),
        ...quoted.map(([, name = '']) => ({ file, sheet, name, isBeginning: false })),
        ...begun.map(([, name = '']) => ({ file, sheet, name, isBeginning: true })),
      ]
    },
  )
}

const uses = sources.flatMap(usesIn)
const isUseOf = (use: Use, name: string): boolean =>
  use.isBeginning ? name.startsWith(use.name) : name === use.name || dashed(use.name) === name

it('finds sheets and their uses', () => {
  expect(sheets.length).toBeGreaterThan(40)
  expect(uses.length).toBeGreaterThan(300)
})

it('every sheet but measures and colours is a CSS module', () => {
  expect(sheets.filter((sheet) => !sheet.endsWith('.module.css'))).toEqual([])
})

describe.each(sheets)('%s', (sheet) => {
  const names = classesOf(sheet)
  const ofSheet = uses.filter((use) => use.sheet === sheet)

  it('has every class that is asked of it', () => {
    const missing = ofSheet.filter((use) => !names.some((name) => isUseOf(use, name)))
    expect(missing.map(({ file, name }) => `${file}: ${name}`)).toEqual([])
  })

  it('has no class that nobody asks for', () => {
    expect(names.filter((name) => !ofSheet.some((use) => isUseOf(use, name)))).toEqual([])
  })
})
