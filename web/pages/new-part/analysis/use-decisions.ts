import { useMemo, useState } from 'react'
import type { Draft } from '../draft.ts'
import type { Proposal, ProposedDocument } from './proposal.ts'

interface Refused {
  of: Proposal | null
  fields: readonly string[]
  /** Of documents. */
  urls: readonly string[]
}

function nothingRefused(of: Proposal | null): Refused {
  return { of, fields: [], urls: [] }
}

/** What a person has decided about a proposal: nothing is taken from it without being accepted. */
export function useDecisions(proposal: Proposal | null, draft: Draft) {
  const [refused, setRefused] = useState<Refused>(nothingRefused(null))
  // Another proposal is another question.
  const { fields, urls } = refused.of === proposal ? refused : nothingRefused(proposal)
  const open = useMemo(() => {
    const texts = new Map<string, string>(Object.entries(draft))
    const proposed = Object.entries(proposal?.fields ?? {})
    const left: Partial<Draft> = Object.fromEntries(
      proposed.filter(([field, text]) => !fields.includes(field) && texts.get(field)?.trim() !== text),
    )
    return left
  }, [proposal, draft, fields])
  const documents: readonly ProposedDocument[] = proposal?.documents ?? []
  return {
    /** Fields that are proposed and neither accepted nor refused. */
    open,
    documents,
    /** Documents that are stored with the part. */
    kept: documents.filter(({ url }) => !urls.includes(url)),
    refuse: (field: keyof Draft) => setRefused({ of: proposal, fields: [...fields, field], urls }),
    toggle: (url: string) =>
      setRefused({
        of: proposal,
        fields,
        urls: urls.includes(url) ? urls.filter((each) => each !== url) : [...urls, url],
      }),
  }
}
