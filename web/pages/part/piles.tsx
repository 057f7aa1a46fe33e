import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { shelfQuery } from '../../api/queries/boxes.ts'
import { useMay } from '../../api/queries/session.ts'
import { BoxMap } from '../../shared/place/box-map.tsx'
import { placeName } from '../../shared/place/place.ts'
import type { Pile } from '../../shared/stock/changes.ts'
import { StockAction } from '../../shared/stock/stock-action.tsx'
import { type StockVerb, VERBS } from '../../shared/stock/verbs.ts'
import { count } from '../../shared/text/numbers.ts'
import type { PartViewProps } from './part-view.ts'
import classes from './piles.module.css'

function PileCard({ pile, mayEdit }: { pile: Pile; mayEdit: boolean }) {
  const { data: shelf } = useQuery(shelfQuery)
  const [acting, setActing] = useState<StockVerb | null>(null)
  const box = shelf?.find(({ box_no }) => box_no === pile.box_no)
  const name = placeName(pile)
  return (
    <div className={classes.card}>
      <Link
        to="/boxes/$box"
        params={{ box: String(pile.box_no) }}
        search={{ slot: String(pile.loc_no) }}
        className={classes.where}
      >
        {box !== undefined && (
          <BoxMap
            capacity={box.capacity}
            occupied={box.occupied}
            here={pile.loc_no}
            label={`Slot ${pile.loc_no} of box ${pile.box_no}`}
          />
        )}
        <span className={classes.text}>
          <b className="num">{name}</b>
          <span className="ellipsis">
            Box {pile.box_no}
            {box !== undefined && `, ${box.description}`}
          </span>
          <span className={classes.qty}>
            <b className="num">{count(pile.qty)}</b> {pile.qty === 1 ? 'piece' : 'pieces'}
          </span>
        </span>
      </Link>
      {mayEdit && (
        <div className={classes.acts}>
          {(['take', 'put', 'move', 'count'] as const).map((verb) => (
            <StockAction
              key={verb}
              verb={verb}
              partKey={pile.key}
              from={pile}
              opened={acting === verb}
              onChange={(open) => setActing(open ? verb : null)}
            >
              <Button
                size="xs"
                variant={verb === 'take' ? 'default' : 'subtle'}
                color={verb === 'take' ? undefined : 'gray'}
                aria-label={`${VERBS[verb]}, ${name}`}
                onClick={() => setActing(acting === verb ? null : verb)}
              >
                {VERBS[verb]}
              </Button>
            </StockAction>
          ))}
        </div>
      )}
    </div>
  )
}

/** Where the part lies: each pile in its box, with the slot marked. */
export function Piles({ part, piles }: PartViewProps) {
  const mayEdit = useMay('editor')
  if (piles.length === 0) {
    return part.total_quantity > 0 ? null : <p className={classes.none}>None in stock, in no slot.</p>
  }
  return (
    <div className={classes.piles}>
      {piles.map((pile) => (
        <PileCard key={placeName(pile)} pile={pile} mayEdit={mayEdit} />
      ))}
    </div>
  )
}
