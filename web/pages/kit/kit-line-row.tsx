import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { KitDetail, KitLine } from '../../api/queries/kits.ts'
import { Picture } from '../../shared/picture/picture.tsx'
import { count } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import { lineShares } from './kit-amounts.ts'
import classes from './kit-lines.module.css'
import { LineAmount } from './line-amount.tsx'

function StockBar({ line }: { line: KitLine }) {
  const { need, here, elsewhere, short } = lineShares(line)
  const width = (part: number) => ({ width: `${need === 0 ? 0 : (part / need) * 100}%` })
  return (
    <span
      className={classes.bar}
      role="img"
      aria-label={`${here} of ${need} in stock, ${elsewhere} reserved elsewhere, ${short} short`}
    >
      <i data-kind="stock" style={width(here)} />
      <i data-kind="elsewhere" style={width(elsewhere)} />
      <i data-kind="short" style={width(short)} />
    </span>
  )
}

interface KitLineRowProps {
  kit: KitDetail
  line: KitLine
  /** Where it sits on the board; null where no line of the kit says that. */
  designators: string | null
  mayEdit: boolean
  chosen: boolean
  onChoose: (line: number) => void
}

/** A line of a kit, with a bar of what is there. Of many lines only those that have changed are drawn again. */
export const KitLineRow = memo(function KitLineRow(props: KitLineRowProps) {
  const { kit, line, designators, mayEdit, chosen, onChoose } = props
  const { part } = line
  return (
    <tr data-chosen={chosen || undefined}>
      {mayEdit && (
        <td className={classes.choose}>
          <Checkbox checked={chosen} onChange={() => onChoose(line.id)} aria-label={`Choose ${part.key}`} />
        </td>
      )}
      <td className={classes.picture}>
        <Picture url={part.cover_url} size={1.875} />
      </td>
      {designators !== null && (
        <td className={classes.designators} title={designators}>
          {designators}
        </td>
      )}
      <td className={classes.key}>
        <PartKey>{part.key}</PartKey>
      </td>
      <td className={classes.words}>
        <Link to="/parts/$key" params={{ key: part.key }} title={part.description} data-walk>
          {part.description}
        </Link>
        {line.note && <span title={line.note}> {line.note}</span>}
      </td>
      <td className={`${classes.right} ${classes.each}`}>
        {mayEdit ? <LineAmount kit={kit} line={line} /> : count(line.required_per_unit)}
      </td>
      <td className={`num ${classes.right} ${classes.need}`}>{count(line.total_required)}</td>
      <td className={classes.barCell}>
        <StockBar line={line} />
      </td>
      <td className={`num ${classes.right} ${classes.free}`}>{count(Math.max(0, line.available))}</td>
      <td className={classes.state}>{line.shortfall > 0 && <b>{count(line.shortfall)} short</b>}</td>
    </tr>
  )
})
