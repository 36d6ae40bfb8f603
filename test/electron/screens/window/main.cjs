// One window on the gallery, on the runtime of the product, with the product's sandbox.
const { app, BrowserWindow } = require('electron')

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1024,
    height: 768,
    useContentSize: true,
    frame: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  })
  window.loadURL(process.env.GALLERY_ADDRESS)
})
app.on('window-all-closed', () => app.quit())
