/**
 * Takes over the settings and the staff that an administrator has published for the site: signed with the key that this terminal
 * trusts, and newer than what was taken before. On record, and shown as what it is.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Publication, publishedContentSchema } from '../../../contract/publication.ts'
import { type Published, publishedSchema } from '../../../contract/site.ts'
import { type StaffPort, TERMINAL } from '../../../contract/staff.ts'
import { publicationHolds } from '../../center/publication.ts'
import { writeWhole } from '../../files/whole-file.ts'
import type { OfficeContext } from '../ports.ts'
import type { SettingsStore } from './settings-store.ts'
import type { StaffRoom } from './staff-room.ts'

const fileIn = (home: string): string => join(home, 'center.published')

/** The publication that was taken over last; null where none was. */
export const lastPublished = (home: string): Published | null => {
  try {
    return publishedSchema.safeParse(JSON.parse(readFileSync(fileIn(home), 'utf8'))).data ?? null
  } catch {
    return null
  }
}

/** Brings the staff to the published list: others leave, roles follow. @returns names that are to be given a PIN here first */
const followStaff = async (
  people: readonly { readonly name: string; readonly role: 'receptionist' | 'manager' | 'administrator' }[],
  staff: StaffPort,
): Promise<string[]> => {
  const byName = new Map(people.map((person) => [person.name, person]))
  // Roles first: whoever becomes an administrator lets the last one go.
  for (const { id, name, role } of staff.members()) {
    const published = byName.get(name)
    if (published !== undefined && published.role !== role)
      await staff.change({ by: TERMINAL, id, role: published.role })
  }
  for (const { id, name } of staff.members()) if (!byName.has(name)) staff.remove({ by: TERMINAL, id })
  const present = new Set(staff.members().map(({ name }) => name))
  return people.flatMap(({ name }) => (present.has(name) ? [] : [name]))
}

/** @param context writes rows as the terminal's own */
export const takePublication = async (
  publication: Publication,
  parts: {
    readonly home: string
    readonly settings: SettingsStore
    readonly staff: StaffRoom
    readonly port: StaffPort | null
  },
  context: OfficeContext,
): Promise<void> => {
  const { home, settings, staff, port } = parts
  const trusted = settings.now().center?.trusts ?? null
  const last = lastPublished(home)
  if (trusted === null || !publicationHolds(publication, trusted)) return
  if (last !== null && last.key === trusted && publication.number <= last.number) return
  let json: unknown
  try {
    json = JSON.parse(publication.content)
  } catch {
    return
  }
  const content = publishedContentSchema.safeParse(json)
  if (!content.success) return
  const { site, number, at, key } = publication
  const row = context.record({ event: 'published-taken', site, edition: number, publicKey: key })
  if (row === null) return
  if (content.data.settings !== undefined && !settings.change(content.data.settings, context)) return
  let waiting: string[] = []
  if (content.data.staff !== undefined && port !== null && port.members().length > 0) {
    const before = staff.view().signedIn
    waiting = await followStaff(content.data.staff, port)
    const now = port.members().find(({ id }) => id === before?.id)
    if (before !== null && now?.role !== before.role) staff.signOut('asked', context)
    context.tell({ type: 'staff', staff: staff.view() })
  }
  const published: Published = {
    site,
    number,
    at,
    key,
    settings: Object.keys(content.data.settings ?? {}),
    hasStaff: content.data.staff !== undefined,
    waiting,
  }
  writeWhole(fileIn(home), JSON.stringify(published))
  context.tell({ type: 'published', published })
}
