/** Whole visits in an engine of today: each reason of the contract once, over the real desk. */
import { letCome } from '../electron/visits/come.ts'
import { VISITS } from '../electron/visits/table.ts'
import { openCounter } from './terminal.ts'

letCome(
  [...Map.groupBy(VISITS, ({ reason }) => reason).values()].flatMap(([first]) => first ?? []),
  openCounter,
)
