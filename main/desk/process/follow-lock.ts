import { isLocked } from '../model/admission.ts'
import type { BackOffice, Devices } from '../ports.ts'
import type { ScanDesk } from './scan-desk.ts'

/**
 * Keeps the scanner room in step with the sign-in. While the desk is locked, scans are refused, and what a scanner kept
 * meanwhile is thrown away afterwards; while it is locked or somebody is given a staff card, a scan is a staff card and no
 * document.
 * @param isRegistering whether the next scan is to be somebody's new staff card
 * @param staffCard hears the text of a staff card
 * @returns to be called after each step of the desk
 */
export const followLock = (
  parts: {
    readonly office: Pick<BackOffice, 'staff'>
    readonly scans: Pick<ScanDesk, 'wait' | 'capture'>
    readonly devices: Pick<Devices, 'scanner'>
  },
  isRegistering: () => boolean,
  staffCard: (code: string) => void,
): (() => void) => {
  let locked = false
  let capturing = false
  return () => {
    const staff = parts.office.staff()
    if (locked !== isLocked(staff)) {
      locked = !locked
      parts.scans.wait(locked)
      if (!locked) void parts.devices.scanner.drain()
    }
    const wanted = locked || isRegistering()
    if (capturing === wanted) return
    capturing = wanted
    parts.scans.capture(wanted ? staffCard : null)
  }
}
