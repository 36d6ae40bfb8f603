import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import type { RuntimeFacts } from '../../contract/bridge.ts'

/** Lies beside the executable of the development stand-in (written by `scripts/setup/runtime.mjs`). */
export const FALLBACK_MARKER = 'fallback-runtime.json'

/** Tells whether the runtime is the development stand-in. */
export const isStandIn = (): boolean => existsSync(join(dirname(process.execPath), FALLBACK_MARKER))

/** Reads what the program runs on, for the title bar and the diagnostics. */
export const readRuntimeFacts = (): RuntimeFacts => ({
  version: app.getVersion(),
  electron: process.versions.electron ?? '',
  chrome: process.versions.chrome ?? '',
  node: process.versions.node,
  platform: `${process.platform} ${process.arch}`,
  fallbackRuntime: isStandIn(),
})

/** The window's title. The stand-in runtime is named in it, so that nobody takes it for the product. */
export const titleOf = (facts: RuntimeFacts): string =>
  facts.fallbackRuntime ? `受付 — 開発用の代替ランタイム (Electron ${facts.electron})` : '受付'
