/** The sentence for the patient over every decision that the rules' generator reaches, in every language. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isReasonCode, NEEDS, type Need, REASONS } from '../../../contract/decision.ts'
import { WINDOW } from '../../../contract/languages/index.ts'
import { PATIENT_LANGUAGES } from '../../../contract/patient.ts'
import { decide } from '../../../main/rules/decide.ts'
import { gatherFacts } from '../../../main/rules/facts.ts'
import { patientWords } from '../../../renderer/languages/index.ts'
import { type Part, sayingFor } from '../../../renderer/screens/check-in/sayings.ts'
import { spoken } from '../../../renderer/screens/check-in/spoken.ts'
import { checkIn } from '../rules/arbitrary.ts'

const RUNS = { numRuns: Number(process.env.UKETSUKE_RUNS ?? 1500) }

/** The things that the parts ask for. */
const asked = (parts: readonly Part[]): Need[] =>
  parts.flatMap((part): Need[] => {
    if (!('please' in part)) return []
    if ('documents' in part) return [...part.documents]
    return NEEDS.filter((need) => need === part.please)
  })

const isAccepting = (outcome: string): boolean => outcome === 'accept' || outcome === 'accept-with-note'

describe('what is said follows what is asked for', () => {
  it('asks for nothing that the decision does not need, and for the easiest first', () => {
    fc.assert(
      fc.property(checkIn, (input) => {
        const decision = decide(input)
        const needs = asked(sayingFor(null, decision))
        expect(decision.needs).toEqual(expect.arrayContaining(needs))
        if (isAccepting(decision.outcome)) expect(needs).toEqual([])
        else expect(needs[0]).toBe(decision.needs[0])
      }),
      RUNS,
    )
  })

  it('asks again neither for a card that was refused, lost, unregistered or unreadable, nor for what cannot exist', () => {
    fc.assert(
      fc.property(checkIn, (input) => {
        const needs = asked(sayingFor(null, decide(input)))
        const { card, failure, age } = gatherFacts(input)
        if (input.visit?.cardLost === true || card !== null) expect(needs).not.toContain('my-number-card')
        if (failure === 'refused' || failure === 'not-registered') {
          expect(needs).not.toContain('my-number-card')
          expect(needs).not.toContain('card-reading')
        }
        if (failure === 'card-unreadable') expect(needs).not.toContain('card-reading')
        if (age === '75-and-over') expect(needs).not.toContain('elderly-recipient-certificate')
        if (card?.faceOnly === true) expect(needs).not.toContain('portal-screen')
      }),
      RUNS,
    )
  })

  it.each(PATIENT_LANGUAGES)(
    '%s names what is asked for, and nothing else that could be asked for',
    (language) => {
      const t = patientWords(language)
      const words = new Map<string, string>(Object.entries(WINDOW[language].patient.names))
      const names = NEEDS.flatMap((need) => {
        const name = words.get(need)
        return name === undefined ? [] : [{ need, name }]
      })
      expect(names.length).toBe(8)
      fc.assert(
        fc.property(checkIn, (input) => {
          const parts = sayingFor(null, decide(input))
          const text = spoken(parts, t, language)
          expect(text).not.toMatch(/\{\{|say\.|why\.|please\.|names\./)
          const needs = asked(parts)
          const rest = parts.some((part) => 'documents' in part)
          for (const { need, name } of names) if (needs.includes(need) && rest) expect(text).toContain(name)
        }),
        { numRuns: Math.ceil(RUNS.numRuns / 5) },
      )
    },
  )

  it.each(PATIENT_LANGUAGES)('%s: why something is asked for names no card or paper to bring', (language) => {
    const { why, names } = WINDOW[language].patient
    const texts = Object.values(why)
    const named = Object.values(names).map((name) => name.replace(/[（(].*$/, '').trim())
    // The phone is named where it could not be read, which asks for none; the old card where its time is over.
    const wanted = named.filter(
      (name) =>
        !/スマート|phone|手机|스마트|điện thoại|celular|保険証|insurance card|保险证|보험증|thẻ bảo hiểm|cartão de seguro/.test(
          name,
        ),
    )
    for (const text of texts) for (const name of wanted) expect(text).not.toContain(name)
  })
})

describe('in Japanese', () => {
  const say = (input: Parameters<typeof decide>[0]) =>
    spoken(sayingFor(null, decide(input)), patientWords('ja'), 'ja')
  const visitDate = '2026-11-28'
  it('the card was refused, with a notice beside it: the certificate alone', () => {
    expect(
      say({
        visitDate,
        presented: [{ type: 'my-number-card' }, { type: 'eligibility-notice' }],
        reader: { state: 'failed', failure: 'refused' },
      }),
    ).toBe('こちらのカードは利用できません。資格確認書をお持ちですか。')
  })
  it('the card is lost, and a certificate has expired: no card, and what to do first', () => {
    const text = say({
      visitDate,
      visit: { cardLost: true },
      presented: [{ type: 'eligibility-certificate', expiresOn: '2026-11-27' }],
    })
    expect(text).toContain('0120-95-0178')
    expect(text).toContain('資格確認書をお持ちですか')
    expect(text).not.toContain('マイナンバーカード')
  })
  it('an expired card that is not registered: no registration is offered', () => {
    expect(
      say({
        visitDate,
        presented: [{ type: 'my-number-card', certificateExpiresOn: '2026-05-01' }],
        reader: { state: 'failed', failure: 'not-registered' },
      }),
    ).toBe('カードの健康保険証としての登録がまだのようです。資格確認書をお持ちですか。')
  })
  it('the app comes first, then the other ways', () => {
    expect(
      say({
        visitDate,
        desk: { deskApp: true },
        presented: [{ type: 'my-number-card' }],
        reader: { state: 'down' },
      }),
    ).toBe(
      '機械での確認ができませんので、別の方法で確認いたします。別の機器でカードを確認いたします。マイナポータルの画面、資格情報のお知らせ、または資格確認書でも受け付けられます。この場で申立書にご記入いただいて、受け付けることもできます。',
    )
  })
  it('asked and answered is not asked again', () => {
    const presented = [{ type: 'eligibility-certificate' as const, expiresOn: '2027-03-31' }]
    expect(say({ visitDate, presented })).toBe(
      '確認できました。ありがとうございます。保険に変更はございませんか。',
    )
    expect(say({ visitDate, presented, visit: { saysUnchanged: true } })).toBe(
      '確認できました。ありがとうございます。',
    )
  })
})

describe('after a person has decided', () => {
  const decision = decide({ visitDate: '2026-11-28', presented: [] })
  it('what they decided is said', () => {
    expect(sayingFor('accept-with-note', decision)).toEqual([{ say: 'acceptedThisTime' }])
    expect(asked(sayingFor('not-confirmed', decision))[0]).toBe(decision.needs[0])
  })
  it('against an acceptance, staff take over', () => {
    const accepted = decide({
      visitDate: '2026-11-28',
      presented: [{ type: 'eligibility-certificate', expiresOn: '2027-03-31', nameMatches: false }],
    })
    expect(sayingFor('need-more', accepted)).toEqual([{ why: 'check' }, { please: 'staff' }])
  })
})

it('every reason has something to say', () => {
  for (const code of Object.keys(REASONS).filter(isReasonCode))
    expect(sayingFor(null, { reasons: [{ code, rules: [] }], needs: [], notes: [] }).length).toBeGreaterThan(
      0,
    )
})
