/** Shared by the tests of the center: one cluster a file, homes with visits. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { z } from 'zod'
import { type Cluster, type ClusterOptions, createCluster } from '../../fixtures/center/cluster.ts'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { typed } from '../../fixtures/typed.ts'
import { beAtHome } from './at-home.ts'

/** This month in Japan, as the tables of a month are named: `2026_11`. */
export const THIS_MONTH = new Date()
  .toLocaleDateString('sv', { timeZone: 'Asia/Tokyo' })
  .slice(0, 7)
  .replace('-', '_')

const cardRead = (id: string) => ({
  id,
  visitDate: '2026-11-22',
  presented: [{ type: 'my-number-card' }],
  reader: { state: 'read', identifiedBy: 'face' },
  online: { code: 1 },
})

/** Writes check-ins into the journal of a home, as `check-in` does. */
export const checkIn = async (home: string, count: number): Promise<void> => {
  const input = JSON.stringify(Array.from({ length: count }, (_, index) => cardRead(`mihon-${index}`)))
  const { code } = await typed(['check-in', '--home', home], input)
  if (code !== 0) throw new Error(`check-in ended with ${code}`)
}

export type CenterDatabase = {
  readonly name: string
  /** As its owner. */
  readonly url: string
  /** As the superuser; what `psql -At` prints. */
  sql(text: string): Promise<string>
}

/** A cluster for the tests of one file, and folders that go with it. */
export const centerForTests = (options: ClusterOptions = {}) => {
  let cluster: Cluster | null = null
  const folders: string[] = []
  beforeAll(async () => {
    cluster = await createCluster(options)
  })
  afterAll(async () => {
    await cluster?.remove()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })
  const there = (): Cluster => {
    if (cluster === null) throw new Error('the cluster is made before the tests')
    return cluster
  }
  let databases = 0
  let hasTemplate = false
  /** A database that is a copy of another one. */
  const copyOfDatabase = async (template: string): Promise<CenterDatabase> => {
    databases += 1
    const name = `center${databases}`
    await there().psql('postgres', `CREATE DATABASE ${name} TEMPLATE ${template}`)
    return { name, url: there().url(name), sql: (text) => there().psql(name, text) }
  }
  return {
    cluster: there,
    copyOfDatabase,
    /** A database with the center's schema. */
    center: async (): Promise<CenterDatabase> => {
      if (!hasTemplate) {
        const made = await uketsuke(
          'center',
          'init',
          '--database',
          await there().createDatabase('initialised'),
        )
        if (made.code !== 0) throw new Error(made.said)
        hasTemplate = true
      }
      return copyOfDatabase('initialised')
    },
    home: (): string => {
      const folder = mkdtempSync(join(tmpdir(), 'uketsuke-center-'))
      folders.push(folder)
      return join(folder, 'home')
    },
    /** Every file of a home, as somebody who copies a disk and puts it back would have them: the copy takes itself for the terminal. */
    copyOf: (home: string): string => {
      const folder = mkdtempSync(join(tmpdir(), 'uketsuke-center-'))
      folders.push(folder)
      cpSync(home, join(folder, 'home'), { recursive: true })
      beAtHome(join(folder, 'home'))
      return join(folder, 'home')
    },
  }
}

const verificationsSchema = z.array(
  z.strictObject({
    terminal: z.string(),
    entries: z.number(),
    ok: z.boolean(),
    firstBad: z.number().nullable(),
    problem: z.string().nullable(),
  }),
)

/** The output of `center verify`. */
export const verified = async (url: string, ...more: readonly string[]) => {
  const { code, json, said } = await uketsuke('center', 'verify', '--database', url, ...more)
  return { code, said, terminals: verificationsSchema.parse(json) }
}

const invitationSchema = z.looseObject({ code: z.string(), terminal: z.string() })

/** Invites a terminal. */
export const invited = async (url: string, name = '受付1', site = '見本内科医院') => {
  const { json, said } = await uketsuke('center', 'invite', '--database', url, '--name', name, '--site', site)
  if (json === null) throw new Error(said)
  return invitationSchema.parse(json)
}
