import { Tokenizer } from 'htmlparser2'

/** The start tag of one of the `WANTED` elements, with the attributes listed there. */
export interface HtmlTag {
  name: string
  attributes: ReadonlyMap<string, string>
  /** Text up to the next tag, for `title`. */
  text: string
}

type OpenTag = { name: string; attributes: Map<string, string>; text: string }

/** Elements with metadata of a page, and the attributes that are read. */
const WANTED: Readonly<Record<string, readonly string[]>> = {
  title: [],
  meta: ['property', 'name', 'content'],
  link: ['rel', 'href'],
  iframe: ['src'],
  base: ['href'],
}

/**
 * Reads the tags with metadata of a page, in their order. The time is linear in the length of the page for any input:
 * no tree is built.
 */
export function readHtmlTags(html: string): HtmlTag[] {
  const tags: HtmlTag[] = []
  let tag: OpenTag | undefined
  let title: OpenTag | undefined
  let attribute: string | null = null
  let value = ''
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname(start, end) {
        title = undefined
        const name = html.slice(start, end).toLowerCase()
        tag = Object.hasOwn(WANTED, name) ? { name, attributes: new Map(), text: '' } : undefined
      },
      onattribname(start, end) {
        const name = html.slice(start, end).toLowerCase()
        attribute = tag && WANTED[tag.name]?.includes(name) && !tag.attributes.has(name) ? name : null
        value = ''
      },
      onattribdata(start, end) {
        if (attribute !== null) value += html.slice(start, end)
      },
      onattribentity(codepoint) {
        if (attribute !== null) value += String.fromCodePoint(codepoint)
      },
      onattribend() {
        if (attribute !== null) tag?.attributes.set(attribute, value)
        attribute = null
      },
      onopentagend() {
        if (!tag) return
        tags.push(tag)
        title = tag.name === 'title' ? tag : undefined
        tag = undefined
      },
      onselfclosingtag() {
        this.onopentagend(0)
      },
      onclosetag() {
        title = undefined
      },
      ontext(start, end) {
        if (title) title.text += html.slice(start, end)
      },
      ontextentity(codepoint) {
        if (title) title.text += String.fromCodePoint(codepoint)
      },
      oncdata() {},
      oncomment() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  return tags
}
