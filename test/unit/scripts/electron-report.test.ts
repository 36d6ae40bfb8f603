import { expect, test } from 'vitest'
import { reportText } from '../../../scripts/electron-report.ts'

test('a report says what failed and why, in no colours and with no folder of the computer', () => {
  const text = reportText({
    about: ['Uketsuke 0.1.0'],
    count: { passed: 3, failures: ['a card: expected 1'], skipped: ['a card: no reader'] },
    failures: [
      { name: 'shell.test.ts › opens', said: '\u001b[31mnot there\u001b[39m\n  at /home/mihon/u/test/a.ts' },
    ],
    folders: { '.': '/home/mihon/u', '~': '/home/mihon', RUNTIME: '' },
  })
  expect(text).toBe(
    [
      'Uketsuke 0.1.0',
      '3 passed, 1 failed, 1 skipped',
      '',
      'failed: shell.test.ts › opens',
      '  not there',
      '    at ./test/a.ts',
      '',
      'skipped: a card: no reader',
      '',
    ].join('\n'),
  )
})
