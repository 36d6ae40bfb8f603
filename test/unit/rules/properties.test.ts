import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { CheckIn, Document } from '../../../contract/check-in.ts'
import { decisionSchema, type Need, OUTCOMES, REASONS } from '../../../contract/decision.ts'
import { RULE_SOURCES } from '../../../contract/rule-sources.ts'
import { lacksShare } from '../../../main/rules/burden.ts'
import { addDays } from '../../../main/rules/dates/arithmetic.ts'
import { decide } from '../../../main/rules/decide.ts'
import { gatherFacts } from '../../../main/rules/facts.ts'
import { LAW_DAYS } from '../../../main/rules/law-days.ts'
import { checkIn, document } from './arbitrary.ts'

/** A handful here; `test/long/rules.test.ts` runs the same properties for longer. */
const RUNS = { numRuns: Number(process.env.UKETSUKE_RUNS ?? 600) }
const rank = (input: CheckIn): number => OUTCOMES.indexOf(decide(input).outcome)
const accepts = (input: CheckIn): boolean => rank(input) <= 1
const withDocument = (input: CheckIn, shown: Document): CheckIn => ({
  ...input,
  presented: [...input.presented, shown],
})

vi.setConfig({ testTimeout: 3_600_000 })

afterEach(() => {
  vi.useRealTimers()
})

test('a decision has the contract’s shape, known rules, and needs exactly where something is missing', () => {
  fc.assert(
    fc.property(checkIn, (input) => {
      const decision = decisionSchema.parse(decide(input))
      const [first, ...others] = decision.reasons
      const outcome = first && REASONS[first.code]
      // A certificate of 75 and over that names no scheme, and a record of theirs, are taken with a note.
      const isNoted =
        outcome === 'accept' &&
        others.some(({ code }) => code === 'AGE75_SWITCH') &&
        decision.outcome !== 'accept'
      expect(isNoted ? 'accept-with-note' : outcome).toBe(decision.outcome)
      expect(decision.needs.length > 0).toBe(!accepts(input))
      for (const { rules } of decision.reasons)
        for (const rule of rules) expect(Object.hasOwn(RULE_SOURCES, rule)).toBe(true)
      expect(new Set(decision.reasons.map(({ code }) => code)).size).toBe(decision.reasons.length)
    }),
    RUNS,
  )
})

describe('showing one more document never makes the outcome worse', () => {
  /** A paper that pays in full: it shows what an online answer hides, and the counter must know (N22). */
  const paysInFull = (shown: Document): boolean => 'fullPay' in shown && shown.fullPay === true
  /**
   * A card or phone that can still be read, shown by a known patient: the reader comes first (K1), where without
   * card and certificate the record on file would do (N07).
   */
  const waitsForReader = (input: CheckIn, more: CheckIn): boolean =>
    !gatherFacts(input).readingToTry && gatherFacts(more).readingToTry && input.visit?.recordOnFile === true
  /** A paper of the scheme for the elderly without its share: only now does anybody know that a share is to be shown (E01). */
  const tellsOfElderlyScheme = (input: CheckIn, shown: Document): boolean =>
    'scheme' in shown &&
    shown.scheme === 'late-elderly' &&
    !lacksShare(gatherFacts(input)) &&
    lacksShare(gatherFacts(withDocument(input, shown)))

  test('but for the exceptions', () => {
    fc.assert(
      fc.property(checkIn, document, (input, shown) => {
        const more = withDocument(input, shown)
        fc.pre(!paysInFull(shown) && !waitsForReader(input, more) && !tellsOfElderlyScheme(input, shown))
        expect(rank(more)).toBeLessThanOrEqual(rank(input))
      }),
      { numRuns: RUNS.numRuns * 3 },
    )
  })

  test('a certificate that pays in full is taken with a note where a better paper was taken without', () => {
    const input: CheckIn = {
      visitDate: '2026-11-22',
      presented: [{ type: 'eligibility-certificate', expiresOn: '2027-03-31' }],
    }
    const more = withDocument(input, {
      type: 'eligibility-certificate',
      expiresOn: '2027-03-31',
      fullPay: true,
    })
    expect([decide(input).outcome, decide(more).outcome]).toEqual(['accept', 'accept-with-note'])
  })

  test('a paper of the scheme for the elderly that shows no share makes the desk ask for it', () => {
    const input: CheckIn = {
      visitDate: '2025-06-01',
      presented: [{ type: 'insurance-card' }],
      online: { unavailable: true },
    }
    const more = withDocument(input, {
      type: 'eligibility-certificate',
      scheme: 'late-elderly',
      effectiveOn: '2025-01-01',
      expiresOn: '2026-07-31',
    })
    expect(decide(input).outcome).toBe('accept')
    expect(decide(more)).toMatchObject({
      outcome: 'need-more',
      reasons: [{ code: 'BURDEN_PROOF_MISSING' }],
    })
  })

  test('a card to be read makes a known patient wait for the reader', () => {
    const input: CheckIn = {
      visitDate: '2026-11-22',
      visit: { kind: 'return', recordOnFile: true, saysUnchanged: true },
      presented: [],
    }
    expect(decide(withDocument(input, { type: 'my-number-card' })).needs[0]).toBe('card-reading')
  })
})

