/** Draws the state named in the hash (`#accepted`) through the real window, with a bridge that only listens. */
import type { ReactNode } from 'react'
import type { Bridge } from '../../contract/bridge.ts'
import type { DeskState } from '../../contract/desk.ts'
import { App } from '../desk/app.tsx'
import { Curtain } from '../desk/curtain.tsx'
import { PaperPage } from '../paper/paper-page.tsx'
import { loadParts } from '../parts/later.tsx'
import { mount } from '../parts/mount.tsx'
import { PatientPage } from '../patient/patient-page.tsx'
import { PATIENT_STATES } from './patient-states.ts'
import { STATES, type StateName } from './states.ts'

declare global {
  interface Window {
    /** What the window has asked for, for whoever looks. */
    galleryIntents: unknown[]
  }
}

const isStateName = (name: string): name is StateName => Object.hasOwn(STATES, name)

/** The state that each paper is printed from. */
const STATE_OF_PAPER: Readonly<Record<string, StateName>> = {
  'paper-slip': 'ready',
  'paper-declaration': 'form-declaration',
  'paper-journal-slip': 'office',
}

const listeners = new Set<(state: unknown) => void>()
let revision = 10

const current = (): unknown => {
  const [name = '', theme, textSize] = decodeURIComponent(location.hash.slice(1)).split('/')
  const patient = PATIENT_STATES.find((each) => each.name === name)
  if (patient !== undefined) return { ...patient.state, revision: ++revision }
  const stateName = name.startsWith('paper-') ? STATE_OF_PAPER[name.replace(/-\d+$/, '')] : name
  const state: DeskState = STATES[stateName !== undefined && isStateName(stateName) ? stateName : 'ready']
  const settings = {
    ...state.office.settings,
    ...(theme === undefined ? {} : { theme }),
    ...(textSize === undefined ? {} : { textSize }),
  }
  return { ...state, revision: ++revision, office: { ...state.office, settings } }
}

const bridge: Bridge = {
  onState: (listener) => {
    listeners.add(listener)
    listener(current())
    return () => {
      listeners.delete(listener)
    }
  },
  send: (intent) => {
    window.galleryIntents.push(intent)
  },
  runtime: () =>
    Promise.resolve({
      version: '0.1.0',
      electron: '25.1.1',
      chrome: '114.0.5735.106',
      node: '24.0.0',
      platform: 'linux-x64',
      fallbackRuntime: true,
    }),
  print: () => Promise.resolve({ state: 'failed', why: 'no-printer' }),
}

window.galleryIntents = []
Object.defineProperty(window, 'uketsuke', { value: bridge })
window.addEventListener('hashchange', () => {
  for (const listener of listeners) listener(current())
})

const page = (): ReactNode => {
  const name = location.hash.slice(1)
  if (name.startsWith('patient-')) return <PatientPage />
  if (name.startsWith('paper-')) return <PaperPage request={name.slice('paper-'.length)} />
  // Drawn over the desk, as it is when nobody has touched it for long: no picture waits for that.
  if (name.startsWith('curtain'))
    return (
      <>
        <App />
        <Curtain onOpen={() => undefined} />
      </>
    )
  return <App />
}
await loadParts()
mount(page())
