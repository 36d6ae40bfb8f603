import type { Result } from '../../contract/result.ts'
import type { ScannerEvent } from './port.ts'

/** Why a device that is there did not open. */
export type OpenProblem = 'permission-refused' | 'unavailable'

/** The messages of an opened device. `gone` may come with anything or nothing, and more than once. */
export type DeviceListener = { piece(bytes: Uint8Array): void; gone(): void }

export type OpenDevice = { close(): Promise<void> }

/** A scanner that was found and can be opened. */
export type Candidate = {
  /** The system's path for it: `/dev/hidraw0`. Another one after every plugging, perhaps. */
  readonly path: string
  /** Its name in settings, the same after every plugging: `0c2e:0b81`, `/dev/ttyACM0`. */
  readonly name: string
  /** For people: `Voyager 1400g (0c2e:0b81)`. */
  readonly label: string
  /** The line for udev that would give access, where the system has udev. */
  readonly udevRule: string | null
  open(listener: DeviceListener): Promise<Result<OpenDevice, OpenProblem>>
  /** Turns what the opened device sends into an event under the name that it was given. */
  event(at: number, device: string, piece: Uint8Array): ScannerEvent
}

/** One way in which scanners are attached. `find` never rejects: a system that cannot tell has none. */
export type ScannerSource = { find(): Promise<readonly Candidate[]> }
