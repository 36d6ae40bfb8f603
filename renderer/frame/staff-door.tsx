import { useWords } from '../languages/index.ts'
import { send } from '../state/connection.ts'
import { useDesk } from '../state/desk.ts'
import { Door } from './door.tsx'

/** Names who is signed in, and lets the next person sign in. */
export const StaffDoor = () => {
  const t = useWords()
  const { signedIn } = useDesk().office.staff
  if (signedIn === null) return null
  return (
    <Door
      icon="person"
      word={t('doors.signOut', { name: signedIn.name })}
      onPress={() => send({ type: 'sign-out' })}
    />
  )
}
