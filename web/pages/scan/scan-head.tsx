import { ActionIcon, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKeyboard, IconStack2, IconVolume, IconVolumeOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { pickListQuery } from '../../api/queries/kits.ts'
import { listQuery } from '../../api/queries/lists.ts'
import { Chip } from '../../shared/list/chip.tsx'
import { Sheet } from '../../shared/page/sheet.tsx'
import { placeName } from '../../shared/place/place.ts'
import { count } from '../../shared/text/numbers.ts'
import type { Station } from './place-of.ts'
import classes from './scan.module.css'
import { Bookings } from './session/bookings.tsx'
import type { Session } from './session/session.ts'

interface ScanHeadProps {
  session: Session
  undo: (operationId: string) => Promise<unknown>
  sound: boolean
  onSound: (sound: boolean) => void
  /** The slot or the box into which the bags go. */
  station: Station | null
  onLeaveStation: () => void
  pick: number | undefined
  list: number | undefined
  onLeaveList: () => void
  /** Asks for a code that is typed, where the camera takes the place of the field. */
  onType: () => void
}

/** A chip whose words are all shown, also on a phone. */
function chip(value: string) {
  return { name: '', value, note: '', guessed: false }
}

function pickText(pick: number, kit: string | undefined): string {
  return kit === undefined ? `Pick list ${pick}` : `Pick list ${pick}, ${kit}`
}

function intoText({ place, box }: Station): string {
  return place === null ? `Into box ${box}` : `Into ${placeName(place)}`
}

/** What scans are for now, what has been booked, and whether one hears it. */
export function ScanHead({ session, undo, sound, onSound, station, onLeaveStation, ...lists }: ScanHeadProps) {
  const { pick, list, onLeaveList, onType } = lists
  const { data: named } = useQuery({ ...listQuery(list ?? 0), enabled: list !== undefined })
  const { data: picked } = useQuery({ ...pickListQuery(pick ?? 0), enabled: pick !== undefined })
  const [opened, { open, close }] = useDisclosure(false)
  const booked = session.bookings.filter(({ undone }) => !undone).length
  return (
    <div className={classes.head}>
      <h1>Scan</h1>
      {station !== null && <Chip text={chip(intoText(station))} remove={onLeaveStation} />}
      {pick !== undefined && <Chip text={chip(pickText(pick, picked?.kit_name))} remove={onLeaveList} />}
      {list !== undefined && <Chip text={chip(named?.name ?? `Shopping list ${list}`)} remove={onLeaveList} />}
      <span className={classes.tools}>
        <ActionIcon size={32} className={classes.typeButton} aria-label="Type a code" onClick={onType}>
          <IconKeyboard size={18} stroke={1.75} />
        </ActionIcon>
        <ActionIcon
          size={32}
          aria-label="Sound"
          aria-pressed={sound}
          title={sound ? 'Sound is on' : 'Sound is off'}
          onClick={() => onSound(!sound)}
        >
          {sound ? <IconVolume size={18} stroke={1.75} /> : <IconVolumeOff size={18} stroke={1.75} />}
        </ActionIcon>
      </span>
      {session.bookings.length > 0 && (
        <Button className={classes.booked} leftSection={<IconStack2 size={16} stroke={1.75} />} onClick={open}>
          {count(booked)} booked
        </Button>
      )}
      <Sheet opened={opened} onClose={close} title="Booked by scanning">
        <Bookings bookings={session.bookings} undo={undo} />
      </Sheet>
    </div>
  )
}
