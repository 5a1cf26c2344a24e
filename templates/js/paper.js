// A paper's page: saving the paper, copying and sharing what it is cited by, and citations as files.

import { notice } from './main.js';
import { isSaved, onChange, paperOf, toggle } from './saved.js';
import { say } from './words.js';

const own = document.querySelector('.paper button.save');
const paper = paperOf({ href: location.href, textContent: document.querySelector('h1')?.textContent });
if (own && paper) {
  const show = () => own.setAttribute('aria-pressed', String(isSaved(paper.id)));
  own.addEventListener('click', () => notice(say(`notice_${toggle(paper)}`)));
  onChange(show);
  show();
}
// loaded when somebody reaches for a button, before the press: a browser that has to wait may forget that there was one
const load = () => import('./cite.js');
for (const button of document.querySelectorAll('.paper :is([data-copy], [data-download], [data-share])')) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.addEventListener('pointerenter', load, { once: true });
  button.addEventListener('focus', load, { once: true });
  button.addEventListener('click', () => pass(button));
}

/** @param {HTMLButtonElement} button */
async function pass(button) {
  const { copy, download } = button.dataset;
  const { bibtex, factsOf, giveFile, markdown, ris } = await load();
  const facts = factsOf(document);
  const canonical = document.querySelector('link[rel=canonical]');
  const address = canonical instanceof HTMLLinkElement ? canonical.href : location.href.split('#')[0];
  if (download === 'bib') giveFile(`${facts.id}.bib`, bibtex(facts));
  else if (download === 'ris') giveFile(`${facts.id}.ris`, ris(facts));
  else if (copy === 'bib') await put(button, bibtex(facts));
  else if (copy === 'ris') await put(button, ris(facts));
  else if (copy === 'md') await put(button, markdown(facts, address));
  else if (copy === 'link') await put(button, address);
  // a reader who thinks better of sharing is no error
  else navigator.share({ title: facts.title, url: address }).catch(() => {});
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} text
 */
async function put(button, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // refused by the reader or the browser: selecting by hand still works
    notice(say('notice_not_copied'));
    return;
  }
  notice(say('notice_copied', { what: button.textContent?.trim() ?? '' }));
  button.dataset.done = '';
  setTimeout(() => delete button.dataset.done, 2000);
}
