/**
 * The functions of URIs under names that the bundler does not know. It takes a call of `decodeURIComponent` whose result is not
 * used for one that does nothing and leaves it out; but such a call asks whether it throws.
 */
export const URI_FUNCTIONS = Object.fromEntries(
  ['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent'].map((name) => [name, `globalThis.${name}`]),
)
