import { ActionIcon, Menu, Progress, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconChevronLeft,
  IconChevronRight,
  IconDots,
  IconGridDots,
  IconListDetails,
  IconPencil,
  IconTag,
  IconTrash,
} from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { api, body, done, once, type Schemas } from '../../api/client.ts'
import { shelfQuery } from '../../api/queries/boxes.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import { NameDialog } from '../../shared/page/name-dialog.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { KeyCap } from '../../shared/text/key-cap.tsx'
import { count, plural } from '../../shared/text/numbers.ts'
import classes from './box.module.css'

const route = getRouteApi('/boxes/$box')
const MOST_SLOTS = 1000
/** What of a box can be printed, and by which template; without one, the one that was used last. */
const PRINTED = [
  { name: 'Print its label', icon: IconTag, template: undefined },
  { name: 'Print its lid', icon: IconListDetails, template: 'lid-a5' },
  { name: 'Print the grid of its slots', icon: IconGridDots, template: 'inlay-a4' },
] as const

interface BoxHeadProps {
  boxNo: number
  box: Schemas['Box'] | undefined
  slots: readonly Schemas['LocationWithParts'][] | undefined
  tab: 'contents' | undefined
}

function Neighbours({ boxNo }: { boxNo: number }) {
  const { data: shelf = [] } = useQuery(shelfQuery)
  const at = shelf.findIndex(({ box_no }) => box_no === boxNo)
  const step = (to: number, label: string, icon: React.ReactNode) => {
    const box = shelf[to]
    return (
      <ActionIcon
        renderRoot={(props) =>
          box === undefined ? (
            <button type="button" disabled {...props} />
          ) : (
            <Link to="/boxes/$box" params={{ box: String(box.box_no) }} {...props} />
          )
        }
        aria-label={label}
        data-disabled={box === undefined || undefined}
      >
        {icon}
      </ActionIcon>
    )
  }
  return (
    <span className={classes.neighbours}>
      {step(at - 1, 'The box before', <IconChevronLeft size={16} stroke={1.75} />)}
      <span>
        Box {at + 1} of {shelf.length}
      </span>
      {step(at + 1, 'The next box', <IconChevronRight size={16} stroke={1.75} />)}
    </span>
  )
}

/** The name of a box, how full it is, and what can be done with it. */
export function BoxHead({ boxNo, box, slots, tab }: BoxHeadProps) {
  const navigate = useNavigate()
  const here = route.useNavigate()
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const [editing, { open, close }] = useDisclosure(false)
  const used = slots?.filter(({ is_occupied }) => is_occupied).length ?? 0
  const pieces = slots?.flatMap(({ part_assignments }) => part_assignments ?? []).reduce((sum, { qty }) => sum + qty, 0)
  const refresh = () => Promise.all(['box', 'boxes'].map((word) => queries.invalidateQueries({ queryKey: [word] })))
  const save = async (description: string, capacity: number) => {
    const path = { box_no: boxNo }
    await body(api.PUT('/api/boxes/{box_no}', { params: { path, header: once() }, body: { description, capacity } }))
    await refresh()
  }
  const remove = async () => {
    try {
      await done(api.DELETE('/api/boxes/{box_no}', { params: { path: { box_no: boxNo }, header: once() } }))
      await navigate({ to: '/boxes' })
      await refresh()
      sayDone(`Box ${boxNo} was deleted`)
    } catch (error) {
      sayFailure(error)
    }
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
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon size={32} aria-label="More">
                  <IconDots size={18} stroke={1.75} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {mayEdit && (
                  <Menu.Item leftSection={<IconPencil size={15} stroke={1.75} />} onClick={open}>
                    Name and size
                  </Menu.Item>
                )}
                {PRINTED.map(({ name, icon: Icon, template }) => (
                  <Menu.Item
                    key={name}
                    leftSection={<Icon size={15} stroke={1.75} />}
                    renderRoot={(props) => <Link to="/labels" search={{ of: `box:${boxNo}`, template }} {...props} />}
                  >
                    {name}
                  </Menu.Item>
                ))}
                {mayEdit && (
                  <Menu.Item
                    color="red"
                    leftSection={<IconTrash size={15} stroke={1.75} />}
                    disabled={used > 0}
                    onClick={() => void remove()}
                  >
                    {used > 0 ? 'Delete, once it is empty' : 'Delete'}
                  </Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
          </>
        }
      />
      <div className={classes.tabs}>
        <Tabs
          value={tab ?? 'slots'}
          onChange={(next) =>
            void here({ search: (old) => ({ ...old, tab: next === 'contents' ? next : undefined }), replace: true })
          }
        >
          <Tabs.List>
            <Tabs.Tab value="slots">Slots</Tabs.Tab>
            <Tabs.Tab value="contents">Contents</Tabs.Tab>
          </Tabs.List>
        </Tabs>
        {mayEdit && tab !== 'contents' && (
          <span className={classes.hint}>
            Drag a tile to move its pile, or press <KeyCap>M</KeyCap> and the arrow keys
          </span>
        )}
      </div>
      {box !== undefined && (
        <NameDialog
          opened={editing}
          onClose={close}
          title={`Box ${boxNo}`}
          label="What is in it"
          verb="Save"
          initial={{ name: box.description, amount: box.capacity }}
          amount={{ label: 'Slots', min: 1, max: MOST_SLOTS }}
          save={save}
        />
      )}
    </div>
  )
}
