/**
 * A reporter of `node:test` that writes a line of JSON for each test, as it ends: {@link ./lines.ts} reads them. The lane
 * counts these and nothing else, so that a process which is ended half way has still said what came before.
 */
import type { TestEvent } from 'node:test/reporters'
import type { Line } from './lines.ts'

const messageOf = (details: object): string => {
  const error: unknown = Reflect.get(details, 'error')
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

// Node asks for a reporter by a module's default export.
// biome-ignore lint/style/noDefaultExport: see above
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const path: string[] = []
  for await (const event of events) {
    if (event.type === 'test:start') path[event.data.nesting] = event.data.name
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue
    const { name, nesting, details, skip } = event.data
    const failed = event.type === 'test:fail'
    // A suite fails with its tests; by itself only where a hook has failed.
    if (details.type === 'suite' && !(failed && !/subtest/.test(messageOf(details)))) continue
    const line: Line = {
      name: [...path.slice(0, nesting), name].join(' › '),
      state: failed ? 'failed' : skip === undefined || skip === false ? 'passed' : 'skipped',
      why: failed ? messageOf(details) : typeof skip === 'string' ? skip : '',
      milliseconds: Math.round(details.duration_ms),
    }
    yield `${JSON.stringify(line)}\n`
  }
}