test('the order of documents never matters', () => {
  fc.assert(
    fc.property(
      checkIn.chain((input) =>
        fc.tuple(
          fc.constant(input),
          fc.shuffledSubarray(input.presented, { minLength: input.presented.length }),
        ),
      ),
      ([input, shuffled]) => {
        expect(decide({ ...input, presented: shuffled })).toEqual(decide(input))
      },
    ),
    RUNS,
  )
})

const freeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return
  Object.freeze(value)
  for (const inner of Object.values(value)) freeze(inner)
}

test('the answer depends only on the input: no clock, no memory, nothing changed', () => {
  fc.assert(
    fc.property(checkIn, fc.date({ noInvalidDate: true, min: new Date(0) }), (input, now) => {
      const before = decide(input)
      freeze(input)
      vi.useFakeTimers({ now, toFake: ['Date'] })
      expect(decide(input)).toEqual(before)
      vi.useRealTimers()
    }),
    { numRuns: Math.ceil(RUNS.numRuns / 4) },
  )
})

/** The patient's response to a need, told again here: a fresh paper of the kind, a card that reads well. */
const follow = (input: CheckIn, need: Need): CheckIn => {
  const facts = gatherFacts(input)
  const isLateElderly = input.presented.some((shown) => 'scheme' in shown && shown.scheme === 'late-elderly')
  // The papers of an elderly patient show the share.
  const elderly = facts.age === '70-to-74' || facts.age === '75-and-over' || isLateElderly
  const share = elderly ? ({ burden: 1 } as const) : {}
  const day = input.visitDate
  const reads: CheckIn = { ...input, reader: { state: 'read', identifiedBy: 'pin' }, online: { code: 1 } }
  const asked: CheckIn =
    facts.online === 2 || facts.online === 5 ? { ...input, online: { code: 1, by: 'number' } } : input
  switch (need) {
    case 'card-reading':
    case 'registration':
      return reads
    case 'my-number-card': {
      const isOut =
        facts.failure === 'unavailable' && (facts.reader.state !== 'not-tried' || facts.outageMode)
      return withDocument(isOut ? input : reads, { type: 'my-number-card' })
    }
    case 'look-up':
      return { ...input, online: { code: 1, by: 'number' } }
    case 'desk-app':
      return { ...input, online: { code: 1, by: 'app' } }
    case 'phone':
      return withDocument(reads, { type: need })
    case 'eligibility-certificate':
      return withDocument(asked, { type: need, effectiveOn: day, expiresOn: addDays(day, 40), ...share })
    case 'eligibility-notice':
      return withDocument(input, { type: need, effectiveOn: day, ...share })
    case 'portal-screen':
      return withDocument(input, { type: need })
    case 'insurance-card':
      return withDocument(asked, { type: need })
    case 'elderly-recipient-certificate':
      return withDocument(input, { type: need, effectiveOn: day, burden: 3 })
    case 'self-declaration':
      return withDocument(input, { type: need })
    case 'branch-number':
      return { ...input, online: { code: 1 } }
    case 'printed-expiry':
    case 'original-document':
      return {
        ...input,
        presented: input.presented.map((shown) =>
          shown.type === 'eligibility-certificate'
            ? {
                ...shown,
                copy: need === 'original-document' ? false : (shown.copy ?? false),
                expiresOn: shown.expiresOn ?? day,
              }
            : shown,
        ),
      }
    default:
      throw new Error(`nobody is asked for ${need}`)
  }
}

