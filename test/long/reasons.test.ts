/** Every reason of the contract in the real window by every way that can lead to it: by card, by code, by hand. */
import { letCome } from '../electron/visits/come.ts'
import { VISITS } from '../electron/visits/table.ts'

letCome(VISITS)
