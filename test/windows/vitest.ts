/**
 * The part of vitest that the tests use, over Node's own test runner. Vitest itself does not start under Wine: its
 * bundler's native part needs a call that Wine 8 lacks. The bundles of the lane import this in its place
 * ({@link ./bundles.ts}). A file's tests are collected while it is imported, and registered with `node:test` by
 * {@link registerFile}, so that several files can run in one process.
 */

import test, { mock } from 'node:test'
import { format } from 'node:util'
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from '@vitest/expect'
import { fn } from '@vitest/spy'
import { reasonToSkip } from './skipped.ts'

type Body = (...given: unknown[]) => unknown
type HookKind = 'before' | 'after' | 'beforeEach' | 'afterEach'
type Collected = {
  readonly name: string
  readonly isSkipped: boolean
  readonly hooks: { readonly kind: HookKind; readonly body: Body }[]
  readonly tests: (
    | { readonly is: 'suite'; readonly suite: Collected }
    | { readonly is: 'test'; readonly name: string; readonly body: Body; readonly isSkipped: boolean }
  )[]
}

/** Thrown where a test asks for what only vitest can do: the test is skipped for this reason. */
class NotHere extends Error {}

const emptySuite = (name: string, isSkipped = false): Collected => ({ name, isSkipped, hooks: [], tests: [] })

let collecting = emptySuite('')
/** Work to be done at the end of the running test. */
let atEnd: Body[] = []

const isBody = (value: unknown): value is Body => typeof value === 'function'

/** `test(name, body)`, `test(name, options, body)`, `test(name, body, timeout)`: the body, wherever it stands. */
const bodyIn = (given: readonly unknown[]): Body => {
  const body = given.find(isBody)
  if (body === undefined) throw new Error('a test without a body')
  return body
}

const collectTest =
  (isSkipped: boolean) =>
  (name: string, ...given: unknown[]): void => {
    collecting.tests.push({ is: 'test', name, body: bodyIn(given), isSkipped })
  }

const collectSuite =
  (isSkipped: boolean) =>
  (name: string, ...given: unknown[]): void => {
    const outer = collecting
    const suite = emptySuite(name, isSkipped)
    outer.tests.push({ is: 'suite', suite })
    collecting = suite
    try {
      bodyIn(given)()
    } finally {
      collecting = outer
    }
  }

/** A row's title: `%s` and the like take the row's values in turn, `$name` a field of its object. */
const titleOf = (title: string, row: readonly unknown[], index: number): string => {
  const [first] = row
  const named =
    typeof first === 'object' && first !== null
      ? title.replace(/\$(\w+)/g, (all, name: string) =>
          Object.hasOwn(first, name) ? String(Reflect.get(first, name)) : all,
        )
      : title
  const places = [...named.replaceAll('%%', '').matchAll(/%[sdifjoO]/g)].length
  return format(named.replaceAll('%#', String(index)), ...row.slice(0, places))
}

type Collect = (name: string, ...given: unknown[]) => void

const withRows =
  (collect: Collect) =>
  (rows: readonly unknown[]) =>
  (title: string, ...given: unknown[]): void => {
    for (const [index, row] of rows.entries()) {
      const values = Array.isArray(row) ? row : [row]
      const body = bodyIn(given)
      collect(titleOf(title, values, index), () => body(...values))
    }
  }

const collector = (of: (isSkipped: boolean) => Collect) =>
  Object.assign(of(false), {
    each: withRows(of(false)),
    skip: of(true),
    skipIf: (isTrue: unknown) => of(Boolean(isTrue)),
    runIf: (isTrue: unknown) => of(!isTrue),
  })

export const it = collector(collectTest)
export { it as test }
export const describe = collector(collectSuite)

const hook =
  (kind: HookKind) =>
  (body: Body): void => {
    collecting.hooks.push({ kind, body })
  }
export const beforeAll = hook('before')
export const afterAll = hook('after')
export const beforeEach = hook('beforeEach')
export const afterEach = hook('afterEach')

export const onTestFinished = (body: Body): void => {
  atEnd.push(body)
}

const onlyInVitest = (what: string) => (): never => {
  throw new NotHere(`${what}, which only vitest can`)
}

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)
chai.util.addMethod(chai.Assertion.prototype, 'toMatchFileSnapshot', () =>
  onlyInVitest('compares with a file that vitest writes')(),
)
const WAIT_MS = 1000
const LOOK_MS = 50

