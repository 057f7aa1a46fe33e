import { change } from './numbers.ts'
import classes from './text.module.css'

/** What came or went, in the colour of its direction and with its sign. */
export function ChangeText({ value }: { value: number }) {
  const direction = value === 0 ? 'none' : value > 0 ? 'in' : 'out'
  return (
    <span className={`num ${classes.change}`} data-direction={direction}>
      {change(value)}
    </span>
  )
}
