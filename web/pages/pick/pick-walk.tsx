import { ActionIcon, Button, Progress } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowBackUp, IconCheck, IconList, IconPrinter, IconSun, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { serviceUrl } from '../../api/client.ts'
import { ApiError, sentence } from '../../api/errors.ts'
import { shelfQuery } from '../../api/queries/boxes.ts'
import type { PickLine, PickList } from '../../api/queries/kits.ts'
import { useMay } from '../../api/queries/session.ts'
import { Note } from '../../shared/feedback/note.tsx'
import { useScanHandler } from '../../shared/keyboard/scan-handlers.ts'
import { useHotkey } from '../../shared/keyboard/use-hotkey.ts'
import { Picture } from '../../shared/picture/picture.tsx'
import { placeName } from '../../shared/place/place.ts'
import { count } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import { AllLines } from './all-lines.tsx'
import { LessSheet } from './less-sheet.tsx'
import classes from './pick.module.css'
import { PickMap } from './pick-map.tsx'
import { Picked } from './picked.tsx'
import { useAwake } from './use-awake.ts'
import { usePickLine } from './use-pick-line.ts'

/** The line that was picked last, which is what one wants to take back. */
function lastPicked(lines: readonly PickLine[]): PickLine | undefined {
  return lines
    .filter(({ picked_at }) => picked_at !== null)
    .reduce<PickLine | undefined>((last, line) => {
      return last === undefined || (line.picked_at ?? '') > (last.picked_at ?? '') ? line : last
    }, undefined)
}

/** One line at a time: where to go, what to take, how many. */
export function PickWalk({ list }: { list: PickList }) {
  const { data: shelf } = useQuery(shelfQuery)
  const mayEdit = useMay('editor')
  const awake = useAwake()
  const step = usePickLine(list)
  const [listing, { open: openLines, close: closeLines }] = useDisclosure(false)
  const [fewer, { open: openLess, close: closeLess }] = useDisclosure(false)
  const open = list.lines.filter(({ status }) => status === 'open')
  const [line, next] = open
  const last = lastPicked(list.lines)
  const box = shelf?.find(({ box_no }) => box_no === line?.location.box_no)
  const boxes = [...new Set(list.lines.map(({ location }) => location.box_no))]
  useHotkey('Enter', () => line !== undefined && mayEdit && !step.isPending && step.pick(line))
  // The label of the bag in the hand says that it is the right one.
  useScanHandler((code) => {
    if (line === undefined || code.toUpperCase() !== line.kit_content.part_key) return false
    if (mayEdit && !step.isPending) step.pick(line)
    return true
  })
  useHotkey('z', () => last !== undefined && mayEdit && step.undo(last))

  const head = (
    <header className={classes.bar}>
      <ActionIcon
        size={44}
        aria-label="Leave"
        renderRoot={(props) => <Link to="/kits/$kit" params={{ kit: String(list.kit_id) }} {...props} />}
      >
        <IconX size={22} stroke={1.75} />
      </ActionIcon>
      <h1 className="ellipsis">
        {list.kit_name} × {count(list.requested_units)}
      </h1>
      <ActionIcon
        size={44}
        aria-label="Print the list"
        component="a"
        href={serviceUrl(`/api/pick-lists/${list.id}/pdf`)}
        target="_blank"
      >
        <IconPrinter size={20} stroke={1.75} />
      </ActionIcon>
      <ActionIcon size={44} aria-label="All lines" onClick={openLines}>
        <IconList size={22} stroke={1.75} />
      </ActionIcon>
    </header>
  )
  const lines = <AllLines list={list} opened={listing} onClose={closeLines} onUndo={mayEdit ? step.undo : null} />
  if (line === undefined) {
    return (
      <div className={classes.page} data-hides-search data-covers-bar>
        {head}
        <Picked list={list} onUndo={mayEdit && last !== undefined ? () => step.undo(last) : null} />
        {lines}
      </div>
    )
  }
  const here = list.lines.filter(
    ({ location }) => location.box_no === line.location.box_no && location.loc_no === line.location.loc_no,
  )
  return (
    <div className={classes.page} data-hides-search data-covers-bar>
      {head}
      <div className={classes.progress}>
        <span>
          <b>{count(list.completed_line_count)}</b> of {count(list.line_count)} lines picked
        </span>
        {awake && (
          <span>
            <IconSun size={14} stroke={1.75} aria-hidden /> Screen stays on
          </span>
        )}
        <Progress value={(list.completed_line_count / list.line_count) * 100} size={5} aria-label="Lines picked" />
      </div>
      <div className={classes.where}>
        <h2>
          Box {line.location.box_no} <span>{line.location.box_description}</span>
        </h2>
        <span className={classes.dots} aria-hidden>
          {boxes.map((each) => (
            <i
              key={each}
              data-done={
                list.lines.every(({ location, status }) => location.box_no !== each || status === 'completed') ||
                undefined
              }
              data-here={each === line.location.box_no || undefined}
            />
          ))}
        </span>
      </div>
      {box !== undefined && (
        <PickMap
          capacity={box.capacity}
          occupied={box.occupied}
          here={line.location.loc_no}
          next={next?.location.box_no === box.box_no ? next.location.loc_no : undefined}
        />
      )}
      <div className={classes.take} aria-live="polite">
        <span className={classes.takeWord}>Take</span>
        <div className={classes.amount}>
          <b className="num">{count(line.quantity_to_pick)}</b>
          <Picture url={line.kit_content.cover_url} size={4.75} />
        </div>
        <p className={classes.key}>
          <PartKey size="pick">{line.kit_content.part_key}</PartKey>
          <span>from {placeName(line.location)}</span>
          {here.length > 1 && <span>several parts lie there</span>}
        </p>
        <p className={classes.words}>{line.kit_content.part_description}</p>
      </div>
      {step.error !== null && (
        <Note>
          <b>{sentence(step.error)}</b> {step.error instanceof ApiError && step.error.hint}
        </Note>
      )}
      {step.waits && <Note tone="warn">No connection. The pick waits and is sent once, as soon as there is one.</Note>}
      {next !== undefined && (
        <p className={classes.next}>
          Next <b className="num">{count(next.quantity_to_pick)}</b> <PartKey>{next.kit_content.part_key}</PartKey> from{' '}
          {placeName(next.location)}
        </p>
      )}
      {mayEdit && (
        <div className={classes.acts}>
          <Button size="lg" disabled={step.isPending} onClick={openLess}>
            Less
          </Button>
          <Button size="lg" disabled={step.isPending} onClick={() => step.missing(line)}>
            Not there
          </Button>
          <Button
            size="lg"
            disabled={last === undefined || step.isPending}
            leftSection={<IconArrowBackUp size={18} stroke={1.75} />}
            onClick={() => last !== undefined && step.undo(last)}
          >
            Undo
          </Button>
          <Button
            variant="filled"
            className={classes.main}
            loading={step.isPending}
            leftSection={<IconCheck size={24} stroke={1.75} />}
            onClick={() => step.pick(line)}
          >
            Picked {count(line.quantity_to_pick)}
          </Button>
        </div>
      )}
      {lines}
      <LessSheet
        key={line.id}
        line={line}
        opened={fewer}
        onClose={closeLess}
        onLess={(qty) => {
          closeLess()
          step.less(line, qty)
        }}
      />
    </div>
  )
}
