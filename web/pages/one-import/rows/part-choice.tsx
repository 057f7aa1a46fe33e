import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { ImportRow } from '../../../api/queries/imports.ts'
import { ChoiceCard, LeaveOutName, NewPartName, PartName } from './choice-card.tsx'
import { FindPart } from './find-part.tsx'
import { MATCH_WORDS } from './match-words.ts'
import classes from './mend.module.css'
import { partKeyOf } from './row-values.ts'
import type { ChangeRow } from './use-change-row.ts'

interface PartChoiceProps {
  row: ImportRow
  change: ChangeRow
  /** Whether any part can be looked for, and it can be said whether the next file is to follow. */
  whole: boolean
}

/** Which part a row means: one of those that fit, another one, a new one, or none at all. */
export function PartChoice({ row, change, whole }: PartChoiceProps) {
  const [remember, setRemember] = useState(true)
  const { candidates } = row.match
  const { decision } = row
  const action = decision !== null && 'action' in decision ? decision.action : null
  const key = partKeyOf(row)
  const decide = (next: ImportRow['decision']) => change.mutate({ row, decision: next, remember })
  const others = key !== null && !candidates.some(({ part_key }) => part_key === key)
  return (
    <div className={classes.choice}>
      <fieldset className={classes.cards} aria-label={`Part of row ${row.row_no}`}>
        {others && key !== null && (
          <ChoiceCard chosen number={10} name={<PartName>{key}</PartName>} note="Chosen" onChoose={() => {}} />
        )}
        {candidates.map(({ part_key, manufacturer_code, description, reason }, index) => (
          <ChoiceCard
            key={part_key}
            chosen={part_key === key}
            number={index + 1}
            name={<PartName>{part_key}</PartName>}
            note={[manufacturer_code, description, MATCH_WORDS[reason]].filter(Boolean).join(', ')}
            onChoose={() => decide({ part_key })}
          />
        ))}
        <ChoiceCard
          chosen={action === 'create'}
          number={candidates.length + 1}
          name={<NewPartName />}
          note="from this row"
          onChoose={() => decide(action === 'create' ? null : { action: 'create' })}
        />
        <ChoiceCard
          chosen={action === 'skip'}
          number={candidates.length + 2}
          name={<LeaveOutName />}
          note="for now"
          onChoose={() => decide(action === 'skip' ? null : { action: 'skip' })}
        />
      </fieldset>
      {whole && (
        <div className={classes.more}>
          <FindPart onFound={(found) => decide({ part_key: found })} />
          <Checkbox
            label="Choose the same in the next file"
            checked={remember}
            onChange={({ currentTarget }) => setRemember(currentTarget.checked)}
          />
        </div>
      )}
    </div>
  )
}
