import { isReasonCode, REASONS } from '../../../contract/decision.ts'
import { explainReason } from '../../rules/explain.ts'
import shown from '../../rules/shown-by.json' with { type: 'json' }
import { type Command, EXIT } from '../input.ts'
import { readArguments } from '../options.ts'

const shownBy: Readonly<Record<string, readonly { readonly id: string; readonly title: string }[]>> = shown

/** `rules explain CODE`: a reason's words in both languages, its rules with their sources and days, and its cases. */
export const rulesCommand: Command = async (args, line) => {
  const [act, ...rest] = args
  if (act !== 'explain') {
    line.say(`${act ?? 'rules'}: expected: rules explain CODE`)
    return EXIT.unusable
  }
  const read = readArguments('rules explain', rest)
  if (!read.ok) {
    line.say(read.problem)
    return EXIT.unusable
  }
  const [code] = read.value.files
  if (code === undefined || !isReasonCode(code)) {
    line.say(`${code ?? 'CODE'}: expected one of: ${Object.keys(REASONS).join(' ')}`)
    return EXIT.unusable
  }
  const { outcome, outcomeWords, words, roads, rules } = explainReason(code)
  const { ja, en, explain } = words
  const explained = {
    code,
    outcome: outcome,
    outcomeWords,
    ja,
    en,
    explain,
    roads,
    rules,
    cases: shownBy[code] ?? [],
  }
  await line.out(`${JSON.stringify(explained, null, 2)}\n`)
  return EXIT.done
}
