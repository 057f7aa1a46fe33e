import { ApiError, sentence } from '../../api/errors.ts'
import { ToldText } from './told-text.tsx'

/** Why something was refused, in the service's words, and what to do about it. */
export function ErrorText({ error }: { error: unknown }) {
  const text = sentence(error)
  const hint = error instanceof ApiError && error.hint !== text ? error.hint : null
  const told = <ToldText>{/[.?!…]$/.test(text) || hint === null ? text : `${text}.`}</ToldText>
  if (hint === null) return <b>{told}</b>
  return (
    <>
      <b>{told}</b> {hint}
    </>
  )
}
