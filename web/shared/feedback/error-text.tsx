import { ApiError, sentence } from '../../api/errors.ts'

/** Why something was refused, in the service's words, and what to do about it. */
export function ErrorText({ error }: { error: unknown }) {
  const text = sentence(error)
  const hint = error instanceof ApiError && error.hint !== text ? error.hint : null
  if (hint === null) return <b>{text}</b>
  return (
    <>
      <b>{/[.?!…]$/.test(text) ? text : `${text}.`}</b> {hint}
    </>
  )
}
