import { Button, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { freeSlotQuery, type ShelfBox, shelfQuery } from '../../api/queries/boxes.ts'
import { BoxMap } from '../../shared/place/box-map.tsx'
import { NewBoxDialog } from '../../shared/place/new-box-dialog.tsx'
import { placeName, readPlace } from '../../shared/place/place.ts'
import classes from './new-part.module.css'

interface PlaceProps {
  typeId: number | null
  value: string
  onChange: (place: string) => void
}

/** What is wrong with a place that was typed; undefined while nothing is. */
function wrongWith(text: string, shelf: readonly ShelfBox[] | undefined): string | undefined {
  const place = readPlace(text)
  if (text === '') return undefined
  if (place === null) return 'A place is a box and a slot, as in 7-12'
  const box = shelf?.find(({ box_no }) => box_no === place.box_no)
  if (shelf === undefined) return undefined
  if (box === undefined) return `There is no box ${place.box_no}`
  return place.loc_no > box.capacity ? `Box ${box.box_no} has the slots 1 to ${box.capacity}` : undefined
}

/** Where the new part is put: a slot that is suggested by its type, or any other. */
export function Place({ typeId, value, onChange }: PlaceProps) {
  const { data: shelf } = useQuery(shelfQuery)
  const { data: free = null } = useQuery({ ...freeSlotQuery(typeId), enabled: typeId !== null })
  const suggested = free === null ? '' : placeName(free)
  const place = readPlace(value)
  const box = shelf?.find(({ box_no }) => box_no === place?.box_no)
  const [making, { open, close }] = useDisclosure(false)
  const needsBox = shelf !== undefined && (shelf.length === 0 || (place !== null && box === undefined))
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
        error={wrongWith(value, shelf)}
      />
      {needsBox && (
        <Button size="xs" onClick={open}>
          Make a box
        </Button>
      )}
      <NewBoxDialog opened={making} onClose={close} onMade={(boxNo) => onChange(`${boxNo}-1`)} />
      {suggested !== '' && suggested !== value.trim() && (
        <Button size="xs" variant="light" onClick={() => onChange(suggested)}>
          {suggested} is free, among its like
        </Button>
      )}
    </div>
  )
}
