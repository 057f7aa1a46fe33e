import { Button, Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { shelfQuery } from '../../api/queries/boxes.ts'
import type { PickList } from '../../api/queries/kits.ts'
import { BoxMap } from '../../shared/place/box-map.tsx'
import { placeName } from '../../shared/place/place.ts'
import { plural } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import classes from './attention.module.css'

/** The pick list that was begun: where the hand goes next, and one button to go on. */
export function GoOn({ list, others }: { list: PickList; others: number }) {
  const { data: shelf } = useQuery(shelfQuery)
  const open = list.lines.filter(({ status }) => status === 'open')
  const [next, after] = open
  const box = shelf?.find(({ box_no }) => box_no === next?.location.box_no)
  const boxes = new Set(open.map(({ location }) => location.box_no)).size
  const share = list.line_count === 0 ? 0 : list.completed_line_count / list.line_count
  return (
    <div className={classes.go}>
      {box !== undefined && next !== undefined && (
        <BoxMap
          capacity={box.capacity}
          occupied={box.occupied}
          here={next.location.loc_no}
          others={after?.location.box_no === box.box_no ? [after.location.loc_no] : []}
          cell={9}
          label={`Slot ${next.location.loc_no} of box ${box.box_no}`}
        />
      )}
      <div>
        <h2>
          {list.kit_name} {share === 0 ? 'waits to be picked' : 'is being picked'}
        </h2>
        <p>
          {next !== undefined && (
            <>
              Next <PartKey>{next.kit_content.part_key}</PartKey> in {placeName(next.location)},{' '}
            </>
          )}
          {plural(open.length, 'line', 'lines')} in {plural(boxes, 'box', 'boxes')} to go
          {others > 0 && `, and ${plural(others, 'other pick list', 'other pick lists')}`}
        </p>
        <Progress value={share * 100} size={6} aria-label="Lines picked" />
      </div>
      <Button
        variant="filled"
        size="lg"
        renderRoot={(props) => <Link to="/pick/$list" params={{ list: String(list.id) }} {...props} />}
      >
        {share === 0 ? 'Start picking' : 'Go on picking'}
      </Button>
    </div>
  )
}
