// Runs in the desk's process before the desk (`node --require`): on SIGUSR2, says how large its heap is after a collection.
const { writeFileSync, renameSync } = require('node:fs')

process.on('SIGUSR2', () => {
  global.gc()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  const handles = process.getActiveResourcesInfo().length
  const file = process.env.HEAP_FILE
  writeFileSync(
    `${file}.new`,
    JSON.stringify({ pid: process.pid, heapUsed, external, arrayBuffers, handles }),
  )
  renameSync(`${file}.new`, file)
})
