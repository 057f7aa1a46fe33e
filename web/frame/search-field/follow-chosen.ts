import type { ComboboxStore } from '@mantine/core'

/**
 * Has the keys go on from the option that is seen as chosen. The store counts options, and suggestions that came after the
 * choice have moved it.
 *
 * @returns the key of the part that is chosen; undefined when none is, or something else.
 */
export function followChosen(store: ComboboxStore): string | undefined {
  const options = [...document.querySelectorAll('[data-suggestions] [data-combobox-option]')]
  const at = options.findIndex((option) => option.hasAttribute('data-combobox-selected'))
  store.updateSelectedOptionIndex(at)
  return options[at]?.querySelector<HTMLElement>('[data-part]')?.dataset.part
}
