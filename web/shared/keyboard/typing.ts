/** Whether a person types into something, so that letters are letters. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

/** Whether something lies over the page that has keys of its own. */
export function isCovered(): boolean {
  // What is inert closes, and has no keys any more.
  return document.querySelector(':is([role="dialog"], [role="menu"]):not([inert] *)') !== null
}
