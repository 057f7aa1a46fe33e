import { Progress } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSun } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { shelfQuery } from '../../api/queries/boxes.ts'
import type { PickLine, PickList } from '../../api/queries/kits.ts'
import { useMay } from '../../api/queries/session.ts'
import { ErrorText } from '../../shared/feedback/error-text.tsx'
import { Note } from '../../shared/feedback/note.tsx'
import { Picture } from '../../shared/picture/picture.tsx'
import { placeName } from '../../shared/place/place.ts'
import { count } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import { useAwake } from '../../shared/use-awake.ts'
import { AllLines } from './all-lines.tsx'
import { LessSheet } from './less-sheet.tsx'
import { inWalkingOrder, lastPicked, nextOpen } from './lines.ts'
import classes from './pick.module.css'
import { PickActs } from './pick-acts.tsx'
import { PickBar } from './pick-bar.tsx'
import { PickMap } from './pick-map.tsx'
import { Picked } from './picked.tsx'
import { ToldOfCode } from './told-of-code.tsx'
import { usePickKeys } from './use-pick-keys.ts'
import { usePickLine } from './use-pick-line.ts'

/** One line at a time: where to go, what to take, how many. */
export function PickWalk({ list }: { list: PickList }) {
  const { data: shelf } = useQuery(shelfQuery)
  const mayEdit = useMay('editor')
  const awake = useAwake()
  const step = usePickLine(list)
  const [listing, { open: openLines, close: closeLines }] = useDisclosure(false)
  const [fewer, { open: openLess, close: closeLess }] = useDisclosure(false)
  const [asked, setAsked] = useState<PickLine>()
  const [wanted, setWanted] = useState<number>()
  const walk = inWalkingOrder(list)
  const line = nextOpen(list, wanted)
  const next = walk.find(({ id, status }) => status === 'open' && id !== line?.id)
  const last = lastPicked(list.lines)
  const box = shelf?.find(({ box_no }) => box_no === line?.location.box_no)
  const boxes = [...new Set(walk.map(({ location }) => location.box_no))]
  const less = () => {
    setAsked(line)
    openLess()
  }
  const onWanted = ({ id }: PickLine) => setWanted(id)
  const told = usePickKeys({ list, line, last, step, less, mayEdit, wanted, onWanted })

  const head = <PickBar list={list} onLines={openLines} />
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
          <ErrorText error={step.error} />
        </Note>
      )}
      {step.waits && <Note tone="warn">No connection. The pick waits and is sent once, as soon as there is one.</Note>}
      {told === null && next !== undefined && (
        <p className={classes.next}>
          Next <b className="num">{count(next.quantity_to_pick)}</b> <PartKey>{next.kit_content.part_key}</PartKey> from{' '}
          {placeName(next.location)}
        </p>
      )}
      <div className={classes.reach}>
        {told !== null && <ToldOfCode told={told} onWanted={mayEdit ? onWanted : null} />}
        {mayEdit && <PickActs line={line} last={last} step={step} onLess={less} />}
      </div>
      {lines}
      <LessSheet
        line={asked}
        opened={fewer}
        onClose={closeLess}
        onLess={(of, qty) => {
          closeLess()
          step.less(of, qty)
        }}
      />
    </div>
  )
}
