/** An entitlement beside the last visit: what is known of both and differs is marked, and nothing else. */
import { describe, expect, it } from 'vitest'
import type { Entitlement } from '../../../contract/bridge-reading.ts'
import type { LastVisit } from '../../../contract/seen-before.ts'
import { differencesFromLast, factsOf, tracesToCompare } from '../../../main/desk/model/last-cover.ts'
import { makeHome, openHome } from '../journal/support.ts'

const TARO: Entitlement = {
  class: '01',
  name: '見本　髙子',
  kana: null,
  birthDate: '1985-06-07',
  sex: null,
  relation: 'self',
  insurerNumber: '01139997',
  insurerName: null,
  symbol: '１２３４',
  number: '56',
  branch: '2',
  validFrom: null,
  expiresOn: null,
  endedOn: null,
  burden: 3,
  preschool: false,
  fullPay: false,
  referenceNumber: null,
}
const journal = openHome(makeHome())
type Kept = Pick<LastVisit, 'insured' | 'cover' | 'burden'>
const kept = (item: Partial<Entitlement> = {}): Kept => {
  const [traces] = journal.coverTraces(factsOf({ ...TARO, ...item }))
  return { insured: traces?.insured ?? null, cover: traces?.cover ?? null, burden: item.burden ?? 3 }
}
const differs = (last: Kept, item: Partial<Entitlement> = {}) => {
  const now = { ...TARO, ...item }
  return differencesFromLast(last, now, tracesToCompare(now, journal.coverTraces))
}

describe('differences from the last visit', () => {
  it('are none for the same cover, however it is written', () => {
    expect(differs(kept(), { name: '見本 高子', symbol: '1234', branch: '02' })).toEqual([])
  })

  it.each([
    [{ insurerNumber: '00139998' }, 'insurerNumber'],
    [{ number: '57' }, 'number'],
    [{ symbol: '1235' }, 'number'],
    [{ branch: '01' }, 'branch'],
    [{ name: '見本 花子' }, 'name'],
    [{ burden: 2 }, 'burden'],
  ] as const)('%o is marked as %s alone', (change, field) => {
    expect(differs(kept(), change)).toEqual([field])
  })

  it.each([
    { insured: null, cover: null, burden: null },
    { insured: null, cover: {}, burden: null },
  ])('are none where the row tells nothing: %o', (last) => {
    expect(differs(last, { number: '57', burden: 2 })).toEqual([])
  })

  it('are none where the answer tells nothing, names another kind of help, or has letters that nobody could write', () => {
    const nothing = { insurerNumber: null, number: null, branch: null, name: null, burden: null }
    expect(differs(kept(), nothing)).toEqual([])
    expect(differs(kept(), { class: 'A1', number: '57' })).toEqual([])
    expect(differs(kept(), { name: '見本 ●子' })).toEqual([])
  })

  it('are none for a paper that was kept without its symbol', () => {
    expect(differs(kept({ symbol: null }))).toEqual([])
  })
})
