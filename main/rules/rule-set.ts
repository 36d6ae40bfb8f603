/** The version of the rules, kept in every journal row: the day on which their sources were last read. */
export const RULE_SET = '2026-11-28'
