/** Some words of a text, and how they are set. */
export interface Inline {
  kind: 'text' | 'code' | 'strong' | 'emphasis' | 'link'
  text: string
  /** Of a link: the anchor of a section. */
  to?: string
}

/** What a text is made of. */
export type Block =
  | { kind: 'paragraph'; words: readonly Inline[] }
  | { kind: 'heading'; text: string }
  | { kind: 'list'; ordered: boolean; items: readonly (readonly Inline[])[] }
  | { kind: 'code'; text: string }
  | { kind: 'table'; head: readonly (readonly Inline[])[]; rows: readonly (readonly (readonly Inline[])[])[] }

/** A part of the manual for who runs the service: what to do about one alarm, or one of its other chapters. */
export interface Section {
  /** As in the address, behind the `#`. */
  anchor: string
  title: string
  isAlarm: boolean
  blocks: readonly Block[]
}
