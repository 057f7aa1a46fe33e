import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Import } from '../../api/queries/imports.ts'
import { PageHead } from '../../shared/page/page-head.tsx'
import classes from './one-import.module.css'
import { factsOf, titleOf } from './title-of.ts'

interface Step {
  name: string
  /** Which step of the address it is; none for what one cannot go back to. */
  target?: 'columns' | 'rows'
}

const STEPS: readonly Step[] = [
  { name: 'File' },
  { name: 'Columns', target: 'columns' },
  { name: 'Rows', target: 'rows' },
  { name: 'Written' },
]

/** The place of the step that is shown, from 0. */
function placeOf({ status, detected }: Import, step: 'columns' | 'rows'): number {
  if (status === 'committing' || status === 'committed' || status === 'undoing' || status === 'undone') return 3
  if (status === 'failed' || detected === null) return 0
  return step === 'rows' ? 2 : 1
}

function Mark({ index, at }: { index: number; at: number }) {
  return (
    <span className={classes.mark} aria-hidden>
      {index < at ? <IconCheck size={12} stroke={2.25} /> : index + 1}
    </span>
  )
}

/** The title of an import, and how far it has come. */
export function Head({ one, step }: { one: Import; step: 'columns' | 'rows' }) {
  const at = placeOf(one, step)
  const open = one.status === 'proposed' || (one.status === 'reading' && one.detected !== null)
  const params = { import: String(one.id) }
  return (
    <PageHead
      title={titleOf(one)}
      summary={factsOf(one)}
      actions={
        <ol className={classes.steps} aria-label="Steps">
          {STEPS.map(({ name, target }, index) => {
            const state = index === at ? 'here' : index < at ? 'done' : 'ahead'
            const content = (
              <>
                <Mark index={index} at={at} />
                <span className={classes.stepName}>{name}</span>
              </>
            )
            return (
              <li key={name} data-state={state} aria-current={state === 'here' ? 'step' : undefined}>
                {target === undefined || !open ? (
                  <span className={classes.step}>{content}</span>
                ) : (
                  <Link to="/import/$import" params={params} search={{ step: target }} className={classes.step}>
                    {content}
                  </Link>
                )}
              </li>
            )
          })}
        </ol>
      }
    />
  )
}
