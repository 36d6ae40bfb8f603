import type { ElsewhereDone } from '../../contract/follow-up.ts'
import { RECEPTION } from '../../contract/staff.ts'
import { useWords } from '../languages/index.ts'
import { useDesk } from './desk.ts'

/** The name behind the staff id of a row: of who works here, of who has left, or the word for a desk without staff. */
export const useStaffName = (): ((id: string) => string) => {
  const t = useWords()
  const { people, left } = useDesk().office.staff
  return (id) => {
    if (id === RECEPTION) return t('history.reception')
    const gone = left.find((person) => person.id === id)
    if (gone !== undefined) return t('history.formerPerson', { name: gone.name })
    return people.find((person) => person.id === id)?.name ?? t('history.unknownPerson')
  }
}

/** Names whoever has done a thing: with the counter, where it was another one. */
export const useDoneBy = () => {
  const staffName = useStaffName()
  return ({
    staff,
    elsewhere,
  }: {
    readonly staff: string
    readonly elsewhere?: ElsewhereDone | undefined
  }): string =>
    elsewhere === undefined
      ? staffName(staff)
      : [elsewhere.counterName, elsewhere.name].filter((word) => word !== null).join(' ')
}
