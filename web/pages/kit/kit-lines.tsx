import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { bomQuery, type KitDetail } from '../../api/queries/kits.ts'
import { useMay } from '../../api/queries/session.ts'
import { count } from '../../shared/text/numbers.ts'
import { designatorText } from './designators.ts'
import { KitLineRow } from './kit-line-row.tsx'
import classes from './kit-lines.module.css'
import { LineBar } from './line-bar.tsx'

/** The lines of a kit. Some can be chosen, for what is done with them at once. */
export function KitLines({ kit }: { kit: KitDetail }) {
  const mayEdit = useMay('editor') && !kit.is_archived
  const { data: bom } = useQuery(bomQuery(kit.id))
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set())
  const { contents } = kit
  // A line may have been taken out by somebody else.
  const chosen = mayEdit ? contents.filter(({ id }) => ids.has(id)) : []
  const toggle = useCallback(
    (id: number) =>
      setIds((old) => {
        const next = new Set(old)
        if (!next.delete(id)) next.add(id)
        return next
      }),
    [],
  )
  const clear = () => setIds(new Set())
  if (contents.length === 0) return <p className={classes.none}>No part is in this kit yet.</p>
  const placed = new Map(bom?.lines.map((line) => [line.kit_content_id, designatorText(line.designators)]))
  const isPlaced = [...placed.values()].some((text) => text !== '')
  const all = chosen.length === contents.length
  return (
    <>
      <table className={classes.table} data-choosing={chosen.length > 0 || undefined}>
        <thead>
          <tr>
            {mayEdit && (
              <th scope="col" className={classes.choose}>
                <Checkbox
                  aria-label="Choose all lines"
                  checked={all}
                  indeterminate={chosen.length > 0 && !all}
                  onChange={() => (all ? clear() : setIds(new Set(contents.map(({ id }) => id))))}
                />
              </th>
            )}
            <th scope="col" className={classes.picture}>
              <span className="sr-only">Picture</span>
            </th>
            {isPlaced && <th scope="col">Designators</th>}
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
          {contents.map((line) => (
            <KitLineRow
              key={line.id}
              kit={kit}
              line={line}
              designators={isPlaced ? (placed.get(line.id) ?? '') : null}
              mayEdit={mayEdit}
              chosen={ids.has(line.id)}
              onChoose={toggle}
            />
          ))}
        </tbody>
      </table>
      {chosen.length > 0 && <LineBar kit={kit} lines={chosen} onClear={clear} />}
    </>
  )
}
