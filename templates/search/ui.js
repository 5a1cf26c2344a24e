// Wakes the search page when the reader reaches for its box, or comes with a query in the address; until then nothing of
// the search is loaded but this.

const place = document.getElementById('search');
const box = place?.querySelector('input');
let meant = false;
if (place && box) {
  // an early Enter must not leave the page: what stands in the box is searched as soon as that can be
  box.form?.addEventListener('submit', (event) => {
    event.preventDefault();
    meant = true;
  });
  if (location.search.length > 1 || box.value || document.activeElement === box) {
    wake(place);
  } else {
    place.querySelector('[data-part=start]')?.removeAttribute('hidden');
    box.addEventListener('focus', () => wake(place), { once: true });
  }
}

/** @param {HTMLElement} place */
async function wake(place) {
  // all modules at once rather than one after the other
  const [{ SearchPage }] = await Promise.all([
    import('./page.js'),
    import('./client.js'),
    import('./combobox.js'),
    import('./controls.js'),
    import('./element.js'),
    import('./facets.js'),
    import('./history.js'),
    import('./message.js'),
    import('./recent.js'),
    import('./results.js'),
    import('./snippet.js'),
    import('./state.js'),
    import('./view.js'),
    import('../js/words.js'),
  ]);
  new SearchPage(place);
  if (meant) box?.form?.requestSubmit();
}
