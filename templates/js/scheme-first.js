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
// a fade between two pages that the browser itself gives up is no error of anybody's
addEventListener('unhandledrejection', (event) => {
  if (/transition/i.test(event.reason?.message)) event.preventDefault();
});
