import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { deskStateSchema } from '../../../contract/desk.ts'
import { STAFF_LANGUAGES, type StaffLanguage } from '../../../contract/languages/staff-language.ts'
import { MAX_VISITS } from '../../../contract/list-limits.ts'
import { patientStateSchema } from '../../../contract/patient.ts'
import { PATIENT_STATES } from '../../../fixtures/states/patient-states.ts'
import { STATES } from '../../../fixtures/states/states.ts'
import { DrawnDesk } from '../../../renderer/frame/app.tsx'
import { loadParts } from '../../../renderer/parts/later.tsx'

await loadParts()
const drawn = new Map<string, string>()

/** A state as HTML, without the places where a line may end; each is drawn once for all tests. */
const draw = (name: keyof typeof STATES, language: StaffLanguage = 'ja'): string => {
  const key = `${name} ${language}`
  const known = drawn.get(key)
  if (known !== undefined) return known
  const { office, ...rest } = STATES[name]
  const settings = { ...office.settings, language }
  const state = deskStateSchema.parse({ ...rest, office: { ...office, settings } })
  const html = renderToString(createElement(DrawnDesk, { state })).replaceAll('<wbr/>', '')
  drawn.set(key, html)
  return html
}

const names = Object.keys(STATES).filter((name): name is keyof typeof STATES => Object.hasOwn(STATES, name))

/** A key that no language file has comes out as itself: `checkIn.conclude`, `readerFailures.x.short`. */
const KEY = />[a-z][A-Za-z]+(\.[A-Za-z0-9-]+)+</

describe('every screen', () => {
  it.each(names)('%s is drawn in every language of the desk, with words for everything', (name) => {
    for (const language of STAFF_LANGUAGES) {
      const html = draw(name, language)
      expect(html.length).toBeGreaterThan(1000)
      expect(KEY.exec(html)?.[0]).toBeUndefined()
    }
  })

  it.each(PATIENT_STATES.map(({ name, state }) => [name, state] as const))(
    '%s is a state of the patient’s window',
    (_, state) => {
      expect(patientStateSchema.parse(state)).toEqual(state)
    },
  )
})

describe('the list of today', () => {
  it('says how many visits there are, and where those are that it leaves out', () => {
    const html = draw('ready-long-day')
    expect(html.split('class="visit-line"').length - 1).toBe(MAX_VISITS)
    expect(html).toContain('>96件<')
    expect(html).toContain('これより前の46件は、履歴で見られます。')
    expect(draw('ready-long-day', 'en')).toContain('The 46 before these are in the history.')
  })

  it('has nothing to say of a day that it holds', () => {
    for (const name of ['ready', 'ready-first-day'] as const) expect(draw(name)).not.toContain('履歴を見る')
  })
})

describe('a check-in', () => {
  it('says what cannot be checked and what is not eligible in different words, icons and colours', () => {
    const notEligible = draw('not-eligible')
    const unknown = draw('fallback')
    expect(notEligible).toContain('tone-not-eligible')
    expect(notEligible).toContain('この資格は使えません')
    expect(unknown).toContain('tone-unknown')
    expect(unknown).toContain('資格がないという意味ではありません')
    expect(unknown).not.toContain('この資格は使えません')
  })

  it('offers a decision by staff to nobody without the right', () => {
    const html = draw('staff-elsewhere')
    expect(html).toContain('扱いを決められるのは、その権限のある職員です。')
    expect(html).not.toMatch(/職員の判断に進む|職員の判断で決める/)
    expect(draw('fallback')).toContain('職員の判断で決める')
  })

  it('tells neither the patient nor the desk why a card was refused', () => {
    const html = draw('refused')
    expect(html).not.toMatch(/DV|配偶者|暴力|不開示|自己情報/)
  })

  it('never says that treatment is denied', () => {
    for (const name of names)
      expect(draw(name)).not.toMatch(
        /お断りします|お断りいたします|お断りしました|受診できません|診察できません/,
      )
  })
})
