import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ScanResult } from '../../../contract/scan.ts'
import type { FieldChoice } from '../../../contract/teaching.ts'
import { proposeFields } from '../../../main/codes/proposal.ts'
import { readByTemplate } from '../../../main/codes/template.ts'
import { createScanDesk } from '../../../main/desk/process/scan-desk.ts'
import { fakeDesk } from './fakes.ts'

const UNKNOWN: ScanResult = { outcome: 'refuse', reason: 'UNKNOWN' }
const CODE = 'XK7|01130012|0012|34|見本 一郎|19700707|123456789018'
const CHOICES: FieldChoice[] = ['fixed', 'insurerNumber', 'symbol', 'number', 'name', 'birthDate', 'ignored']
const DESCRIBED = { kind: 'eligibility-certificate', dates: 'yyyymmdd' } as const

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'uketsuke-teaching-'))
})
afterEach(() => rmSync(home, { recursive: true }))

const teachingDesk = () => {
  const desk = fakeDesk({ home })
  desk.intend({ type: 'teach-code', on: true })
  return { ...desk, teaching: () => desk.state().office.teaching }
}

describe('teaching a code', () => {
  it('an unknown code is refused while nobody teaches', () => {
    const desk = fakeDesk({ home })
    expect(desk.learning()).toBe(false)
    desk.scan(UNKNOWN)
    expect(desk.messages()).toEqual(['SCAN_REFUSED'])
    expect(desk.state().office.teaching).toBeNull()
  })

  it('shows the fields of an unknown code instead of refusing it, without what could be an individual number', () => {
    const desk = teachingDesk()
    expect(desk.learning()).toBe(true)
    desk.scan(UNKNOWN, proposeFields(CODE))
    expect(desk.messages()).toEqual([])
    expect(desk.teaching()?.code?.fields.map(({ value }) => value)).toEqual([
      'XK7',
      '01130012',
      '0012',
      '34',
      '見本 一郎',
      '19700707',
      null,
    ])
    expect(JSON.stringify(desk.states)).not.toContain('123456789018')
  })

  it('shows what the choices would read, and what they cannot be', () => {
    const desk = teachingDesk()
    desk.scan(UNKNOWN, proposeFields(CODE))
    desk.intend({ type: 'try-template', ...DESCRIBED, choices: CHOICES })
    const read = (value: string) => ({ outcome: 'read', value })
    expect(desk.teaching()?.readings).toEqual([
      null,
      read('01130012'),
      read('0012'),
      read('34'),
      read('見本 一郎'),
      read('1970-07-07'),
      null,
    ])
    desk.intend({ type: 'try-template', ...DESCRIBED, dates: 'era7', choices: CHOICES })
    expect(desk.teaching()?.readings[5]).toEqual({ outcome: 'unreadable' })
    // A withheld field is not read, whatever it is named.
    desk.intend({ type: 'try-template', ...DESCRIBED, choices: [...CHOICES.slice(0, 6), 'branch'] })
    expect(desk.teaching()?.readings[6]).toEqual({ outcome: 'unreadable' })
  })

  it('keeps a template that reads the code, and ends', () => {
    const desk = teachingDesk()
    desk.scan(UNKNOWN, proposeFields(CODE))
    desk.intend({ type: 'save-template', name: '見本組合', ...DESCRIBED, choices: CHOICES })
    expect(desk.teaching()).toBeNull()
    expect(desk.learning()).toBe(false)
    const { templates } = desk.state().office.settings
    expect(templates.map(({ name }) => name)).toEqual(['見本組合'])
    expect(readByTemplate(CODE, templates)).toMatchObject({
      ok: true,
      value: { fields: { insurerNumber: '01130012', number: '34', birthDate: '1970-07-07' } },
    })
    expect(desk.journal.names()).toContain('settings-changed')
  })

  it.each([
    ['nothing', CHOICES.map(() => 'ignored' as const)],
    ['twice', CHOICES.map((_, index) => (index < 2 ? ('number' as const) : ('ignored' as const)))],
    ['withheld', [...CHOICES.slice(0, 6), 'branch' as const]],
  ])('says why choices make no template (%s), and loses nothing', (why, choices) => {
    const desk = teachingDesk()
    desk.scan(UNKNOWN, proposeFields(CODE))
    desk.intend({ type: 'save-template', name: '見本組合', ...DESCRIBED, choices })
    expect(desk.teaching()).toMatchObject({ refusal: why, code: proposeFields(CODE) })
    expect(desk.state().office.settings.templates).toEqual([])
  })

  it('takes no second template of one name, and none that is too long to be kept', () => {
    const desk = teachingDesk()
    desk.scan(UNKNOWN, proposeFields(CODE))
    const order = { type: 'save-template', name: '見本組合', ...DESCRIBED, choices: CHOICES } as const
    desk.intend(order)
    desk.intend({ type: 'teach-code', on: true })
    desk.scan(UNKNOWN, proposeFields(`${'X'.repeat(1000)}|01130012`))
    desk.intend(order)
    expect(desk.teaching()?.refusal).toBe('name-taken')
    desk.intend({ ...order, name: '別の組合', choices: ['fixed', 'insurerNumber'] })
    expect(desk.teaching()?.refusal).toBe('too-long')
  })

  it('leaves nothing of what was scanned in the journal, the working state or the settings', () => {
    const desk = teachingDesk()
    desk.scan(UNKNOWN, proposeFields(CODE))
    desk.intend({ type: 'try-template', ...DESCRIBED, choices: CHOICES })
    desk.intend({ type: 'save-template', name: '見本組合', ...DESCRIBED, choices: CHOICES })
    const kept = desk.journal.text() + readFileSync(join(home, 'settings.json'), 'utf8')
    for (const value of ['01130012', '見本 一郎', '19700707', '1970-07-07', '123456789018'])
      expect(kept).not.toContain(value)
    expect(JSON.stringify(desk.state())).not.toContain('見本 一郎')
  })

  it('is forgotten when it ends', () => {
    const desk = teachingDesk()
    desk.scan(UNKNOWN, proposeFields(CODE))
    desk.intend({ type: 'teach-code', on: false })
    expect(desk.teaching()).toBeNull()
    expect(desk.learning()).toBe(false)
    desk.intend({ type: 'save-template', name: '見本組合', ...DESCRIBED, choices: CHOICES })
    expect(desk.state().office.settings.templates).toEqual([])
  })

  it('is forgotten when a check-in opens, and does not begin while one is open', () => {
    const desk = teachingDesk()
    desk.scan(UNKNOWN, proposeFields(CODE))
    desk.intend({ type: 'open-check-in' })
    expect(desk.teaching()).toBeNull()
    expect(desk.learning()).toBe(false)
    desk.intend({ type: 'teach-code', on: true })
    expect(desk.teaching()).toBeNull()
    expect(desk.learning()).toBe(false)
  })

  it('needs the right to change settings, and ends when whoever has it signs out', async () => {
    const desk = fakeDesk({ home })
    const add = (name: string, role: 'administrator' | 'receptionist') =>
      desk.intend({ type: 'add-person', name, role, secret: '2468' })
    const signIn = async (person: string) => {
      desk.intend({ type: 'sign-in', person, secret: '2468' })
      await Promise.resolve()
      await new Promise(setImmediate)
    }
    add('管理 花子', 'administrator')
    await new Promise(setImmediate)
    await signIn('s1')
    add('受付 次郎', 'receptionist')
    await new Promise(setImmediate)
    desk.intend({ type: 'teach-code', on: true })
    desk.scan(UNKNOWN, proposeFields(CODE))
    expect(desk.state().office.teaching?.code).not.toBeNull()
    desk.intend({ type: 'sign-out' })
    expect(desk.state().office.teaching).toBeNull()
    await signIn('s2')
    desk.intend({ type: 'teach-code', on: true })
    expect(desk.state().office.teaching).toBeNull()
    expect(desk.messages()).toContain('NOT_ALLOWED')
    const refused = desk.journal.names().length
    desk.intend({ type: 'teach-code', on: false })
    expect(desk.journal.names().length).toBe(refused)
    expect(desk.journal.names()).toContain('staff-refused')
  })
})

describe('the scanner room while the desk is taught', () => {
  it('brings the fields of unknown codes along, of no other, and only then', () => {
    const heard: unknown[] = []
    let now = 0
    const scans = createScanDesk({}, { monotonic: () => now, after: () => () => {} })
    scans.listen((result, proposal) => heard.push([result.outcome, proposal]))
    const scan = (text: string): void => {
      scans.typed(text)
      now += 5000
      scans.heard({ kind: 'bytes', at: now, device: 'other', bytes: new Uint8Array() })
    }
    scan('XK7|0012')
    scans.learn(true)
    scan('XK7|0012')
    scan('123456789018')
    scans.learn(false)
    scan('XK7|0012')
    expect(heard).toEqual([
      ['refuse', null],
      ['refuse', { ...proposeFields('XK7|0012'), card: null }],
      ['refuse', null],
      ['refuse', null],
    ])
  })
})
