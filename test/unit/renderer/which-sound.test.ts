import { describe, expect, it } from 'vitest'
import type { DeskState } from '../../../contract/desk.ts'
import { STATES } from '../../../fixtures/states/states.ts'
import { SOUNDS } from '../../../renderer/frame/sounds/tones.ts'
import { whichSound } from '../../../renderer/frame/sounds/which-sound.ts'

const ready: DeskState = STATES.ready

describe('the sound of a change', () => {
  it('rises when somebody is accepted', () => {
    expect(whichSound(ready, STATES.accepted)).toBe('accepted')
    expect(whichSound(ready, STATES.noted)).toBe('accepted')
  })

  it('asks when something is needed', () => {
    expect(whichSound(ready, STATES.more)).toBe('needs-something')
    expect(whichSound(ready, STATES.fallback)).toBe('needs-something')
  })

  it('calls when there is something to look at, whatever the decision', () => {
    const message = { id: 9, code: 'MY_NUMBER_REFUSED' as const, tone: 'problem' as const, details: {} }
    expect(whichSound(ready, { ...STATES.accepted, messages: [message] })).toBe('look-here')
  })

  it('is none for a mere notice, an empty row, or the same decision again', () => {
    const message = { id: 9, code: 'READER_FOUND' as const, tone: 'info' as const, details: {} }
    expect(whichSound(ready, { ...ready, messages: [message] })).toBeNull()
    expect(whichSound(ready, STATES.choose)).toBeNull()
    expect(whichSound(STATES.accepted, { ...STATES.accepted, revision: 99 })).toBeNull()
  })

  it('is another for each of the three, and short', () => {
    const shapes = Object.values(SOUNDS).map((notes) =>
      notes.map(({ at, hertz }) => `${at}:${hertz}`).join(' '),
    )
    expect(new Set(shapes).size).toBe(3)
    for (const notes of Object.values(SOUNDS))
      for (const { at, length } of notes) expect(at + length).toBeLessThan(0.5)
  })
})
