/**
 * 特別療養: the patient is insured and pays the whole at the counter.
 *
 * Rules: N22. Years: all.
 *
 * It is never lost: whichever road decides, and whichever paper of this patient or answer shows it, an accepting
 * decision says it first and takes ten tenths, since the counter must not take three.
 */
import type { ReasonCode } from '../../contract/decision.ts'
import type { RuleId } from '../../contract/rule-sources.ts'

/** Every road that can show it carries it, with its rule. */
export const FULL_PAY_REASON = { FULL_PAY_SPECIAL: ['N22'] } as const satisfies Partial<
  Record<ReasonCode, readonly RuleId[]>
>
