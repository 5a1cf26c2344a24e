// The page's entries in the browser's history. Browsers refuse very quick changes, and pages without an origin any; the
// next change brings the address up to date.

/**
 * Replaces the address of the present entry.
 *
 * @param {string} url
 */
export function replaceEntry(url) {
  attempt(() => history.replaceState(history.state, '', url));
}

/**
 * Adds an entry, which Back leaves.
 *
 * @param {string} url
 */
export function pushEntry(url) {
  rememberScroll();
  attempt(() => history.pushState(null, '', url));
}

/** Notes where the reader is, for pages whose content comes too late for the browser to scroll back to. */
export function rememberScroll() {
  attempt(() => history.replaceState({ scroll: Math.round(scrollY) }, ''));
}

/** @returns {number} where the reader was in this entry; 0 for its top */
export function rememberedScroll() {
  const scroll = history.state?.scroll;
  return typeof scroll === 'number' ? scroll : 0;
}

/** @param {() => void} change */
function attempt(change) {
  try {
    change();
  } catch {
    // refused
  }
}