test('every need, followed, lets the desk accept', () => {
  fc.assert(
    fc.property(checkIn, (input) => {
      for (const need of decide(input).needs)
        if (need !== 'staff') expect(accepts(follow(input, need)), need).toBe(true)
    }),
    RUNS,
  )
})

test('nobody is asked for a certificate or a notice of a day on which there were none', () => {
  fc.assert(
    fc.property(checkIn, fc.constantFrom('2024-11-30', '2024-12-01'), (input, visitDate) => {
      const { needs } = decide({ ...input, visitDate })
      expect(needs).not.toContain('eligibility-certificate')
      expect(needs).not.toContain('eligibility-notice')
    }),
    {
      ...RUNS,
      examples: [
        [
          {
            visitDate: '2024-12-01',
            presented: [{ type: 'prescription', scheme: 'late-elderly' }],
            desk: { pharmacy: true },
            online: { unavailable: true },
          },
          '2024-12-01',
        ],
      ],
    },
  )
})

describe('monotone', () => {
  const notWorse = (better: CheckIn, worse: CheckIn) => expect(rank(better)).toBeLessThanOrEqual(rank(worse))
  const coded = (input: CheckIn, code: 1 | 2 | 3): CheckIn => ({
    ...input,
    online: { ...(input.online !== undefined && 'code' in input.online ? input.online : {}), code },
  })

  test('1 is at least as good as 3, and 3 as 2', () => {
    fc.assert(
      fc.property(checkIn, (input) => {
        notWorse(coded(input, 1), coded(input, 3))
        notWorse(coded(input, 3), coded(input, 2))
      }),
      { numRuns: RUNS.numRuns * 3 },
    )
  })

  test('asked and eligible is at least as good as not asked', () => {
    fc.assert(
      fc.property(checkIn, (input) => {
        const { online: _, ...unasked } = input
        notWorse({ ...input, online: { code: 1 } }, unasked)
      }),
      { numRuns: RUNS.numRuns * 3 },
    )
  })

  test('a later last day never takes an acceptance away', () => {
    fc.assert(
      fc.property(checkIn, fc.integer({ min: 1, max: 400 }), (input, days) => {
        const later: CheckIn = {
          ...input,
          presented: input.presented.map((shown) =>
            'expiresOn' in shown && shown.expiresOn !== undefined
              ? { ...shown, expiresOn: addDays(shown.expiresOn, days) }
              : shown,
          ),
        }
        // A later last day may look implausible (K3), which is a note.
        if (accepts(input)) expect(accepts(later)).toBe(true)
        else notWorse(later, input)
      }),
      { numRuns: RUNS.numRuns * 3 },
    )
  })

  test('one more good paper lets the desk accept what it accepted, or more', () => {
    fc.assert(
      fc.property(checkIn, (input) => {
        const good: Document = {
          type: 'eligibility-certificate',
          scheme: 'late-elderly',
          effectiveOn: input.visitDate,
          expiresOn: addDays(input.visitDate, 100),
          burden: 2,
        }
        notWorse(withDocument(input, good), input)
      }),
      RUNS,
    )
  })

  test('one more bad paper of the same kind changes neither outcome nor deciding reason nor burden', () => {
    /** Papers of the same kind that confirm nothing: another person's, over, or without an insurer. */
    const bad = (shown: Document, day: string): Document[] => {
      const over = addDays(day, -200)
      switch (shown.type) {
        case 'eligibility-certificate':
        case 'eligibility-notice':
          // A paper that pays in full says so however old it is (N22).
          return [
            { ...shown, otherPerson: true },
            ...(shown.fullPay === true ? [] : [{ ...shown, expiresOn: over }]),
          ]
        case 'insurance-card':
        case 'elderly-recipient-certificate':
          return [{ ...shown, expiresOn: over }]
        case 'temporary-certificate':
          return [{ ...shown, certifiedOn: over }]
        case 'prescription':
          return [{ ...shown, withoutInsurer: true }]
        case 'portal-screen':
          return [{ type: shown.type, saved: true, savedOn: '2024-12-02' }]
        default:
          return []
      }
    }
    fc.assert(
      fc.property(checkIn, (input) => {
        fc.pre(accepts(input))
        const before = decide(input)
        for (const worse of input.presented.flatMap((shown) => bad(shown, input.visitDate))) {
          const { outcome, reasons, burden } = decide(withDocument(input, worse))
          expect([outcome, reasons[0]?.code, burden]).toEqual([
            before.outcome,
            before.reasons[0]?.code,
            before.burden,
          ])
        }
      }),
      { numRuns: RUNS.numRuns * 2 },
    )
  })

  test('the better of two certificates decides, and its reasons come first', () => {
    const good: Document = { type: 'eligibility-certificate', expiresOn: '2027-03-31', nameMatches: false }
    const bad: Document = { type: 'eligibility-certificate', expiresOn: '2026-03-31', copy: true }
    const { outcome, reasons } = decide({ visitDate: '2026-11-28', presented: [bad, good] })
    expect(outcome).toBe('accept-with-note')
    expect(reasons.map(({ code }) => code)).toEqual([
      'NAME_MISMATCH',
      'CERTIFICATE_EXPIRED',
      'COPY_NOT_ACCEPTED',
    ])
  })
})

