import { SaxesParser } from 'saxes'
import { FileError } from '../../failure.ts'
import { MAX_XML_DEPTH } from '../../limits.ts'
import type { Zip } from './zip.ts'

/** An element that begins. */
export interface Element {
  /** Without its prefix. */
  name: string
  attributes: Readonly<Record<string, string>>
}

export interface XmlHandlers {
  open?: (element: Element) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/**
 * Reads an XML entry of a zip file as it is unpacked. Only the five named references and those by number are known.
 *
 * @throws FileError when it is not well-formed, too deep, or declares a document type.
 */
export async function readXml(zip: Zip, name: string, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser()
  let depth = 0
  parser.on('error', (error) => {
    throw unreadable(name, error.message)
  })
  parser.on('doctype', () => {
    throw unreadable(name, 'it declares a document type')
  })
  parser.on('opentag', ({ name: tag, attributes }) => {
    if (++depth > MAX_XML_DEPTH) throw unreadable(name, `it is deeper than ${MAX_XML_DEPTH} levels`)
    handlers.open?.({ name: withoutPrefix(tag), attributes })
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  parser.on('closetag', ({ name: tag }) => {
    depth--
    handlers.close?.(withoutPrefix(tag))
  })
  await zip.read(name, (text) => {
    parser.write(text)
  })
  parser.close()
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function unreadable(name: string, reason: string): FileError {
  return new FileError('UNREADABLE', `${name.slice(0, 60)} in the file cannot be read: ${reason.slice(0, 200)}`)
}
