/**
 * What the electron package brings with it as `default_app.asar` and the stand-in runtime lacks: `electron FOLDER …`
 * runs the program in that folder. A package never holds it.
 */
const { join, resolve } = require('node:path')
const { app } = require('electron')

const folder = resolve(process.argv.slice(1).find((arg) => !arg.startsWith('-')) ?? '.')
const program = require(join(folder, 'package.json'))
app.setName(program.name)
app.setVersion(program.version ?? '0.0.0')
app.setAppPath(folder)
require(join(folder, program.main))