describe('what was asked and answered, and what hangs on a reason', () => {
  test('a patient who says that nothing has changed is not asked again', () => {
    fc.assert(
      fc.property(checkIn, (input) => {
        const said: CheckIn = { ...input, visit: { ...input.visit, saysUnchanged: true } }
        expect(decide(said).notes).not.toContain('ASK_COVER_CHANGED')
      }),
      RUNS,
    )
  })
  test('the notes of a reason are there wherever among the reasons it stands', () => {
    fc.assert(
      fc.property(checkIn, (input) => {
        const { reasons, notes } = decide(input)
        const codes = reasons.map(({ code }) => code)
        if (codes.includes('CARD_LOST')) expect(notes).toContain('STOP_LOST_CARD')
        expect(notes.includes('STOP_LOST_CARD')).toBe(codes.includes('CARD_LOST'))
        if (codes.includes('CARD_LOST') || codes.includes('NAME_MISMATCH'))
          expect(notes).toContain('TELL_INSURER')
        for (const code of ['NEW_COVER_NOT_YET_ONLINE', 'ONLINE_NOT_FOUND', 'EXPIRY_IMPLAUSIBLE'] as const)
          if (codes.includes(code)) expect(notes).toContain('ASK_INSURER')
      }),
      RUNS,
    )
  })
  test('full payment is never lost', () => {
    fc.assert(
      fc.property(checkIn, (input) => {
        fc.pre(accepts(input) && gatherFacts(input).fullPay)
        const { reasons, burden } = decide(input)
        expect([reasons[0]?.code, burden]).toEqual(['FULL_PAY_SPECIAL', 10])
      }),
      { numRuns: Math.ceil(RUNS.numRuns / 4) },
    )
  })
})

