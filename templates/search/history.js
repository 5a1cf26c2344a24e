// The page's own entries in the browser's history: one for each query the reader meant, with the place read in it.

/**
 * @param {string} query the address's part from `?` on
 * @param {boolean} another as an entry of its own, which Back leaves; else the present one is overwritten
 */
export function write(query, another) {
  try {
    if (another) {
      keepScroll();
      history.pushState(null, '', query);
    } else {
      history.replaceState(history.state, '', query);
    }
  } catch {
    // browsers refuse very quick changes; the next one brings the address up to date
  }
}

/** Notes where the reader is, as results come too late for the browser to scroll back to. */
export function keepScroll() {
  history.replaceState({ scroll: Math.round(scrollY) }, '');
}

/** @returns {number} where the reader was in this entry; 0 for its top */
export function scrolledTo() {
  const scroll = history.state?.scroll;
  return typeof scroll === 'number' ? scroll : 0;
}
