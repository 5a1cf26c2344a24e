// Fetches a page of the site when a reader seems about to open it: a pointer rests on its link, or the focus does. Not
// for those who pay for data or wait for it.

/** A pointer that only passes rests on a link for less. */
const HOVER_DELAY_MS = 80;

/** @param {EventTarget | null} first where the reader points already */
export function prefetchLinks(first) {
  const { connection } = /** @type {{ connection?: { saveData?: boolean, effectiveType?: string } }} */ (navigator);
  if (connection?.saveData || /2g|3g/.test(connection?.effectiveType ?? '')) return;
  const fetched = new Set([addressOf(location)]);
  let timer = 0;
  /** @param {EventTarget | null} target */
  const restOn = (target) => {
    clearTimeout(timer);
    const link = target instanceof Element ? target.closest('a') : null;
    if (!link || link.origin !== location.origin || fetched.has(addressOf(link)) || !isPage(link.pathname)) return;
    timer = setTimeout(() => {
      fetched.add(addressOf(link));
      const hint = document.createElement('link');
      hint.rel = 'prefetch';
      hint.href = addressOf(link);
      document.head.append(hint);
    }, HOVER_DELAY_MS);
  };
  for (const type of ['pointerover', 'focusin']) document.addEventListener(type, ({ target }) => restOn(target));
  restOn(first);
}

/** @param {HTMLAnchorElement | Location} place */
function addressOf({ origin, pathname, search }) {
  return origin + pathname + search;
}

/** @param {string} path */
function isPage(path) {
  return !/\.(?!html$)[a-z]+$/.test(path);
}
