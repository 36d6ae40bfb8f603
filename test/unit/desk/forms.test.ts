import { describe, expect, it } from 'vitest'
import type { DraftInput, Fields } from '../../../contract/form.ts'
import { MAX_HELD } from '../../../contract/held.ts'
import { fakeDesk } from './fakes.ts'

const draft = (form: DraftInput['form'], fields: Fields, documentId: string | null = null): DraftInput => ({
  form,
  documentId,
  fields,
  edit: 1,
})

describe('a form while it is typed', () => {
  it('says which day an era date is, and which kind of insurer a number names', () => {
    const desk = fakeDesk()
    desk.intend({
      type: 'save-draft',
      draft: draft('eligibility-certificate', { expiresOn: '令和 9年 3月31日', insurerNumber: '113019' }),
    })
    expect(desk.checkIn().draft?.checks).toEqual({
      expiresOn: { tone: 'ok', code: 'DAY', details: { day: '2027-03-31' } },
      insurerNumber: { tone: 'ok', code: 'INSURER', details: { kind: '00', prefecture: '11' } },
    })
  })

  it.each([
    ['令和8年2月30日', 'DAY_NOT_EXISTING'],
    ['昭和64年1月8日', 'DAY_OUTSIDE_ERA'],
    ['7.12.1', 'DAY_WITHOUT_ERA'],
    ['あした', 'DAY_UNREADABLE'],
  ])('says what to look at in the birth date %s', (birthDate, code) => {
    const desk = fakeDesk()
    desk.intend({ type: 'save-draft', draft: draft('eligibility-notice', { birthDate }) })
    expect(desk.checkIn().draft?.checks.birthDate).toMatchObject({ tone: 'error', code })
  })

  it.each([
    ['113018', 'INSURER_CHECK_DIGIT'],
    ['1130', 'INSURER_LENGTH'],
    ['11301X', 'NOT_DIGITS'],
  ])('says what is wrong with the insurer number %s', (insurerNumber, code) => {
    const desk = fakeDesk()
    desk.intend({ type: 'save-draft', draft: draft('eligibility-notice', { insurerNumber }) })
    expect(desk.checkIn().draft?.checks.insurerNumber).toMatchObject({ tone: 'error', code })
  })

  it('takes ● and ■ in a name as they are, with a word about it', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'save-draft', draft: draft('eligibility-notice', { name: '見本　●子' }) })
    expect(desk.checkIn().draft?.checks.name).toMatchObject({ tone: 'warning', code: 'NAME_MASKED' })
    desk.intend({ type: 'hand-in-draft', draft: draft('eligibility-notice', { name: '見本　●子' }) })
    expect(desk.checkIn().evidence[0]?.claims.name).toBe('見本　●子')
  })

  it('clears an individual number, says so, and keeps nothing of it anywhere', () => {
    const desk = fakeDesk()
    for (const number of ['123456789018', '１２３４ ５６７８ ９０１８', '1234-5678-9018']) {
      desk.intend({ type: 'save-draft', draft: draft('eligibility-certificate', { number, symbol: '101' }) })
      expect(desk.checkIn().draft?.fields).toEqual({ number: '', symbol: '101' })
      expect(desk.messages()).toContain('MY_NUMBER_REFUSED')
    }
    const everything = JSON.stringify(desk.states) + desk.journal.text()
    expect(everything.normalize('NFKC').replace(/[\s-]/g, '')).not.toContain('123456789018')
  })

  it('gives the edit back, so that the window never overwrites a newer key press', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'save-draft', draft: { ...draft('patient', { patientNumber: '12' }), edit: 7 } })
    expect(desk.checkIn().draft?.edit).toBe(7)
  })
})

