import { Combobox } from '@mantine/core'
import { memo } from 'react'
import type { Suggestions } from '../../api/queries/parts.ts'
import { Picture } from '../../shared/picture/picture.tsx'
import { placeName } from '../../shared/place/place.ts'
import { Marked } from '../../shared/text/marked.tsx'
import { count } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import classes from './search-field.module.css'

type Suggested = Suggestions['parts'][number]

function rangesOf({ matched }: Suggested, field: string) {
  return matched.filter((match) => match.field === field).flatMap(({ ranges }) => ranges)
}

/** A part among the suggestions. A letter draws the list several times, and most of them change no part. */
export const PartOption = memo(function PartOption({ part }: { part: Suggested }) {
  const { key, manufacturer_code: number, description, total_quantity: total, locations, cover_url: cover } = part
  const keyRanges = rangesOf(part, 'key')
  return (
    <Combobox.Option value={`part:${key}`} className={classes.part}>
      <span data-part={key} hidden />
      <Picture url={cover} size={2.25} />
      {keyRanges.length > 0 ? (
        <mark>
          <PartKey>{key}</PartKey>
        </mark>
      ) : (
        <PartKey>{key}</PartKey>
      )}
      <span className={classes.words}>
        {number !== null && (
          <span className={`mono ellipsis ${classes.number}`}>
            <Marked text={number} ranges={rangesOf(part, 'manufacturer_code')} />
          </span>
        )}
        <span className="ellipsis">
          <Marked text={description} ranges={rangesOf(part, 'description')} />
        </span>
      </span>
      <span className={`num ${classes.stock}`} data-none={total === 0 || undefined}>
        <b>{count(total)}</b>
        <span>{total === 0 ? 'none left' : locations.slice(0, 2).map(placeName).join(', ')}</span>
      </span>
    </Combobox.Option>
  )
})
