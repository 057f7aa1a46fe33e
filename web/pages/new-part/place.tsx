import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { freeSlotQuery, shelfQuery } from '../../api/queries/boxes.ts'
import { BoxMap } from '../../shared/place/box-map.tsx'
import { placeName, readPlace } from '../../shared/place/place.ts'
import classes from './new-part.module.css'

interface PlaceProps {
  typeId: number | null
  value: string
  onChange: (place: string) => void
}

/** Where the new part is put: a slot that is suggested by its type, or any other. */
export function Place({ typeId, value, onChange }: PlaceProps) {
  const { data: shelf } = useQuery(shelfQuery)
  const { data: free = null } = useQuery({ ...freeSlotQuery(typeId), enabled: typeId !== null })
  const suggested = free === null ? '' : placeName(free)
  const place = readPlace(value)
  const box = shelf?.find(({ box_no }) => box_no === place?.box_no)
  return (
    <div className={classes.place}>
      {box !== undefined && (
        <BoxMap
          capacity={box.capacity}
          occupied={box.occupied}
          here={place?.loc_no}
          label={`Slot ${place?.loc_no} of box ${box.box_no}`}
        />
      )}
      <TextInput
        label="Place"
        placeholder="7-12, or later"
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        error={value !== '' && place === null ? 'A place is a box and a slot, as in 7-12' : undefined}
      />
      {suggested !== '' && suggested !== value.trim() && (
        <Button size="xs" variant="light" onClick={() => onChange(suggested)}>
          {suggested} is free, among its like
        </Button>
      )}
    </div>
  )
}
