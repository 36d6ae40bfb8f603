/** Invites terminals and enrols them. */
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Enrolment } from '../../contract/center.ts'
import { type Code, codeText, newCode } from './code.ts'
import { OWNERS_TURN } from './owners-turn.ts'
import { scramVerifier } from './scram.ts'
import { type Ask, quotedName, type Session } from './session.ts'

/** The role of a terminal in the database: `uketsuke_` and its id without hyphens. */
export const roleOf = (terminal: string): string => `uketsuke_${terminal.replaceAll('-', '')}`

const SALT_BYTES = 16
const PASSWORD_BYTES = 24

/** Days for which a code can be used. */
export const INVITATION_DAYS = 7

/** A role, for whoever made the schema to act as; PostgreSQL 15 wants a member for that. */
const makeRole = async (ask: Ask, role: string, how: string): Promise<void> => {
  await ask(`CREATE ROLE ${quotedName(role)} ${how}`)
  await ask(`GRANT uketsuke_terminal TO ${quotedName(role)}`)
  await ask(`GRANT ${quotedName(role)} TO CURRENT_USER`)
}

export type Invitation = {
  readonly code: string
  readonly terminal: string
  readonly name: string
  readonly site: string
  /** ISO 8601. */
  readonly endsAt: string
}

/**
 * Makes a terminal's role, which can do nothing but enrol until its code was used.
 * @param replaces the id of the terminal whose rows the views leave out from then on
 */
export const invite = async (
  session: Session,
  {
    name,
    site,
    replaces,
  }: { readonly name: string; readonly site: string; readonly replaces: string | null },
): Promise<Invitation> => {
  const code: Code = newCode()
  const role = roleOf(code.terminal)
  const verifier = scramVerifier(code.secret, randomBytes(SALT_BYTES).toString('base64'))
  const endsAt = await session.within(null, async (ask) => {
    const [[ends] = []] = await ask(
      `INSERT INTO uketsuke.terminal (id, role, name, site, invite_ends, code_hash, replaces)
       VALUES ($1::text::uuid, $2, $3, $4, now() + make_interval(days => ${INVITATION_DAYS}), decode($5, 'hex'), $6::text::uuid)
       RETURNING to_char(invite_ends, 'YYYY-MM-DD"T"HH24:MI:SS"+09:00"')`,
      [code.terminal, role, name, site, createHash('sha256').update(code.secret).digest('hex'), replaces],
    )
    // Neither holds anything that people type: digits, letters and the signs of base 64.
    await makeRole(ask, role, `LOGIN PASSWORD '${verifier}' VALID UNTIL '${ends}' CONNECTION LIMIT 3`)
    return ends ?? ''
  })
  return { code: codeText(code), terminal: code.terminal, name, site, endsAt }
}

/** Makes a terminal's own password, before it uses a code. */
export const newEnrolment = (terminal: string): Enrolment => ({
  terminal,
  role: roleOf(terminal),
  password: randomBytes(PASSWORD_BYTES).toString('base64url'),
  salt: randomBytes(SALT_BYTES).toString('base64'),
})

const knownSchema = z.tuple([z.tuple([z.string(), z.string()])])

/**
 * Uses a code. Asked for again with the same enrolment nothing changes.
 * @returns the name and the site that the administrator has given
 */
export const redeemCode = async (
  session: Session,
  { terminal, secret }: Code,
  enrolment: Enrolment,
  { journal, publicKey }: { readonly journal: string; readonly publicKey: string },
): Promise<{ readonly name: string; readonly site: string }> => {
  const verifier = scramVerifier(enrolment.password, enrolment.salt)
  const [[name, site]] = knownSchema.parse(
    await session.ask('SELECT name, site FROM uketsuke.enrol($1::text::uuid, $2, $3, $4, $5)', [
      terminal,
      secret,
      journal,
      publicKey,
      verifier,
    ]),
  )
  return { name, site }
}

/**
 * Enrols a journal under its own name, without a code: for whoever made the schema. Asked for again nothing changes.
 * @returns the terminal's role
 */
export const enrolByOwner = async (
  session: Session,
  {
    journal,
    publicKey,
    name,
  }: { readonly journal: string; readonly publicKey: string; readonly name: string },
): Promise<void> => {
  const role = roleOf(journal)
  await session.within(null, async (ask) => {
    await ask(OWNERS_TURN)
    const known = await ask('SELECT id::text FROM uketsuke.terminal WHERE id = $1::text::uuid', [journal])
    if (known.length > 0) return
    const [[has] = []] = await ask('SELECT count(*)::text FROM pg_roles WHERE rolname = $1', [role])
    if (has === '0') await makeRole(ask, role, 'NOLOGIN')
    else {
      await ask(`GRANT uketsuke_terminal TO ${quotedName(role)}`)
      await ask(`GRANT ${quotedName(role)} TO CURRENT_USER`)
    }
    await ask(
      `INSERT INTO uketsuke.terminal (id, role, name, site, enrolled_at, journal, public_key)
       VALUES ($1::text::uuid, $2, $3, $4, now(), $5, $6)`,
      [journal, role, name, 'trial', journal, publicKey],
    )
    await ask('INSERT INTO uketsuke.place (terminal) VALUES ($1::text::uuid)', [journal])
  })
}