/** Each matcher of what a function gives, asked again until it holds or the time is over: `await expect.poll(look).toBe(1)`. */
const poll = (look: () => unknown, { timeout = WAIT_MS }: { readonly timeout?: number } = {}): object =>
  new Proxy(
    {},
    {
      get:
        (_, matcher) =>
        async (...expected: readonly unknown[]) => {
          const end = performance.now() + timeout
          for (;;) {
            try {
              const assertion = chai.expect(await look())
              Reflect.apply(Reflect.get(assertion, matcher), assertion, expected)
              return
            } catch (error) {
              if (performance.now() > end) throw error
            }
            await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
          }
        },
    },
  )

export const expect = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  chai.expect,
  Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT),
  { fail: chai.assert.fail, poll },
)

const stubbed = new Map<string, string | undefined>()

export const vi = {
  fn,
  /** The bundle has an empty `electron` ({@link ./bundles.ts}); nothing else can be replaced. */
  mock: (name: string) => (name === 'electron' ? undefined : onlyInVitest('replaces a module')()),
  doMock: onlyInVitest('replaces a module'),
  doUnmock: () => undefined,
  resetModules: () => undefined,
  hoisted: <Value>(make: () => Value): Value => make(),
  setConfig: () => undefined,
  /** Of the clock `Date` alone where the test says so, and else what it waits by too. */
  useFakeTimers: ({ now, toFake }: { readonly now?: Date; readonly toFake?: readonly ['Date'] } = {}) => {
    mock.timers.enable({
      apis: toFake === undefined ? ['setInterval', 'setTimeout', 'Date'] : [...toFake],
      ...(now === undefined ? {} : { now }),
    })
  },
  advanceTimersByTime: (milliseconds: number) => mock.timers.tick(milliseconds),
  useRealTimers: () => mock.timers.reset(),
  stubEnv: (name: string, value: string) => {
    if (!stubbed.has(name)) stubbed.set(name, process.env[name])
    process.env[name] = value
  },
  unstubAllEnvs: () => {
    for (const [name, value] of stubbed) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    stubbed.clear()
  },
  /** Tries until it no longer throws. */
  waitFor: async (attempt: () => unknown, { timeout = WAIT_MS } = {}): Promise<unknown> => {
    const end = performance.now() + timeout
    for (;;) {
      try {
        return await attempt()
      } catch (error) {
        if (performance.now() > end) throw error
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      }
    }
  },
}

type Context = { skip(reason?: string): void }

/** Runs one test; what it asks of vitest alone makes it a skipped one, and its reason is said. */
const runTest = async (body: Body, context: Context): Promise<void> => {
  atEnd = []
  // A test may wait for what keeps no process alive.
  const alive = setInterval(() => undefined, 1000)
  try {
    await body(context)
  } catch (error) {
    if (!(error instanceof NotHere)) throw error
    context.skip(error.message)
  } finally {
    for (const ending of atEnd.reverse()) await ending()
    clearInterval(alive)
  }
}

const register = (file: string, { hooks, tests }: Collected): void => {
  for (const { kind, body } of hooks) test[kind](async () => void (await body()))
  for (const one of tests) {
    if (one.is === 'suite') {
      test.describe(one.suite.name, { skip: one.suite.isSkipped && 'the suite skips itself here' }, () =>
        register(file, one.suite),
      )
      continue
    }
    const reason = reasonToSkip(file, one.name) ?? (one.isSkipped && 'the test skips itself here')
    test(one.name, { skip: reason }, (context) => runTest(one.body, context))
  }
}

/**
 * Imports a file of tests and hands what it has collected to `node:test`.
 * @param file as it is named from the top of the checkout: `test/unit/journal/open.test.ts`
 */
export const registerFile = async (file: string, load: () => Promise<unknown>): Promise<void> => {
  collecting = emptySuite(file)
  try {
    await load()
  } catch (error) {
    const skip = error instanceof NotHere ? error.message : false
    test.describe(
      file,
      () =>
        void test('the whole file', { skip }, () => {
          throw error
        }),
    )
    return
  }
  const suite = collecting
  test.describe(file, () => register(file, suite))
}
