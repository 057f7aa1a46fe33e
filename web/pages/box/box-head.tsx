import { Button, Progress, Tabs } from '@mantine/core'
import { IconPlus, IconPrinter } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Schemas } from '../../api/client.ts'
import type { Slot } from '../../api/queries/boxes.ts'
import { useMay } from '../../api/queries/session.ts'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import { PageHead } from '../../shared/page/page-head.tsx'
import { KeyCap } from '../../shared/text/key-cap.tsx'
import { count, plural } from '../../shared/text/numbers.ts'
import classes from './box.module.css'
import { BoxMenu } from './box-menu.tsx'
import type { ChosenSlots } from './choosing/use-chosen-slots.ts'
import { Neighbours } from './neighbours.tsx'

const route = getRouteApi('/boxes/$box')

interface BoxHeadProps {
  boxNo: number
  box: Schemas['Box'] | undefined
  slots: readonly Slot[] | undefined
  tab: 'contents' | undefined
  chosen: ChosenSlots
  /** Opens the slot into which a part goes. */
  onPut: (slot: number) => void
}

/** The name of a box, how full it is, and what can be done with it. */
export function BoxHead({ boxNo, box, slots, tab, chosen, onPut }: BoxHeadProps) {
  const here = route.useNavigate()
  const mayEdit = useMay('editor')
  const used = slots?.filter(({ is_occupied }) => is_occupied).length ?? 0
  const free = slots?.find(({ is_occupied }) => !is_occupied)
  const pieces = slots?.flatMap(({ part_assignments }) => part_assignments ?? []).reduce((sum, { qty }) => sum + qty, 0)
  const show = (next: string | null) =>
    here({ search: (old) => ({ ...old, tab: next === 'contents' ? next : undefined }), replace: true })
  useHotkey('a', () => free !== undefined && onPut(free.loc_no), mayEdit && free !== undefined)
  const choose = () => {
    void show(null)
    chosen.begin()
  }
  return (
    <div className={classes.head}>
      <PageHead
        mark={<span className={classes.number}>{boxNo}</span>}
        title={box?.description ?? `Box ${boxNo}`}
        summary={
          box &&
          slots && (
            <span className={classes.fill}>
              {count(used)} of {plural(box.capacity, 'slot', 'slots')} used, {plural(pieces ?? 0, 'piece', 'pieces')}
              <Progress value={(used / box.capacity) * 100} size={6} w={160} aria-label="How full the box is" />
            </span>
          )
        }
        actions={
          <>
            <Neighbours boxNo={boxNo} />
            <Button
              className={classes.wideOnly}
              leftSection={<IconPrinter size={15} stroke={1.75} />}
              renderRoot={(props) => (
                <Link to="/labels" search={{ of: `box:${boxNo}`, template: 'lid-a5' }} {...props} />
              )}
            >
              Lid label
            </Button>
            {mayEdit && free !== undefined && (
              <Button
                variant="filled"
                leftSection={<IconPlus size={15} stroke={1.75} />}
                onClick={() => onPut(free.loc_no)}
              >
                Put in a part
              </Button>
            )}
            <BoxMenu boxNo={boxNo} box={box} isEmpty={used === 0} onChoose={choose} />
          </>
        }
      />
      <div className={classes.tabs}>
        <Tabs value={tab ?? 'slots'} onChange={(next) => void show(next)}>
          <Tabs.List>
            <Tabs.Tab value="slots">Slots</Tabs.Tab>
            <Tabs.Tab value="contents">Contents</Tabs.Tab>
          </Tabs.List>
        </Tabs>
        {mayEdit && tab !== 'contents' && (
          <span className={classes.hint}>
            Drag a tile to move its pile, or press <KeyCap>M</KeyCap> and the arrow keys; <KeyCap>X</KeyCap> chooses
            several
          </span>
        )}
      </div>
    </div>
  )
}
