import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, body, done, once } from '../../api/client.ts'
import type { KitDetail, KitLine } from '../../api/queries/kits.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
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

/** The lines of a kit, each with a bar of what is there. */
export function KitLines({ kit }: { kit: KitDetail }) {
  const queries = useQueryClient()
  const mayEdit = useMay('editor') && !kit.is_archived
  const changed = () => queries.invalidateQueries({ queryKey: ['kit'] })
  const remove = async (line: KitLine) => {
    const path = { kit_id: kit.id, content_id: line.id }
    try {
      await done(api.DELETE('/api/kits/{kit_id}/contents/{content_id}', { params: { path, header: once() } }))
      await changed()
      sayDone(`${line.part.key} was taken out of ${kit.name}`, async () => {
        await body(
          api.POST('/api/kits/{kit_id}/contents', {
            params: { path: { kit_id: kit.id }, header: once() },
            body: { part_key: line.part.key, required_per_unit: line.required_per_unit, note: line.note },
          }),
        )
        await changed()
      })
    } catch (error) {
      sayFailure(error)
    }
  }
  if (kit.contents.length === 0) return <p className={classes.none}>No part is in this kit yet.</p>
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">Picture</span>
          </th>
          <th scope="col">Key</th>
          <th scope="col">Part</th>
          <th scope="col" className={classes.right}>
            For one
          </th>
          <th scope="col" className={classes.right}>
            Need
          </th>
          <th scope="col" className={classes.barHead}>
            For {count(kit.build_target)}
          </th>
          <th scope="col" className={classes.right}>
            Free
          </th>
          <th scope="col">
            <span className="sr-only">State</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {kit.contents.map((line) => (
          <tr key={line.id}>
            <td>
              <Picture url={line.part.cover_url} size={1.875} />
            </td>
            <td>
              <PartKey>{line.part.key}</PartKey>
            </td>
            <td className={classes.words}>
              <Link to="/parts/$key" params={{ key: line.part.key }} title={line.part.description}>
                {line.part.description}
              </Link>
              {line.note && <span title={line.note}> {line.note}</span>}
            </td>
            <td className={classes.right}>
              {mayEdit ? <LineAmount kit={kit} line={line} /> : count(line.required_per_unit)}
            </td>
            <td className={`num ${classes.right} ${classes.need}`}>{count(line.total_required)}</td>
            <td className={classes.barCell}>
              <StockBar line={line} />
            </td>
            <td className={`num ${classes.right}`}>{count(Math.max(0, line.available))}</td>
            <td className={classes.state}>
              {line.shortfall > 0 && <b>{count(line.shortfall)} short</b>}
              {mayEdit && (
                <ActionIcon
                  size={24}
                  className={classes.remove}
                  aria-label={`Take ${line.part.key} out`}
                  onClick={() => void remove(line)}
                >
                  <IconX size={14} stroke={1.75} />
                </ActionIcon>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
