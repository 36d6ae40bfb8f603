import { App } from './desk/app.tsx'
import { mount } from './parts/mount.tsx'

mount(<App />)
