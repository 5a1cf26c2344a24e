// The page for lost readers: leads on to a search for what the address was called, such as the author of a page that fell
// away or the title of a paper that moved.

import { anchor, element } from './dom.js';
import './more_strings.js';
import { say } from './strings.js';

const ENDINGS = /(?:\.p\d+)?(?:\.[a-z]{2,5})?$/;
/** A digest that tells papers of long titles apart. */
const DIGEST = /-[0-9a-f]{8}$/;

const search = document.getElementById('search-link');
const words = decode(location.pathname.split('/').pop() ?? '').replace(ENDINGS, '').replace(DIGEST, '').replaceAll('-', ' ').trim();
if (search instanceof HTMLAnchorElement && words && words !== 'index' && words !== '404') {
  const link = anchor('', `${search.href}?q=${encodeURIComponent(words)}`, say('search_lost', { words }));
  document.querySelector('.masthead .lead')?.after(element('p', 'lead', link));
}

/**
 * A part of an address as people read it, or as it is where its percent codes are none.
 *
 * @param {string} part
 */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
