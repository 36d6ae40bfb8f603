/** `npm run -s uketsuke -- COMMAND …`: the command line in a checkout. Standard output belongs to the command alone. */

import { spawnSync } from 'node:child_process'
import { pinnedNode, setUp } from './setup.mjs'
