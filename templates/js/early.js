// Runs before the first paint, so that no page flashes and nothing moves: the reader's colours, and what works here.
{
  const root = document.documentElement;
  // a page on a disk has no origin, and browsers run none of its modules
  if (origin !== 'null') root.classList.add('js');
  if ('clipboard' in navigator) root.classList.add('can-copy');
  if ('share' in navigator) root.classList.add('can-share');
  try {
    // as in `storage.js`, which comes too late for this
    const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
    const scheme = localStorage.getItem(`scheme:${new URL('../../../', src).pathname}`);
    if (scheme === 'light' || scheme === 'dark') root.dataset.theme = scheme;
  } catch {
    // storage is refused: the system's colours then
  }
}
const FADE_WITHIN_MS = 1000;
// Pages fade into each other where the browser can do that and the reader likes motion. Here and not in the stylesheet,
// as validators do not know the rule yet. Where pages come slowly they do not: the old page stands still until the new
// one can be drawn, and after four seconds the browser gives the fade up with an error.
if ('onpagereveal' in window && performance.now() < FADE_WITHIN_MS) {
  const fade = new CSSStyleSheet();
  fade.replaceSync(
    '@media (prefers-reduced-motion: no-preference) { @view-transition { navigation: auto } }' +
      '::view-transition-old(root), ::view-transition-new(root) { animation-duration: 0.12s }',
  );
  document.adoptedStyleSheets.push(fade);
}
// the browser rejects a promise when it skips a fade, be it for a hurried reader; no script has that promise to catch
addEventListener('unhandledrejection', (event) => {
  if (/transition/i.test(event.reason)) event.preventDefault();
});