describe('what the rules of late 2026 want to know', () => {
  it('says the last day of a temporary certificate itself', () => {
    const desk = fakeDesk()
    desk.intend({
      type: 'save-draft',
      draft: draft('temporary-certificate', { certifiedOn: '令和8年11月10日' }),
    })
    expect(desk.checkIn().draft?.checks.certifiedOn).toEqual({
      tone: 'ok',
      code: 'COUNTS_UNTIL',
      details: { day: '2026-11-30' },
    })
    desk.intend({
      type: 'save-draft',
      draft: draft('temporary-certificate', { certifiedOn: '令和8年10月1日' }),
    })
    expect(desk.checkIn().draft?.checks.certifiedOn).toEqual({
      tone: 'warning',
      code: 'COUNTED_UNTIL',
      details: { day: '2026-10-21' },
    })
  })
  it('takes another spelling, another person and full payment from a notice', () => {
    const desk = fakeDesk()
    desk.intend({
      type: 'hand-in-draft',
      draft: draft('eligibility-notice', { fullPay: 'yes', nameDiffers: 'yes', otherPerson: 'yes' }),
    })
    expect(desk.checkIn().evidence[0]?.document).toEqual({
      type: 'eligibility-notice',
      fullPay: true,
      nameMatches: false,
      otherPerson: true,
    })
  })
  it('takes a day of saving for a saved document', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'hand-in-draft', draft: draft('portal-screen', { savedOn: '令和8年11月1日' }) })
    expect(desk.checkIn().evidence[0]?.document).toEqual({
      type: 'portal-screen',
      saved: true,
      savedOn: '2026-11-01',
    })
  })
  it('decides with what the clinic has settled', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'change-settings', settings: { deskApp: true, acceptsKnownPatients: true } })
    desk.intend({ type: 'add-document', document: { type: 'my-number-card' }, claims: {} })
    desk.intend({ type: 'set-reader', reader: { state: 'failed', failure: 'reader-fault' } })
    expect(desk.checkIn().decided?.decision.needs[0]).toBe('desk-app')
  })
})

describe('a form that is handed in', () => {
  it('becomes evidence with its days, and decides', () => {
    const desk = fakeDesk()
    desk.intend({
      type: 'hand-in-draft',
      draft: draft('eligibility-certificate', {
        expiresOn: 'R9.3.31',
        effectiveOn: '令和8年4月1日',
        insurerNumber: '00113019',
        symbol: '１０１',
        number: '12345678',
        branch: '01',
        name: '見本 太郎',
        birthDate: '昭和60年4月1日',
      }),
    })
    expect(desk.checkIn().draft).toBeNull()
    expect(desk.checkIn().evidence[0]).toMatchObject({
      document: {
        type: 'eligibility-certificate',
        expiresOn: '2027-03-31',
        effectiveOn: '2026-04-01',
        scheme: 'national',
      },
      claims: { insurerNumber: '113019', symbol: '１０１', number: '12345678', branch: '01' },
      source: 'manual',
      confirmed: true,
    })
    expect(desk.checkIn().birthDate).toBe('1985-04-01')
    expect(desk.reason()).toBe('OK_CERTIFICATE')
  })

  it('with a field in error stays as it is, with the field named', () => {
    const desk = fakeDesk()
    desk.intend({
      type: 'hand-in-draft',
      draft: draft('eligibility-certificate', { expiresOn: '令和9年3月', number: '12345678' }),
    })
    expect(desk.checkIn().evidence).toEqual([])
    expect(desk.checkIn().draft).toMatchObject({
      refused: true,
      fields: { expiresOn: '令和9年3月', number: '12345678' },
    })
    expect(desk.checkIn().draft?.checks.expiresOn?.tone).toBe('error')
  })

  it('that names a day before its paper existed is looked at again', () => {
    const desk = fakeDesk()
    desk.intend({
      type: 'hand-in-draft',
      draft: draft('eligibility-certificate', { issuedOn: '平成20年4月1日', expiresOn: 'R9.3.31' }),
    })
    expect(desk.checkIn().draft?.checks.issuedOn).toMatchObject({
      tone: 'error',
      code: 'DAY_BEFORE_DOCUMENT',
    })
    expect(desk.checkIn().evidence).toEqual([])
  })

  it('asks for what the rules cannot do without', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'hand-in-draft', draft: draft('temporary-certificate', { number: '1' }) })
    expect(desk.checkIn().draft?.checks.certifiedOn).toMatchObject({ tone: 'error', code: 'REQUIRED' })
  })

  it('corrects the piece that it names', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'hand-in-draft', draft: draft('eligibility-certificate', { expiresOn: 'R8.3.31' }) })
    const id = desk.checkIn().evidence[0]?.id ?? ''
    expect(desk.reason()).toBe('CERTIFICATE_EXPIRED')
    desk.intend({
      type: 'hand-in-draft',
      draft: draft('eligibility-certificate', { expiresOn: 'R9.3.31' }, id),
    })
    expect(desk.checkIn().evidence).toHaveLength(1)
    expect(desk.reason()).toBe('OK_CERTIFICATE')
  })

  it('for the patient sets what the desk knows of the visit', () => {
    const desk = fakeDesk()
    desk.intend({
      type: 'hand-in-draft',
      draft: draft('patient', {
        patientNumber: '0012345',
        birthDate: 'S25.4.1',
        coverageEndedOn: 'R8.10.31',
      }),
    })
    expect(desk.checkIn()).toMatchObject({
      patientNumber: '0012345',
      birthDate: '1950-04-01',
      visit: { coverageEndedOn: '2026-10-31' },
    })
  })

  it('as a self-declaration keeps what only the paper needs out of the journal', () => {
    const desk = fakeDesk()
    desk.intend({
      type: 'hand-in-draft',
      draft: draft('self-declaration', {
        name: '見本 太郎',
        address: '見本県見本市一丁目',
        telephone: '03-0000-0000',
      }),
    })
    expect(desk.checkIn().declaration?.address).toBe('見本県見本市一丁目')
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.journal.text()).not.toContain('見本県')
  })
})

