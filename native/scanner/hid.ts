/** HID Point-of-Sale scanners: usage page 0x8C (bar code scanner), usage 2, whoever made them. */
import type { Result } from '../../contract/result.ts'
import { readReportDescriptor } from './report-descriptor.ts'
import type { Candidate, DeviceListener, OpenDevice, OpenProblem, ScannerSource } from './source.ts'
import { hidUdevRule, usbName } from './udev.ts'

const BAR_CODE_SCANNER = { usagePage: 0x8c, usage: 0x02 } as const

export type HidInfo = {
  readonly path: string
  readonly vendorId: number
  readonly productId: number
  readonly product: string | null
  /** Null where the system does not tell. */
  readonly usagePage: number | null
  readonly usage: number | null
}

/** The system's HID devices; tests pass their own. */
export type HidBackend = {
  /** Never rejects. */
  list(): Promise<readonly HidInfo[]>
  open(info: HidInfo, listener: DeviceListener): Promise<Result<OpenDevice, OpenProblem>>
  /** The report descriptor, or null where it cannot be read. */
  descriptor(path: string): Promise<Uint8Array | null>
}

/** A model that is taken for a scanner although it does not say so. */
export type HidModel = { readonly vendorId: number; readonly productId: number }

const isScanner = (info: HidInfo, models: readonly HidModel[]): boolean =>
  (info.usagePage === BAR_CODE_SCANNER.usagePage && info.usage === BAR_CODE_SCANNER.usage) ||
  models.some((model) => model.vendorId === info.vendorId && model.productId === info.productId)

const toCandidate = async (backend: HidBackend, info: HidInfo): Promise<Candidate> => {
  const name = usbName(info.vendorId, info.productId)
  const descriptor = await backend.descriptor(info.path)
  const layout = descriptor === null ? null : readReportDescriptor(descriptor)
  return {
    path: info.path,
    name,
    label: info.product === null || info.product === '' ? name : `${info.product} (${name})`,
    udevRule: hidUdevRule(info.vendorId),
    open: (listener) => backend.open(info, listener),
    event: (at, device, report) => ({
      kind: 'report',
      at,
      device,
      report,
      ...(layout === null ? {} : { layout }),
    }),
  }
}

/** The HID scanners of a system. `models`: makers and models by configuration, beside the usage. */
export const hidSource = (backend: HidBackend, models: readonly HidModel[] = []): ScannerSource => ({
  find: async () => {
    const devices = await backend.list()
    return Promise.all(
      devices.filter((info) => isScanner(info, models)).map((info) => toCandidate(backend, info)),
    )
  },
})
