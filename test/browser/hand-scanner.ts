import type { Page } from 'playwright-core'

const [RS, GS, EOT] = ['\u001e', '\u001d', '\u0004']

/** What stands on a bag of a seller. */
export function bag(number: string, qty: number, order: string): string {
  const fields = [
    `P296-${number}-ND`,
    `1P${number}`,
    `1K${order}`,
    '9D2431',
    '1TLOT7',
    '4LMY',
    `Q${qty}`,
    '11ZPICK',
    '3S774411',
  ]
  return `[)>${RS}06${GS}${fields.join(GS)}${RS}${EOT}`
}

/** Types as a hand scanner does: a key each 10 ms of the keys' own time; separators as combinations of keys. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate(`(() => {
    const begin = performance.now()
    const combined = { '\\u001d': [']', 'BracketRight'], '\\u001e': ['6', 'Digit6'], '\\u0004': ['d', 'KeyD'] }
    for (const [index, character] of ${JSON.stringify([...code, 'Enter'])}.entries()) {
      const [key, name] = combined[character] ?? [character, '']
      const press = new KeyboardEvent('keydown', {
        key, code: name, ctrlKey: character in combined, bubbles: true, cancelable: true,
      })
      Object.defineProperty(press, 'timeStamp', { value: begin + index * 10 })
      ;(document.activeElement ?? document.body).dispatchEvent(press)
    }
  })()`)
}

/** Types as a scanner that is set to an American keyboard does on a computer with a German one. */
export async function scanOnGerman(page: Page, code: string): Promise<void> {
  await page.evaluate(`(() => {
    const begin = performance.now()
    const signs = { '/': ['-', 'Slash'], '-': ['ß', 'Minus'], ':': ['Ö', 'Semicolon'], '"': ['Ä', 'Quote'],
                    '{': ['Ü', 'BracketLeft'], '}': ['*', 'BracketRight'], ',': [',', 'Comma'] }
    const others = { y: 'z', z: 'y', Y: 'Z', Z: 'Y' }
    for (const [index, character] of ${JSON.stringify([...code])}.entries()) {
      const isLetter = /[a-z]/i.test(character)
      const [key, name] = signs[character] ??
        (isLetter ? [others[character] ?? character, 'Key' + character.toUpperCase()] : [character, 'Digit' + character])
      const press = new KeyboardEvent('keydown', {
        key, code: name, shiftKey: /[A-Z{}:"]/.test(character), bubbles: true, cancelable: true,
      })
      Object.defineProperty(press, 'timeStamp', { value: begin + index * 10 })
      document.body.dispatchEvent(press)
    }
    const end = new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true })
    Object.defineProperty(end, 'timeStamp', { value: begin + ${[...code].length} * 10 })
    document.body.dispatchEvent(end)
  })()`)
}
