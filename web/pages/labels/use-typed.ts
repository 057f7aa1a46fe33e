import { useState } from 'react'

export interface Typed<Name extends string> {
  /** What stands in fields and is not kept yet; null for what its field does not take. */
  typed: ReadonlyMap<Name, number | null>
  type: (name: Name, value: number | null) => void
  keep: (name: Name, value: number) => void
}

/**
 * Numbers that hold as soon as they are typed, and are kept once they are whole: `1` on the way to `12` is not what is meant.
 *
 * @param of what the numbers are about; those about something else are forgotten.
 * @param save never rejects.
 */
export function useTyped<Name extends string>(
  of: string,
  save: (name: Name, value: number) => Promise<void>,
): Typed<Name> {
  const [noted, setNoted] = useState<{ of: string; typed: ReadonlyMap<Name, number | null> }>({ of, typed: new Map() })
  if (noted.of !== of) setNoted({ of, typed: new Map() })
  const type = (name: Name, value: number | null) =>
    setNoted((old) => ({ ...old, typed: new Map(old.typed).set(name, value) }))
  return {
    typed: noted.typed,
    type,
    keep: (name, value) => {
      type(name, value)
      void save(name, value).then(() =>
        setNoted((old) => {
          const others = [...old.typed].filter(([each, now]) => each !== name || now !== value)
          return { ...old, typed: new Map(others) }
        }),
      )
    },
  }
}
