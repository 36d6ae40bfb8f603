/** The least that Electron can be: one sandboxed window with one line of text. What everything is measured against. */
const { app, BrowserWindow } = require('electron')

// With the program's own choice: no window stands still looking for a graphics card.
if (process.argv.includes('--as-ours')) app.disableHardwareAcceleration()

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 860, webPreferences: { sandbox: true } })
  window.loadURL('data:text/html,<h1 id="ready">ready</h1>')
})
