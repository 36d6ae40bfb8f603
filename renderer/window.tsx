import { App } from './desk/app.tsx'
import { loadParts } from './parts/later.tsx'
import { mount } from './parts/mount.tsx'

mount(<App />)
// Within a second even where the window is never idle.
requestIdleCallback(() => void loadParts(), { timeout: 1_000 })
