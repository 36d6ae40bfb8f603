import { expect, it } from 'vitest'
import { launch } from '../../fixtures/terminal/launch.ts'

it('the program’s own page never meets the content policy', async () => {
  const terminal = await launch()
  await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  const met = await terminal.page.evaluate(
    () =>
      new Promise<readonly string[]>((resolve) => {
        const take = (reports: readonly { readonly type?: string }[]): void =>
          resolve(reports.map(({ type = '' }) => type))
        // All that was reported since the page began is handed over at once, if there was anything.
        new ReportingObserver(take, { buffered: true }).observe()
        setTimeout(() => resolve([]), 500)
      }),
  )
  expect(met).toEqual([])
  await terminal.close()
})
