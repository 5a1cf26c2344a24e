// What every page does beyond plain HTML. Whatever a page does not need is not loaded.

import { toggleSearch } from './dialog.js';
import { listen } from './keys.js';
import { switchScheme } from './scheme.js';

const scheme = document.getElementById('scheme');
if (scheme) switchScheme(scheme);

const link = document.getElementById('search-link');
if (link instanceof HTMLAnchorElement) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    search(link);
  });
}

const toggle = document.querySelector('input[name=shortcuts]');
listen(toggle instanceof HTMLInputElement ? toggle : null, () => {
  if (link instanceof HTMLAnchorElement) search(link);
});

if (document.querySelector('details.abstract')) {
  import('./abstracts.js').then(({ openOnScroll }) => openOnScroll(document));
}
if (document.querySelector('[data-copy]')) {
  import('./copy.js').then(({ offerCopies }) => offerCopies(document));
}

/**
 * Leads to the page's own box, or opens one over the page.
 *
 * @param {HTMLAnchorElement} link
 */
function search(link) {
  const box = document.querySelector('main input[data-search]');
  if (box instanceof HTMLInputElement) box.focus();
  else toggleSearch(link);
}
