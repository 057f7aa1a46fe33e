import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { sentence } from '../../api/errors.ts'
import { useMay } from '../../api/queries/session.ts'
import { Stepper } from '../../shared/form/stepper.tsx'
import { Picture } from '../../shared/picture/picture.tsx'
import { stockChanges } from '../../shared/stock/changes.ts'
import { StockAction } from '../../shared/stock/stock-action.tsx'
import { VERBS } from '../../shared/stock/verbs.ts'
import { count } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import { SlotFacts } from './slot-facts.tsx'
import classes from './slot-panel.module.css'

interface SlotPartProps {
  part: Schemas['PartAssignment']
  slot: Schemas['LocationWithParts']
  large: boolean
}

/** A pile in the chosen slot. */
export function SlotPart({ part, slot, large }: SlotPartProps) {
  const mayEdit = useMay('editor')
  const changes = stockChanges(useQueryClient())
  const [qty, setQty] = useState<number | null>(1)
  const [acting, setActing] = useState<'move' | 'count' | null>(null)
  const change = useMutation({
    mutationFn: ({ verb, qty }: { verb: 'take' | 'put'; qty: number }) => changes[verb](part.key, slot, qty),
  })
  const size = large ? 'lg' : 'sm'
  const go = (verb: 'take' | 'put') => qty !== null && change.mutate({ verb, qty })
  return (
    <section className={classes.part}>
      <div className={classes.what}>
        <Picture url={part.cover_url} size={3.875} />
        <div>
          <PartKey>{part.key}</PartKey>
          <p>{part.description}</p>
          <span className="mono">{part.manufacturer_code}</span>
        </div>
      </div>
      <p className={classes.qty}>
        <b className="num">{count(part.qty)}</b> {part.qty === 1 ? 'piece here' : 'pieces here'}
      </p>
      {mayEdit && (
        <>
          <div className={classes.acts}>
            <Stepper label="Pieces" value={qty} onChange={setQty} min={1} size={size} onEnter={() => go('take')} />
            <Button
              size={size}
              variant={large ? 'filled' : 'default'}
              disabled={qty === null || part.qty < qty}
              loading={change.isPending && change.variables.verb === 'take'}
              onClick={() => go('take')}
            >
              {large && qty !== null ? `Take ${count(qty)}` : 'Take'}
            </Button>
            <Button
              size={size}
              disabled={qty === null}
              loading={change.isPending && change.variables.verb === 'put'}
              onClick={() => go('put')}
            >
              Put
            </Button>
          </div>
          <div className={classes.acts}>
            {(['move', 'count'] as const).map((verb) => (
              <StockAction
                key={verb}
                verb={verb}
                partKey={part.key}
                from={slot}
                opened={acting === verb}
                onChange={(open) => setActing(open ? verb : null)}
              >
                <Button size={size} onClick={() => setActing(acting === verb ? null : verb)}>
                  {VERBS[verb]}
                </Button>
              </StockAction>
            ))}
            <Button
              size={size}
              renderRoot={(props) => <Link to="/labels" search={{ of: `part:${part.key}` }} {...props} />}
            >
              Label
            </Button>
          </div>
        </>
      )}
      <SlotFacts part={part} slot={slot} />
      <Link to="/parts/$key" params={{ key: part.key }} className={classes.open}>
        Open {part.key}
      </Link>
      {change.isError && (
        <p className={classes.wrong} role="alert">
          {sentence(change.error)}
        </p>
      )}
    </section>
  )
}
