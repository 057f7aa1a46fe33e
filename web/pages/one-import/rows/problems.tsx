import { IconAlertTriangle, IconExclamationCircle } from '@tabler/icons-react'
import type { ImportRow } from '../../../api/queries/imports.ts'
import { ToldText } from '../../../shared/feedback/told-text.tsx'
import classes from './mend.module.css'

type Problem = ImportRow['errors'][number]

/** The sentence of the service, without the name of the field at its front, and with quotes as people write them. */
export function problemText({ field, message }: Problem): string {
  const own = field !== null && message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message
  const quoted = own.replace(/`([^`]*)`/g, '“$1”')
  return quoted.charAt(0).toUpperCase() + quoted.slice(1)
}

/** What is wrong with a row, and what to think of. */
export function Problems({ row: { errors, warnings } }: { row: ImportRow }) {
  // The choice of a part stands there itself, but not why a number alone does not choose it.
  const told = errors.filter(({ code, field }) => code !== 'MATCH_NEEDED' || field !== null)
  if (told.length + warnings.length === 0) return null
  return (
    <ul className={classes.problems}>
      {told.map((problem) => (
        <li key={`${problem.code} ${problem.message}`} data-tone="bad">
          <IconExclamationCircle size={15} stroke={1.75} aria-hidden />
          <ToldText>{problemText(problem)}</ToldText>
        </li>
      ))}
      {warnings.map((problem) => (
        <li key={`${problem.code} ${problem.message}`} data-tone="warn">
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
          <ToldText>{problemText(problem)}</ToldText>
        </li>
      ))}
    </ul>
  )
}
