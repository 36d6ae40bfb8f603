/**
 * Writes what follows from the roads, their words and the cases: `docs/rules.md` and the list of cases by reason
 * (`main/rules/shown-by.json`). `node scripts/rules-docs.ts` writes; with `--check` it only compares.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { isReasonCode, NEEDS, NOTES, OUTCOMES, REASONS, type ReasonCode } from '../contract/decision.ts'
import { TERMS } from '../contract/languages/index.ts'
import { RULE_SOURCES, type RuleId, SEEDS, type Source } from '../contract/rule-sources.ts'
import { printEraDate } from '../main/rules/dates/print.ts'
import { explainReason } from '../main/rules/explain.ts'
import { LAW_DAYS } from '../main/rules/law-days.ts'
import { LAST_ROAD, ROADS } from '../main/rules/roads/index.ts'

const at = (path: string): URL => new URL(`../${path}`, import.meta.url)

const caseSchema = z.object({ id: z.string(), title: z.string(), expected: z.object({ reason: z.string() }) })
type Case = z.infer<typeof caseSchema>

const readCases = (): Case[] => {
  const own = readdirSync(at('fixtures/cases/decisions/'))
    .sort()
    .map((name) => `fixtures/cases/decisions/${name}`)
  return ['fixtures/cases/given/decisions.json', ...own].flatMap((path) =>
    z.array(caseSchema).parse(JSON.parse(readFileSync(at(path), 'utf8'))),
  )
}

const codes = Object.keys(REASONS).filter(isReasonCode)

const casesOf = (cases: readonly Case[], code: ReasonCode) =>
  cases.filter(({ expected }) => expected.reason === code).map(({ id, title }) => ({ id, title }))

/** The text of `main/rules/shown-by.json`. */
const shownByText = (cases: readonly Case[]): string =>
  `${JSON.stringify(Object.fromEntries(codes.map((code) => [code, casesOf(cases, code)])), null, 2)}\n`

const days = ({ from, until }: Source): string => {
  if (from !== undefined && until !== undefined) return ` (${from} – ${until})`
  if (from !== undefined) return ` (from ${from})`
  return until === undefined ? '' : ` (through ${until})`
}

const reasonText = (cases: readonly Case[], code: ReasonCode): string => {
  const { outcome, words, roads, rules } = explainReason(code)
  return [
    `### \`${code}\` ${words.ja}`,
    '',
    `${words.en}. *${outcome}*; roads: ${roads.map((road) => `\`${road}\``).join(', ')}`,
    '',
    `- ${words.explain.ja}`,
    `- ${words.explain.en}`,
    `- Rules: ${rules.map((rule) => `[${rule.id}](#${rule.id.toLowerCase()})${days(rule)}`).join(' · ')}`,
    `- Shown by: ${casesOf(cases, code)
      .map(({ id, title }) => `\`${id}\` ${title}`)
      .join(' · ')}`,
    '',
  ].join('\n')
}

const ruleIds = Object.keys(RULE_SOURCES).filter((id): id is RuleId => Object.hasOwn(RULE_SOURCES, id))

const carriedBy = (id: RuleId): string => {
  const roads = [...ROADS, LAST_ROAD].filter(({ reasons }) =>
    Object.values(reasons).some((rules) => rules.includes(id)),
  )
  return roads.length === 0 ? 'to inform only' : roads.map(({ name }) => `\`${name}\``).join(', ')
}

const ruleText = (id: RuleId): string => {
  const rule = RULE_SOURCES[id]
  return [
    `### ${id}`,
    '',
    `${rule.says}`,
    '',
    `→ ${rule.does}${days(rule)} — *${rule.source}*; roads: ${carriedBy(id)}`,
    '',
  ].join('\n')
}

const lawDayLines = (): string[] =>
  Object.entries(LAW_DAYS).flatMap(([name, entry]) =>
    Object.entries(entry).map(([which, day]) => `| ${name} | ${which} | ${day} | ${printEraDate(day)} |`),
  )

/** The text of `docs/rules.md`. */
const pageText = (cases: readonly Case[]): string =>
  [
    '<!-- Written by scripts/rules-docs.ts from main/rules, contract/languages and fixtures/cases. -->',
    '# The acceptance rules',
    '',
    'Each reason that a decision can give, with its words, the rules behind it, their sources and days, and the cases that show it. On the command line: `npm run -s uketsuke -- rules explain CODE`. Each road is one file in `main/rules/roads/`; its head says which rules it carries, in which years, and how it reads them where the sources leave a choice.',
    '',
    '## The roads, in order',
    '',
    'Every road that the evidence opens gives its verdict; the best outcome decides, and among equal ones the earlier road.',
    '',
    ...ROADS.map(
      ({ name, opensWith }, place) => `${place + 1}. \`${name}\`: opened by ${opensWith.join(', ')}`,
    ),
    `${ROADS.length + 1}. \`${LAST_ROAD.name}\`: when no other road has anything to say`,
    '',
    '## The days of the law',
    '',
    'First and last days are included. They stand in `main/rules/law-days.ts` and nowhere else.',
    '',
    '| rule | day | | |',
    '|---|---|---|---|',
    ...lawDayLines(),
    '',
    '## Outcomes, needs and notes',
    '',
    '| code | 日本語 | English |',
    '|---|---|---|',
    ...OUTCOMES.map((code) => `| \`${code}\` | ${TERMS.ja.outcomes[code]} | ${TERMS.en.outcomes[code]} |`),
    ...NEEDS.map((code) => `| \`${code}\` | ${TERMS.ja.needs[code]} | ${TERMS.en.needs[code]} |`),
    ...NOTES.map((code) => `| \`${code}\` | ${TERMS.ja.notes[code]} | ${TERMS.en.notes[code]} |`),
    '',
    '## Reasons',
    '',
    ...codes.map((code) => reasonText(cases, code)),
    '## Rules and their sources',
    '',
    'Seeds, the insurers’ own papers:',
    '',
    ...Object.entries(SEEDS).map(([id, name]) => `- ${id}: ${name}`),
    '',
    ...ruleIds.map(ruleText),
  ].join('\n')

/** The files that follow, as they should be: path from the root to text. */
export const rulesFiles = (): Readonly<Record<string, string>> => {
  const cases = readCases()
  return { 'docs/rules.md': pageText(cases), 'main/rules/shown-by.json': shownByText(cases) }
}

/** The paths of those that are not up to date. */
export const outdatedRulesFiles = (): string[] =>
  Object.entries(rulesFiles())
    .filter(([path, text]) => readFileSync(at(path), 'utf8') !== text)
    .map(([path]) => path)

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const outdated = outdatedRulesFiles()
    for (const path of outdated) console.error(`${path}: not up to date; run node scripts/rules-docs.ts`)
    process.exitCode = outdated.length > 0 ? 1 : 0
  } else for (const [path, text] of Object.entries(rulesFiles())) writeFileSync(at(path), text)
}
