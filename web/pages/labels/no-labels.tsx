import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { LabelItem } from '../../api/queries/labels.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { itemsText } from '../../shared/labels/label-items.ts'
import { plural } from '../../shared/text/numbers.ts'
import { AddBox } from './add-box.tsx'
import { AddLabels } from './add-labels.tsx'

interface NoLabelsProps {
  mayEdit: boolean
  /** What was printed before, while the page is open. */
  last: readonly LabelItem[]
}

/** Nothing waits to be printed. */
export function NoLabels({ mayEdit, last }: NoLabelsProps) {
  const sum = last.reduce((total, { copies }) => total + (copies ?? 1), 0)
  const again = sum > 0 && (
    <Button renderRoot={(props) => <Link to="/labels" search={{ of: itemsText(last) }} {...props} />}>
      Print {plural(sum, 'label', 'labels')} again
    </Button>
  )
  const ways = mayEdit ? (
    <>
      <AddLabels primary />
      {again || <AddBox />}
    </>
  ) : (
    <Button variant="filled" renderRoot={(props) => <Link to="/parts" {...props} />}>
      Find a part
    </Button>
  )
  return (
    <Empty title="No labels wait" ways={ways}>
      {mayEdit
        ? 'Collect labels while you work: here, from a part, or by scanning it on this page. Then print one sheet at the end.'
        : 'A part prints its label from its own page.'}
    </Empty>
  )
}
