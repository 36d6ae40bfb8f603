import type { Reason } from '../../main/contract/decision.ts'
import { useContractWords } from '../languages/contract-words.ts'
import './why.css'

/** The reasons, the deciding one first, each with the rules it stands on. */
export const Why = ({ reasons }: { reasons: readonly Reason[] }) => {
  const words = useContractWords()
  return (
    <ol className="reasons">
      {reasons.map((reason) => (
        <li key={reason.code} className="reason">
          <p className="reason-title">{words.reason(reason.code)}</p>
          <p>{words.explain(reason.code)}</p>
          <ul className="reason-rules">
            {reason.rules.map((rule) => (
              <li key={rule} className="small tabular">
                {rule}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
