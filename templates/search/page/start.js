// Starts the search page when the reader reaches for its box, or comes with a query in the address; until then nothing of
// the search is loaded but this.

import { element, find } from '../../js/dom.js';
import { fetchManifest, prepareSearch } from '../../js/search_worker.js';
import { say } from '../../js/strings.js';

const container = document.getElementById('search');
const box = container?.querySelector('input');
let submitted = false;
if (container && box) {
  const manifest = fetchManifest();
  // an early Enter must not leave the page: what stands in the box is searched as soon as that can be
  box.form?.addEventListener('submit', (event) => {
    event.preventDefault();
    submitted = true;
  });
  if (location.search.length > 1 || box.value || document.activeElement === box) {
    mount(container, manifest);
  } else {
    find(container, '[data-part=start]').hidden = false;
    box.addEventListener('focus', () => mount(container, manifest), { once: true });
  }
}

/**
 * @param {HTMLElement} container
 * @param {Promise<object | undefined>} manifest
 */
async function mount(container, manifest) {
  prepareSearch(manifest);
  try {
    const { SearchPage } = await import('./search_page.js');
    new SearchPage(container);
    if (submitted) box?.form?.requestSubmit();
  } catch {
    showLoadError(container);
  }
}

/**
 * Tells that the search could not be loaded. The next letter and a connection that is back try again; for the reader who
 * asks for it the page is loaded with what stands in the box, as a browser may remember that a module failed.
 *
 * @param {HTMLElement} container
 */
function showLoadError(container) {
  const reload = () => {
    const address = new URL(location.href);
    address.searchParams.set('q', box?.value ?? '');
    location.assign(address);
  };
  const retry = element('button', 'link-button', say('retry'));
  const waiting = new AbortController();
  const { signal } = waiting;
  const again = () => {
    waiting.abort();
    mount(container, fetchManifest());
  };
  retry.addEventListener('click', reload);
  box?.form?.addEventListener('submit', reload, { signal });
  box?.addEventListener('input', again, { signal });
  addEventListener('online', again, { signal });
  find(container, '[data-part=status]').textContent = say('load_failed');
  find(container, '[data-part=notes]').replaceChildren(element('p', '', retry));
}
