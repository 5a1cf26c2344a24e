// The page for lost readers: leads on to a search for what the address was called, such as the author of a page that fell
// away or the title of a paper that moved, and from a day to the archive.

import { anchor, element } from './dom.js';
import './more_strings.js';
import { say } from './strings.js';

const ENDINGS = /(?:\.p\d+)?(?:\.[a-z]{2,5})?$/;
/** A digest that tells papers of long titles apart. */
const DIGEST = /-[0-9a-f]{8}$/;
/** A day without an edition of its own. */
const DAY = /^(\d{4}) \d\d? \d\d?$/;

const words = decode(location.pathname.split('/').pop() ?? '').replace(ENDINGS, '').replace(DIGEST, '').replaceAll('-', ' ').trim();
const link = leading(words);
if (link) document.querySelector('.masthead .lead')?.after(element('p', 'lead', link));

/**
 * Where a reader may find what is called like this: a day's neighbours are in the archive.
 *
 * @param {string} words
 */
function leading(words) {
  const [, year] = DAY.exec(words) ?? [];
  const archive = document.querySelector('.page-nav a[href*="date/"]');
  if (year && archive instanceof HTMLAnchorElement) {
    return anchor('', `${archive.href}#year-${year}`, `${archive.textContent} ${year}`);
  }
  const search = document.getElementById('search-link');
  if (!(search instanceof HTMLAnchorElement) || ['', 'index', '404'].includes(words)) return undefined;
  return anchor('', `${search.href}?q=${encodeURIComponent(words)}`, say('search_lost', { words }));
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
