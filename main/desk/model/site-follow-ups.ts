/** Things that visits at the site's other counters have left to do, as they are listed and done here. */
import { MAX_SITE_FOLLOW_UPS, type SiteFollowUp } from '../../../contract/site.ts'
import { type Core, type DeskEvent, type Step, withState } from './core.ts'

/** Done ones that stay in sight. */
const DONE_SHOWN = 5

const nameOf = ({ terminal, followUp }: SiteFollowUp): string => `${terminal} ${followUp.id}`

const withList = (core: Core, followUps: readonly SiteFollowUp[]): Core =>
  withState(core, { site: { ...core.state.site, followUps: followUps.slice(0, MAX_SITE_FOLLOW_UPS) } })

/** Takes the list of what is open elsewhere; what was done here a moment ago may still be in it, and is done all the same. */
export const withSiteFollowUps = (core: Core, list: readonly SiteFollowUp[]): Core => {
  const done = core.state.site.followUps.filter(({ followUp }) => followUp.done !== null).slice(0, DONE_SHOWN)
  const known = new Set(done.map(nameOf))
  return withList(core, [...done, ...list.filter((one) => !known.has(nameOf(one)))])
}

/** One of them was done here. */
export const siteFollowUpDone = (
  core: Core,
  { terminal, id, done }: Extract<DeskEvent, { type: 'site-follow-up-done' }>,
): Step => {
  const { followUps } = core.state.site
  const found = followUps.find((one) => one.terminal === terminal && one.followUp.id === id)
  if (found === undefined) return { core, effects: [] }
  const others = followUps.filter((one) => one !== found)
  const first = { ...found, followUp: { ...found.followUp, done } }
  return {
    core: withList(core, [first, ...others]),
    effects: [{ type: 'tell-site', order: { order: 'settled' } }],
  }
}
