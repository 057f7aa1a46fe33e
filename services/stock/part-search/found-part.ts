import type { SearchedPart } from '../../catalogue/search-rules/document/searched-part.ts'

/** Where pieces of a part lie. */
export interface FoundPlace {
  box_no: number
  loc_no: number
  qty: number
}

/** A hit, without what the part says. */
export interface FoundHit {
  id: number
  key: string
  /** How well it matches; null where nothing is compared. */
  rank: number | null
  /** With microseconds, for the place of the next page. */
  created: string
  /** 0 in a hit without its part, where it does not matter. */
  total_quantity: number
  type_name: string | null
  places: FoundPlace[]
}

/** What else a part says that may be why it is a hit. */
export interface ReadPart extends SearchedPart {
  id: number
  /** In the order of the links; empty where no seller can be why it is a hit. */
  sellers: string[]
  /** Numbers at sellers, each with the place of the link that shows it. */
  seller_numbers: { place: number; number: string }[]
}

/** A part as the search finds it, with all that says why. */
export interface FoundPart extends FoundHit, ReadPart {
  cover_url: string | null
}

/** How many matches have these values of something. */
export interface ValueCount {
  /** The values that decide: a part may have several. */
  values: string[]
  /** As the part writes it, where that is something else. */
  written?: string | null
  count: number
}

/** What the statement of a search answers. */
export interface FoundParts<Part extends FoundHit = FoundPart> {
  /** The state of the database that it was made of, as `MOMENT` tells it. */
  moment: string | null
  /** Counted up to the bound of the statement. */
  total: number
  is_incomplete: boolean
  parts: Part[]
  facets: Record<string, ValueCount[]> | null
}

/** The same while a query is being typed. */
export interface TypedParts extends FoundParts {
  /** Of the names of types and sellers; null in the state of the database of which the answer is at hand. */
  fingerprint: string | null
  /** False when nothing is found, and a term that was not asked about may be matched by no part. */
  are_matched: boolean
  /** False when the statement was a short one that could not find the page. */
  is_page: boolean
  /** What was found to complete the query: the place of what was sought, and a text. */
  completions: [place: number, text: string][]
}
