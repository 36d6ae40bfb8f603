import { z } from 'zod'

export const ROLES = ['receptionist', 'manager', 'administrator'] as const
export const roleSchema = z.enum(ROLES)
export type Role = z.infer<typeof roleSchema>

export const RIGHTS = [
  'check-in',
  'override',
  'look',
  'verify',
  'export',
  'purge',
  'settings',
  'staff',
  'restore',
  'rotate-keys',
] as const
export const rightSchema = z.enum(RIGHTS)
/** An act that not everybody may do. */
export type Right = z.infer<typeof rightSchema>

/** Who acts while no staff is set up, and what the machine does by itself. */
export const RECEPTION = 'reception'
export const TERMINAL = 'terminal'
