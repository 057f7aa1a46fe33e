import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { suggestionsQuery } from '../../../api/queries/parts.ts'
import type { ScanMatch } from '../../../api/queries/scans.ts'
import classes from './answer.module.css'
import { Matches } from './matches.tsx'

const CALM_MS = 150

/** Lets the person say which part a code means that is not known. */
export function FindPart({ onChoose }: { onChoose: (match: ScanMatch) => void }) {
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed, CALM_MS)
  const { data } = useQuery(suggestionsQuery(asked))
  const found = (asked.trim() === '' ? [] : (data?.parts ?? [])).map(
    ({ key, manufacturer_code, description, cover_url, total_quantity, locations }): ScanMatch => ({
      part: { key, manufacturer_code, description, cover_url, total_quantity },
      locations,
      score: 0,
      reason: 'search',
      seller_id: null,
    }),
  )
  return (
    <div className={classes.find}>
      <TextInput
        label="A part that is here already"
        placeholder="Key, number or words"
        autoComplete="off"
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {found.length > 0 && <Matches matches={found} onChoose={onChoose} />}
    </div>
  )
}
