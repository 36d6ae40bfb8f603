import type { Act } from '../act.ts'

/** Checks this machine, and shows what it finds. */
export const runDoctor: Act<'run-doctor'> = (_, office) =>
  void office.diagnose().then((diagnoses) => office.tell({ type: 'office', change: { diagnoses } }))