describe('a scan', () => {
  const fields = {
    expiresOn: '2027-03-31',
    insurerNumber: '113019',
    symbol: '101',
    number: '12345678',
    name: '見本 太郎',
  }

  it('is a claim until somebody confirms it', () => {
    const desk = fakeDesk()
    desk.scan({ outcome: 'accept', kind: 'eligibility-certificate', fields })
    expect(desk.checkIn().evidence[0]).toMatchObject({ source: 'scanner', confirmed: false })
    desk.intend({ type: 'confirm-document', id: desk.checkIn().evidence[0]?.id ?? '' })
    expect(desk.checkIn().evidence[0]?.confirmed).toBe(true)
  })

  it('that arrives in its own form fills what is empty, and asks field by field about the rest', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'save-draft', draft: draft('eligibility-certificate', { symbol: '999' }) })
    desk.scan({ outcome: 'accept', kind: 'eligibility-certificate', fields })
    expect(desk.state().question).toMatchObject({
      what: 'scan',
      about: ['form'],
      same: 'fields',
      lines: [{ field: 'symbol', before: '999', now: '101' }],
    })
    expect(desk.checkIn().draft?.fields).toEqual({ symbol: '999' })
    const question = desk.state().question?.number ?? 0
    desk.intend({ type: 'answer-person', question, answer: 'same', kept: null, fields: [] })
    expect(desk.checkIn().draft?.fields).toMatchObject({
      symbol: '999',
      number: '12345678',
      expiresOn: '令和9年3月31日',
    })
    expect(desk.checkIn().draft?.scanned).not.toContain('symbol')
    expect(desk.checkIn().draft?.checks.number?.code).toBe('SCANNED')
    expect(desk.checkIn().evidence).toEqual([])
  })

  it('that arrives in another form leaves that form alone', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'save-draft', draft: draft('patient', { patientNumber: '12' }) })
    desk.scan({ outcome: 'accept', kind: 'eligibility-notice', fields })
    expect(desk.checkIn().draft?.fields).toEqual({ patientNumber: '12' })
    expect(desk.checkIn().evidence).toHaveLength(1)
  })

  it('of the clinic’s card opens a check-in with the patient’s number', () => {
    const desk = fakeDesk()
    desk.scan({ outcome: 'accept', kind: 'patient-card', fields: { id: '0012345' } })
    expect(desk.checkIn().patientNumber).toBe('0012345')
  })

  it('of an individual number is refused in words and opens nothing', () => {
    const desk = fakeDesk()
    desk.scan({ outcome: 'refuse', reason: 'MY_NUMBER' })
    expect(desk.messages()).toEqual(['MY_NUMBER_REFUSED'])
    expect(desk.state().checkIn).toBeNull()
  })

  it('that names another birth date asks whose it is', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-birth-date', birthDate: '1950-04-01' })
    desk.scan({
      outcome: 'accept',
      kind: 'prescription',
      fields: { sex: 'male', birthDate: '1960-04-01', insurerNumber: '113019' },
    })
    expect(desk.state().question).toMatchObject({
      about: ['birth-date'],
      lines: [{ field: 'birthDate', before: '1950-04-01', now: '1960-04-01' }],
    })
    expect(desk.checkIn().birthDate).toBe('1950-04-01')
  })
})

