/** HID devices that the kernel believes in, through /dev/uhid (linux/uhid.h). */
import { closeSync, openSync, writeSync } from 'node:fs'

const EVENT = { destroy: 1, create2: 11, input2: 12 } as const
const BUS_USB = 3

const event = (type: number, size: number): { bytes: Buffer; body: Buffer } => {
  const bytes = Buffer.alloc(4 + size)
  bytes.writeUInt32LE(type, 0)
  return { bytes, body: bytes.subarray(4) }
}

export type VirtualDevice = {
  /** The open `/dev/uhid`, for a worker that sends while this thread is blocked. */
  readonly file: number
  /** A report as what has to be written to `file`. */
  encode(report: Uint8Array): Uint8Array
  send(report: Uint8Array): void
  unplug(): void
}

const encode = (report: Uint8Array): Uint8Array => {
  const { bytes, body } = event(EVENT.input2, 2 + report.length)
  body.writeUInt16LE(report.length, 0)
  body.set(report, 2)
  return bytes
}

/** struct uhid_create2_req: name 128, phys 64, uniq 64, rd_size u16, bus u16, vendor, product, version, country u32, rd_data. */
export const plugIn = (device: {
  readonly name: string
  readonly vendorId: number
  readonly productId: number
  readonly descriptor: Uint8Array
}): VirtualDevice => {
  const file = openSync('/dev/uhid', 'r+')
  const { bytes, body } = event(EVENT.create2, 276 + 4096)
  body.write(device.name, 0, 127, 'latin1')
  body.writeUInt16LE(device.descriptor.length, 256)
  body.writeUInt16LE(BUS_USB, 258)
  body.writeUInt32LE(device.vendorId, 260)
  body.writeUInt32LE(device.productId, 264)
  body.set(device.descriptor, 276)
  writeSync(file, bytes)
  return {
    file,
    encode,
    send: (report) => void writeSync(file, encode(report)),
    unplug: () => {
      writeSync(file, event(EVENT.destroy, 0).bytes)
      closeSync(file)
    },
  }
}
