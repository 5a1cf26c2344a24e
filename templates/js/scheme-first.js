// Runs before the first paint, so that no page flashes and nothing moves: the reader's colours, and what works here.
{
  const root = document.documentElement;
  root.classList.add('js');
  if ('clipboard' in navigator) root.classList.add('copies');
  if ('share' in navigator) root.classList.add('shares');
  try {
    const kept = localStorage.getItem('scheme');
    if (kept === 'light' || kept === 'dark') root.dataset.theme = kept;
  } catch {
    // storage is refused: the system's colours then
  }
}
// Pages fade into each other where the browser can do that and the reader likes motion. Here and not in the stylesheet,
// as validators do not know the rule yet.
if ('onpagereveal' in window) {
  const fade = new CSSStyleSheet();
  fade.replaceSync(
    '@media (prefers-reduced-motion: no-preference) { @view-transition { navigation: auto } }' +
      '::view-transition-old(root), ::view-transition-new(root) { animation-duration: 0.12s }',
  );
  document.adoptedStyleSheets.push(fade);
}
// a fade that the browser itself gives up is no error of anybody's
addEventListener('unhandledrejection', (event) => {
  if (/transition/i.test(event.reason?.message)) event.preventDefault();
});
