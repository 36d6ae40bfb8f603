import { useState } from 'react'
import { MAX_TASKS } from '../../../contract/list-limits.ts'
import type { Task } from '../../../contract/visit-row.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { moment } from '../../state/days.ts'
import readyCss from './ready.module.css'
import css from './tasks.module.css'

/** So many are shown at first: today's visits stay in sight below them. */
const FEW = 3

/** Open tasks of earlier visits, the oldest first; each stays until somebody says that it is done. */
export const Tasks = ({ tasks }: { tasks: readonly Task[] }) => {
  const t = useWords()
  const words = useContractWords()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? tasks : tasks.slice(0, FEW)
  return (
    <section className={readyCss.listCard} aria-labelledby="tasks-title">
      <header className={readyCss.listCardHead}>
        <h2 id="tasks-title">{t('tasks.title')}</h2>
        <span className="soft small tabular">
          {t(tasks.length < MAX_TASKS ? 'tasks.count' : 'tasks.countMost', { count: tasks.length })}
        </span>
      </header>
      <ul>
        {shown.map((task) => (
          <li key={`${task.seq}-${task.note}`} className={css.taskLine}>
            <div>
              <p className={css.taskWhat}>
                <Phrases text={words.note(task.note)} />
              </p>
              <p className="small soft tabular">
                {moment(task.at)}
                {' ・ '}
                {task.patientNumber === null
                  ? t('visits.noNumber')
                  : t('visits.number', { number: task.patientNumber })}
              </p>
            </div>
            <Button
              icon="tick"
              onPress={() => send({ type: 'complete-task', seq: task.seq, note: task.note })}
            >
              {t('tasks.done')}
            </Button>
          </li>
        ))}
      </ul>
      {tasks.length <= FEW ? null : (
        <div className={css.taskMore}>
          <Button rank="quiet" onPress={() => setWhole(!isWhole)}>
            {isWhole ? t('tasks.fewer', { count: FEW }) : t('tasks.more', { count: tasks.length - FEW })}
          </Button>
        </div>
      )}
    </section>
  )
}
