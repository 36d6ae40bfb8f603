/** Loads a library of Windows: only there, because koffi costs memory that no other system needs to give. */
import { createRequire } from 'node:module'

type Koffi = typeof import('koffi')

/** koffi itself, for the modules that call Windows; throws where the system has no such machine code. */
export const loadKoffi = (): Koffi => createRequire(import.meta.url)('koffi') as Koffi
