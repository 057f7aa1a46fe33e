import { ActionIcon, Button, Progress } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconList, IconX } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import type { Slot } from '../../api/queries/boxes.ts'
import type { CountingRound } from '../../api/queries/counts.ts'
import { useMay } from '../../api/queries/session.ts'
import { count, plural } from '../../shared/text/numbers.ts'
import { useAwake } from '../../shared/use-awake.ts'
import { AllPiles } from './all-piles.tsx'
import classes from './count-box.module.css'
import { CountMap } from './count-map.tsx'
import { CountPile } from './count-pile.tsx'
import { type CountedPile, foundPile, nextOf, pilesOf, withFound } from './piles-of.ts'
import { ToldOfCode } from './told-of-code.tsx'
import { COUNTING, useCountPile } from './use-round.ts'
import { useScanned } from './use-scanned.ts'

interface CountWalkProps {
  box: Schemas['Box']
  slots: readonly Slot[]
  round: CountingRound
  /** The pile with which it begins; undefined for the first one that waits. */
  first: string | undefined
  /** The round is being finished or dropped. */
  isEnding: boolean
  onFinish: () => void
  onDrop: () => void
}

/** What the counts differ by so far; nothing where they do not. */
function soFar(differences: readonly number[]): string {
  const sum = differences.reduce((total, each) => total + each, 0)
  if (sum === 0) return ''
  return sum < 0 ? `${plural(-sum, 'piece', 'pieces')} short so far` : `${plural(sum, 'piece', 'pieces')} over so far`
}

/** One pile at a time: where it lies, and how many pieces are there. */
export function CountWalk({ box, slots, round, first, isEnding, onFinish, onDrop }: CountWalkProps) {
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const [wanted, setWanted] = useState(first)
  // A pile that nobody knew of.
  const [found, setFound] = useState<CountedPile>()
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set())
  const [listing, { open, close }] = useDisclosure(false)
  const step = useCountPile(round)
  useAwake()
  const piles = withFound(pilesOf(round, slots), found)
  const pile = piles.find(({ id }) => id === wanted) ?? nextOf(piles, skipped)
  const next = pile && nextOf(piles, skipped, pile)
  const counted = piles.filter(({ counted_qty }) => counted_qty !== null)
  const choose = (id: string | undefined) => {
    setWanted(id)
    forget()
    step.reset()
    close()
  }
  const isCounting = () => queries.isMutating({ mutationKey: [COUNTING] }) > 0
  const onPile = ({ id }: CountedPile) => choose(id)
  const { told, forget } = useScanned({ boxNo: box.box_no, piles, onPile, enabled: true })
  return (
    <div className={classes.page} data-hides-search data-covers-bar>
      <header className={classes.bar}>
        <ActionIcon
          size={44}
          aria-label="Leave"
          renderRoot={(props) => <Link to="/boxes/$box" params={{ box: String(box.box_no) }} {...props} />}
        >
          <IconX size={22} stroke={1.75} />
        </ActionIcon>
        <h1 className="ellipsis">
          Count box {box.box_no} <span>{box.description}</span>
        </h1>
        <ActionIcon size={44} aria-label="All piles" onClick={open}>
          <IconList size={22} stroke={1.75} />
        </ActionIcon>
      </header>
      <div className={classes.progress}>
        <span>
          <b>{count(counted.length)}</b> of {plural(piles.length, 'pile', 'piles')} counted
        </span>
        <span>{soFar(piles.map(({ difference }) => difference ?? 0))}</span>
        <Progress value={(counted.length / Math.max(1, piles.length)) * 100} size={5} aria-label="Piles counted" />
      </div>
      <CountMap slots={slots} piles={piles} here={pile?.loc_no} onChoose={choose} />
      {told !== null && (
        <ToldOfCode
          boxNo={box.box_no}
          told={told}
          here={pile?.loc_no}
          onFound={
            mayEdit
              ? (part, slot) => {
                  const known = foundPile(part, slot)
                  setFound(known)
                  choose(known.id)
                }
              : null
          }
        />
      )}
      {pile === undefined ? (
        <div className={classes.over}>
          <h2>{counted.length === piles.length ? 'All counted' : `${count(piles.length - counted.length)} skipped`}</h2>
          <div className={classes.overActs}>
            {counted.length < piles.length && (
              <Button size="lg" onClick={() => setSkipped(new Set())}>
                Count what was skipped
              </Button>
            )}
            {mayEdit && (
              <Button size="lg" variant="filled" loading={isEnding} onClick={onFinish}>
                Finish the round
              </Button>
            )}
          </div>
        </div>
      ) : (
        <CountPile
          key={pile.id}
          boxNo={box.box_no}
          pile={pile}
          next={next}
          mayEdit={mayEdit}
          isCounting={step.isPending}
          error={step.error}
          onSkip={() => {
            setSkipped(new Set([...skipped, pile.id]))
            choose(undefined)
          }}
          onCount={(amount) => {
            if (isCounting()) return
            step.mutate({ pile, counted: amount }, { onSuccess: () => setWanted(next?.id) })
          }}
        />
      )}
      <AllPiles
        boxNo={box.box_no}
        piles={piles}
        opened={listing}
        onClose={close}
        onChoose={choose}
        {...(mayEdit && { onFinish, onDrop })}
      />
    </div>
  )
}