describe('a message of the form', () => {
  it.each(['1', '001'])('says of the branch %s that it has two digits', (branch) => {
    const desk = fakeDesk()
    desk.intend({ type: 'save-draft', draft: draft('eligibility-notice', { branch }) })
    expect(desk.checkIn().draft?.checks.branch).toEqual({ tone: 'error', code: 'BRANCH_LENGTH', details: {} })
  })

  it.each(['0113-001', '０１１３－００１', ' 0113001 '])('counts the digits of %s alone', (insurerNumber) => {
    const desk = fakeDesk()
    desk.intend({ type: 'save-draft', draft: draft('eligibility-notice', { insurerNumber }) })
    expect(desk.checkIn().draft?.checks.insurerNumber).toMatchObject({
      code: 'INSURER_LENGTH',
      details: { length: 7 },
    })
  })

  it.each(['00000000', '000000', '06000012'])('takes %s for no insurer', (insurerNumber) => {
    const desk = fakeDesk()
    desk.intend({ type: 'save-draft', draft: draft('eligibility-notice', { insurerNumber }) })
    expect(desk.checkIn().draft?.checks.insurerNumber).toMatchObject({
      tone: 'error',
      code: 'INSURER_NO_PREFECTURE',
    })
  })

  it.each(['●橋', '■橋', '〓橋', '?橋', '？橋', '□橋', '＊橋', '*橋'])('marks the sign in %s', (name) => {
    const desk = fakeDesk()
    desk.intend({ type: 'save-draft', draft: draft('eligibility-notice', { name }) })
    expect(desk.checkIn().draft?.checks.name).toMatchObject({ tone: 'warning', code: 'NAME_MASKED' })
  })
})

describe('what a declaration brings', () => {
  const declare = (desk: ReturnType<typeof fakeDesk>, fields: Fields, documentId: string | null = null) =>
    desk.intend({ type: 'hand-in-draft', draft: { form: 'self-declaration', documentId, fields, edit: 1 } })
  const idOf = (desk: ReturnType<typeof fakeDesk>) => desk.checkIn().evidence[0]?.id ?? ''

  it('goes with it: that nothing has changed, and the address of its paper', () => {
    const desk = fakeDesk()
    declare(desk, { name: '見本 花子', address: '東京都見本区1-1', declaresNoChange: 'yes' })
    expect(desk.checkIn().visit.saysUnchanged).toBe(true)
    desk.intend({ type: 'remove-document', id: idOf(desk) })
    expect(desk.checkIn()).toMatchObject({ declaration: null, visit: {} })
    expect(JSON.stringify(desk.state())).not.toContain('見本区')
  })

  it('goes where it is corrected, and what was said at the desk stays', () => {
    const desk = fakeDesk()
    declare(desk, { name: '見本 花子', declaresNoChange: 'yes' })
    declare(desk, { name: '見本 花子' }, idOf(desk))
    expect(desk.checkIn().visit.saysUnchanged).toBeUndefined()
    desk.intend({ type: 'set-visit', visit: { saysUnchanged: true } })
    desk.intend({ type: 'remove-document', id: idOf(desk) })
    expect(desk.checkIn().visit.saysUnchanged).toBe(true)
  })
})

it('a form handed in while as much waits as can wait pushes nothing out: it stays, and that is said', () => {
  const desk = fakeDesk()
  desk.intend({ type: 'set-birth-date', birthDate: '1986-05-05' })
  const years = Array.from({ length: MAX_HELD }, (_, index) => 1940 + index)
  for (const year of years)
    desk.scan({
      outcome: 'accept',
      kind: 'prescription',
      fields: {
        name: '見本 花子',
        sex: 'female',
        birthDate: `${year}-04-01`,
        insurerNumber: '',
        symbol: '',
        number: '',
      },
    })
  expect(desk.checkIn().held).toHaveLength(MAX_HELD)
  desk.intend({
    type: 'hand-in-draft',
    draft: draft('eligibility-certificate', { name: '見本 太郎', birthDate: 'S25.4.1' }),
  })
  expect(desk.messages()).toContain('ANSWER_FIRST')
  expect(desk.checkIn().held.map(({ offer }) => 'birthDate' in offer && offer.birthDate)).toEqual(
    years.map((year) => `${year}-04-01`),
  )
  expect(desk.checkIn().draft?.fields.birthDate).toBe('S25.4.1')
})
