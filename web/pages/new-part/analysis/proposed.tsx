import { Button } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { plural } from '../../../shared/text/numbers.ts'
import type { Draft } from '../draft.ts'
import classes from './analysis.module.css'

interface ProposedProps {
  draft: Draft
  /** What is proposed and not decided yet. */
  open: Partial<Draft>
  onAccept: (fields: Partial<Draft>) => void
}

/** How many fields are proposed, and one button for those that nothing was typed into. */
export function Proposed({ draft, open, onAccept }: ProposedProps) {
  const fields = Object.entries(open)
  if (fields.length === 0) return null
  const texts = new Map<string, string>(Object.entries(draft))
  const free = Object.fromEntries(fields.filter(([field]) => texts.get(field) === ''))
  const count = Object.keys(free).length
  return (
    <div className={classes.proposed}>
      <b>{plural(fields.length, 'field is proposed', 'fields are proposed')}</b>
      {count < fields.length && <span>{plural(fields.length - count, 'differs', 'differ')} from what you typed</span>}
      <span className={classes.grow} />
      {count > 0 && (
        <Button size="xs" leftSection={<IconChecks size={14} stroke={1.75} />} onClick={() => onAccept(free)}>
          Accept {plural(count, 'field', 'fields')}
        </Button>
      )}
    </div>
  )
}

interface ProposedValueProps {
  label: string
  value: string
  onAccept: () => void
  onRefuse: () => void
}

/** A proposed value beside its field, to be accepted or left out. */
export function ProposedValue({ label, value, onAccept, onRefuse }: ProposedValueProps) {
  return (
    <span className={classes.value}>
      <span className={classes.text} title={value}>
        {value}
      </span>
      <Button size="xs" variant="subtle" aria-label={`Accept ${label}: ${value}`} onClick={onAccept}>
        Accept
      </Button>
      <Button size="xs" variant="subtle" color="gray" aria-label={`Leave out ${label}`} onClick={onRefuse}>
        Leave out
      </Button>
    </span>
  )
}