describe('nothing is asked for that cannot help', () => {
  const hasCard = (input: CheckIn): boolean => input.presented.some(({ type }) => type === 'my-number-card')
  test('no portal for a refused, face-only or expired card; no card that is lost or there already', () => {
    fc.assert(
      fc.property(checkIn, (input) => {
        const { needs } = decide(input)
        const { card, failure, age } = gatherFacts(input)
        if (failure === 'refused') expect(needs).not.toContain('portal-screen')
        if (failure === 'certificate-expired') expect(needs).not.toContain('portal-screen')
        if (card?.faceOnly === true) expect(needs).not.toContain('portal-screen')
        if (card && ['grace', 'expired'].includes(card.standing)) {
          expect(needs).not.toContain('portal-screen')
          expect(needs).not.toContain('registration')
        }
        if (age === '75-and-over') expect(needs).not.toContain('elderly-recipient-certificate')
        if (failure === 'refused') expect(needs).not.toContain('card-reading')
        if (input.presented.some(({ type }) => type === 'self-declaration'))
          expect(needs).not.toContain('self-declaration')
        if (input.desk?.deskApp !== true) expect(needs).not.toContain('desk-app')
        if (input.visit?.cardLost === true || hasCard(input)) expect(needs).not.toContain('my-number-card')
        if (input.visitDate > '2025-12-01') expect(needs).not.toContain('insurance-card')
        if (input.desk?.phoneReader !== true || input.visit?.cardLost === true)
          expect(needs).not.toContain('phone')
      }),
      RUNS,
    )
  })

  test('a refused card says nothing of why', () => {
    fc.assert(
      fc.property(checkIn, (input) => {
        const refused: CheckIn = {
          visitDate: input.visitDate,
          presented: [{ type: 'my-number-card' }],
          reader: { state: 'failed', failure: 'refused' },
        }
        const { reasons, notes } = decide(refused)
        expect(reasons.map(({ code }) => code)).toEqual(['CARD_NOT_USABLE'])
        expect(notes).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})

describe('shifting a visit across a rule’s day changes only what that rule says', () => {
  const undated = (input: CheckIn, first: string, concerned: readonly Document['type'][]): CheckIn => {
    const { patient: _, ...rest } = input
    const { coverageEndedOn: __, ...visit } = input.visit ?? {}
    return {
      ...rest,
      visit,
      visitDate: first,
      presented: input.presented.flatMap((shown): Document[] => {
        if (concerned.includes(shown.type)) return []
        if (shown.type === 'temporary-certificate') return [{ ...shown, certifiedOn: addDays(first, -3) }]
        if (shown.type === 'eligibility-certificate') return [{ type: shown.type, expiresOn: '2027-03-31' }]
        if (shown.type === 'elderly-recipient-certificate')
          return [{ type: shown.type, burden: shown.burden }]
        return [{ type: shown.type }]
      }),
    }
  }
  test.each([
    { last: LAW_DAYS.insuranceCard.last, concerned: ['insurance-card'] },
    { last: LAW_DAYS.provisionalLookup.lastForNotice, concerned: ['eligibility-notice'] },
    { last: LAW_DAYS.provisionalLookup.lastForInsuranceCard, concerned: ['insurance-card'] },
    { last: addDays(LAW_DAYS.phone.first, -1), concerned: ['phone'] },
    {
      last: addDays(LAW_DAYS.provisionalLookup.first, -1),
      concerned: ['insurance-card', 'eligibility-notice'],
    },
    {
      last: addDays(LAW_DAYS.certificatesAndNotices.first, -1),
      concerned: ['eligibility-certificate', 'eligibility-notice', 'portal-screen'],
    },
  ] as const)('$last', ({ last, concerned }) => {
    const needsThatChange: readonly Need[] = [
      'phone',
      'insurance-card',
      'eligibility-certificate',
      'eligibility-notice',
      'portal-screen',
      'staff',
    ]
    fc.assert(
      fc.property(checkIn, (input) => {
        const before = decide(undated(input, last, concerned))
        const after = decide({ ...undated(input, last, concerned), visitDate: addDays(last, 1) })
        const plain = (needs: readonly Need[]) => needs.filter((need) => !needsThatChange.includes(need))
        expect({ ...after, needs: plain(after.needs) }).toEqual({ ...before, needs: plain(before.needs) })
      }),
      { numRuns: Math.ceil(RUNS.numRuns / 4) },
    )
  })
})
