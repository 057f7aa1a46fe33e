import { Button } from '@mantine/core'
import { IconBackspace } from '@tabler/icons-react'
import { useState } from 'react'
import { count } from '../../../shared/text/numbers.ts'
import classes from './answer.module.css'

const KEYS = [1, 2, 3, 4, 5, 6, 7, 8, 9]
const MOST = 999_999_999

interface NumberPadProps {
  /** Null: what stands in the field is no amount. */
  value: number | null
  /** What should be there. */
  all: number
  onChange: (value: number) => void
}

/** Keys for a number that is counted with the other hand full. The first one begins anew. */
export function NumberPad({ value, all, onChange }: NumberPadProps) {
  const [begun, setBegun] = useState(false)
  const type = (digit: number) => {
    const next = begun && value !== null ? value * 10 + digit : digit
    setBegun(true)
    if (next <= MOST) onChange(next)
  }
  return (
    <div className={classes.pad}>
      {KEYS.map((digit) => (
        <Button key={digit} onClick={() => type(digit)}>
          {digit}
        </Button>
      ))}
      <Button
        onClick={() => {
          setBegun(false)
          onChange(all)
        }}
      >
        All {count(all)}
      </Button>
      <Button onClick={() => type(0)}>0</Button>
      <Button
        aria-label="Delete the last digit"
        onClick={() => {
          setBegun(true)
          onChange(Math.floor((value ?? 0) / 10))
        }}
      >
        <IconBackspace size={20} stroke={1.75} />
      </Button>
    </div>
  )
}
