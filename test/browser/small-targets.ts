import type { Page } from 'playwright-core'

/** Pixels that a finger needs. */
const LEAST = 40
/** Bars of a chart stand close together, and are high. */
const NARROWEST = 24

/**
 * Looks at what answers a press around the middle of each control. A link within a sentence may be as high as its line, and
 * what cannot be reached by Tab is done by the whole row, too.
 */
const FIND = `(() => {
  const answers = (control, x, y) => {
    const hit = document.elementFromPoint(x, y)
    return hit !== null && (control.contains(hit) || hit.closest('label')?.control === control)
  }
  const reach = (control, x, y, right, down) => {
    let steps = 0
    while (steps < ${LEAST} && answers(control, x + right * (steps + 1), y + down * (steps + 1))) steps++
    return steps
  }
  const found = []
  for (const control of document.querySelectorAll('a[href], button, input, label[for], [role="tab"]')) {
    const { display } = getComputedStyle(control)
    if (control.localName === 'label' ? control.control?.type !== 'radio' : control.tabIndex < 0) continue
    if (control.disabled || display === 'inline' || control.closest('.sr-only')) continue
    control.scrollIntoView({ block: 'center' })
    const { left, top, width, height } = control.getBoundingClientRect()
    const [x, y] = [left + width / 2, top + height / 2]
    if (width < 2 || !answers(control, x, y)) continue
    const half = ${LEAST} / 2
    // Most are large enough, and to go there step by step takes forty times as long.
    if ([[-half, 0], [half, 0], [0, -half], [0, half]].every(([right, down]) => answers(control, x + right, y + down))) continue
    const wide = reach(control, x, y, 1, 0) + reach(control, x, y, -1, 0) + 1
    const high = reach(control, x, y, 0, 1) + reach(control, x, y, 0, -1) + 1
    if (wide >= ${NARROWEST} && high >= ${LEAST}) continue
    const name = (control.ariaLabel ?? control.textContent ?? '').trim().slice(0, 40)
    found.push(control.tagName.toLowerCase() + ' “' + name + '” ' + wide + ' × ' + high)
  }
  document.getElementById('content')?.scrollTo(0, 0)
  return found
})()`

/** Controls that are too small for a finger, one text each. */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(FIND)
}
