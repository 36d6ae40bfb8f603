import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { Settings } from '../../../contract/office.ts'
import { STATES } from '../../../fixtures/states/states.ts'
import { DEFAULT_SETTINGS } from '../../../main/desk/office/settings.ts'
import { FileSettings } from '../../../renderer/screens/office/file-settings.tsx'
import { DeskProvider } from '../../../renderer/state/desk.ts'

const drawnWith = (settings: Partial<Settings>): string => {
  const office = {
    ...STATES.office.office,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    settingsFile: '/home/mihon/settings.json',
  }
  const drawn = createElement(
    DeskProvider,
    { value: { ...STATES.office, office } },
    createElement(FileSettings),
  )
  return renderToString(drawn).replaceAll('<wbr/>', '')
}

it('every setting that the file alone can hold is shown with its value, and where the file is', () => {
  const html = drawnWith({
    insurerRules: { '06139992': 'yokogawa-denki' },
    trustAnchorsFile: '/etc/mihon/authorities.pem',
    scanners: {
      models: [{ vendorId: 0xc2e, productId: 0xb81 }],
      profiles: { 'Mihon Scanner': 'B' },
      serial: [],
    },
  })
  for (const shown of [
    '/home/mihon/settings.json',
    '保険者番号 06139992：yokogawa-denki',
    '/etc/mihon/authorities.pem',
    '0C2E:0B81',
    'Mihon Scanner：形式B',
  ])
    expect(html).toContain(shown)
})

it('where nothing is set there it says so, and where the file would be', () => {
  const html = drawnWith({})
  expect(html).toContain('ファイルで決めた設定はありません')
  expect(html).toContain('/home/mihon/settings.json')
})
