import type { Reason } from '../../../contract/decision.ts'
import { RULE_SOURCES, type RuleId, SEEDS } from '../../../contract/rule-sources.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { Phrases } from '../../parts/phrases.tsx'
import { classes } from '../../styles/classes.ts'
import css from './why.module.css'

const isRuleId = (id: string): id is RuleId => Object.hasOwn(RULE_SOURCES, id)

/** `S1 p.7` → `横河電機健康保険組合 p.7`: whose paper it is, then where in it. */
const sourceName = (source: string): string => {
  const [seed = '', ...place] = source.split(' ')
  return [SEEDS[seed] ?? seed, ...place].join(' ')
}

const Rule = ({ id }: { id: string }) => {
  const rule = isRuleId(id) ? RULE_SOURCES[id] : undefined
  return (
    <li className={css.reasonRule}>
      <span className={classes(css.reasonRuleId, 'tabular')}>{id}</span>
      {rule === undefined ? null : (
        <span>
          {/* The sources are Japanese papers, whatever the language of the desk. */}
          <q lang="ja" className={css.reasonQuote}>
            {rule.says}
          </q>
          <cite lang="ja" className="small soft">
            {sourceName(rule.source)}
          </cite>
        </span>
      )}
    </li>
  )
}

/** The reasons, the deciding one first: what each means, and the rules it stands on with what their sources say. */
export const Why = ({ reasons }: { reasons: readonly Reason[] }) => {
  const words = useContractWords()
  return (
    <ol className={css.reasons}>
      {reasons.map((reason) => (
        <li key={reason.code} className="reason">
          <p className={css.reasonTitle}>
            <Phrases text={words.reason(reason.code)} />
          </p>
          <p>
            <Phrases text={words.explain(reason.code)} />
          </p>
          <ul className={css.reasonRules}>
            {reason.rules.map((rule) => (
              <Rule key={rule} id={rule} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
