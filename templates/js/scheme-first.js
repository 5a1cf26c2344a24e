// Runs before the first paint, so that no page flashes: the reader's colours, and that script runs at all.
{
  const root = document.documentElement;
  root.classList.add('js');
  try {
    const kept = localStorage.getItem('scheme');
    if (kept === 'light' || kept === 'dark') root.dataset.theme = kept;
  } catch {
    // storage is refused: the system's colours then
  }
}
