import type { Act } from '../act.ts'

/** Shows the serial ports that the machine has now. */
export const listSerialPorts: Act<'list-serial-ports'> = (_, office) =>
  void office.serialPorts().then((serialPorts) => office.tell({ type: 'office', change: { serialPorts } }))
