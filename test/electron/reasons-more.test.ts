/** Every reason of the contract once in the real window, of those that do not accept. */
import { letCome } from './visits/come.ts'
import { firstOfEach } from './visits/first-of-each.ts'

letCome(firstOfEach((outcome) => outcome === 'need-more' || outcome === 'not-confirmed'))
