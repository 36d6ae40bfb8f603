import '../contract/zod-jitless.ts'

import { App } from './frame/app.tsx'
import { mount } from './frame/mount.tsx'

mount(<App />)
