/**
 * Remembers where a journal is at home: on which machine, in which folder. A copy that was restored or put elsewhere, for a drill
 * perhaps, is not the terminal until an administrator says so: it forwards nothing, and leaves the terminal's backups alone.
 */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { machineId, wholePath } from '../files/machine.ts'
import { readValue } from './database.ts'
import { fingerprint } from './mac.ts'

const NAME = 'places'

/** `<machine>/<folder>`, each a fingerprint; the first is empty where the system does not say which machine it is. */
type Place = string

/** Stands for a place that nobody knows. */
const NOWHERE: Place = '/'

/** The place of a home folder that is there. */
export const placeOf = (home: string): Place => {
  const machine = machineId()
  return `${machine === '' ? '' : fingerprint(`machine ${machine}`)}/${fingerprint(`folder ${wholePath(home)}`)}`
}

/** Tells whether two places are one: what a system does not say of its machine is no difference. */
export const isSamePlace = (one: Place, other: Place): boolean => {
  const [machine = '', folder = ''] = one.split('/')
  const [otherMachine = '', otherFolder = ''] = other.split('/')
  return folder === otherFolder && (machine === otherMachine || machine === '' || otherMachine === '')
}

/** The places that the journal has been at home in, the last one at the end; none in a journal that no newer program has opened. */
const placesIn = (database: Database.Database): Place[] => {
  const text = readValue(database, 'SELECT value FROM meta WHERE name = ?', z.string(), NAME)
  return text === null ? [] : z.array(z.string()).parse(JSON.parse(text))
}

const keepPlaces = (database: Database.Database, places: readonly Place[]): void => {
  database
    .prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)')
    .run(NAME, JSON.stringify(places))
}

/** The standing of a copy of a journal, for whoever asks whose backups are its own. */
export type Standing = {
  /** Another place than the journal's home. */
  readonly isElsewhere: boolean
  readonly here: Place
  /** The places that the journal was at home in before this one; none for a copy that is not at home. */
  readonly before: readonly Place[]
}

/** Looks where the journal in a folder stands. */
export const standingOf = (database: Database.Database, home: string): Standing => {
  const here = placeOf(home)
  const places = placesIn(database)
  const last = places.at(-1)
  const isElsewhere = last !== undefined && !isSamePlace(last, here)
  return { isElsewhere, here, before: isElsewhere ? [] : places.slice(0, -1) }
}

/** The journal is at home in this folder from now on. */
export const settleIn = (database: Database.Database, home: string): void => {
  const { here } = standingOf(database, home)
  const places = placesIn(database)
  const last = places.at(-1)
  if (last === undefined || !isSamePlace(last, here)) keepPlaces(database, [...places, here])
}

/** A journal that knows no home yet has it where it is opened. */
export const adopt = (database: Database.Database, home: string): void => {
  if (placesIn(database).length === 0) settleIn(database, home)
}

/**
 * A journal was restored into a folder.
 * @param wasHome the folder was the journal's home before: then it is again, whatever the copy knows
 */
export const restoredInto = (database: Database.Database, home: string, wasHome: boolean): void => {
  if (wasHome) settleIn(database, home)
  else if (placesIn(database).length === 0) keepPlaces(database, [NOWHERE])
}

export const PLACES = NAME
