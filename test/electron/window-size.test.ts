import { expect, test } from 'vitest'
import { openDisplay } from '../../fixtures/terminal/display.ts'
import { launch } from '../../fixtures/terminal/launch.ts'

/** The bounds of the receptionist's window and of its screen, and what of the page lies beyond the window's edges. */
const measured = async (size: string) => {
  const display = await openDisplay(size)
  const terminal = await launch({ display })
  try {
    await terminal.until('a reader', ({ cardReader }) => cardReader.state === 'ready')
    const bounds = await terminal.application.evaluate(({ BrowserWindow, screen }) => ({
      window: BrowserWindow.getAllWindows()[0]?.getBounds(),
      screen: screen.getPrimaryDisplay().bounds,
    }))
    const page = await terminal.page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - window.innerWidth,
      high: document.documentElement.scrollHeight - window.innerHeight,
    }))
    return { ...bounds, page }
  } finally {
    await terminal.close()
    await display.close()
  }
}

test('A20: the window fits a screen of 1024 × 768, and nothing of it is cut off at the right or below', async () => {
  const { window, screen, page } = await measured('1024x768')
  // Electron leaves a pixel, so that no window manager takes the window for one in full screen.
  for (const side of ['width', 'height'] as const)
    expect(screen[side] - (window?.[side] ?? 0)).toSatisfy((left: number) => left === 0 || left === 1)
  expect(window).toMatchObject({ x: 0, y: 0 })
  expect(page).toEqual({ wide: 0, high: 0 })
})

test('on a large screen the window stands in the middle', async () => {
  const { window } = await measured('1920x1080')
  expect(window).toMatchObject({ x: 320, y: 110, width: 1280, height: 860 })
})
