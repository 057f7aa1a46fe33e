import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { partPlacesQuery, partQuery } from '../../../api/queries/parts.ts'
import { Picture } from '../../../shared/picture/picture.tsx'
import { Places } from '../../../shared/place/places.tsx'
import { PartKey } from '../../../shared/text/part-key.tsx'
import classes from './free-slot.module.css'

interface ThePartProps {
  partKey: string
  onOther: () => void
}

/** The part that a slot is looked for, and where it lies already. */
export function ThePart({ partKey, onOther }: ThePartProps) {
  const { data: part } = useQuery(partQuery(partKey))
  const { data: piles } = useQuery(partPlacesQuery(partKey))
  return (
    <>
      <div className={classes.part}>
        <Picture url={part?.cover_url ?? null} size={1.625} />
        <PartKey>{partKey}</PartKey>
        <span className="ellipsis" title={part?.description}>
          {part?.description}
        </span>
        <ActionIcon size={24} aria-label="Another part" onClick={onOther}>
          <IconX size={14} stroke={1.75} />
        </ActionIcon>
      </div>
      {piles !== undefined && (
        <p className={classes.hint}>
          {piles.length === 0 ? 'None in stock' : 'Lies in '}
          {piles.length > 0 && <Places places={piles} most={3} />}
        </p>
      )}
    </>
  )
}
