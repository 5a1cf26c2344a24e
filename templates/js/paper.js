// A paper's page: saving the paper, copying and sharing what it is cited by, and citations as files.

import { loadOrTell, notice } from './notice.js';
import { isSaved, onSavedChange, paperOf, toggleSaved } from './saved.js';
import { say } from './strings.js';

const saveButton = document.querySelector('.paper button.save');
const paper = paperOf({ href: location.href, textContent: document.querySelector('h1')?.textContent });
if (saveButton && paper) {
  const show = () => saveButton.setAttribute('aria-pressed', String(isSaved(paper.id)));
  saveButton.addEventListener('click', () => notice(say(`notice_${toggleSaved(paper)}`)));
  onSavedChange(show);
  show();
}
// loaded when somebody reaches for a button, before the press: a browser that has to wait may forget that there was one
const load = () => loadOrTell(() => import('./cite.js'));
for (const button of document.querySelectorAll('.paper :is([data-copy], [data-download], [data-share])')) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.addEventListener('pointerenter', load, { once: true });
  button.addEventListener('focus', load, { once: true });
  button.addEventListener('click', () => handleAction(button));
}

/** @param {HTMLButtonElement} button */
async function handleAction(button) {
  const { copy, download } = button.dataset;
  const cite = await load();
  if (!cite) return;
  const { bibtex, csl, downloadFile, markdown, readFacts, ris } = cite;
  const facts = readFacts(document);
  const canonical = document.querySelector('link[rel=canonical]');
  const address = canonical instanceof HTMLLinkElement ? canonical.href : location.href.split('#')[0];
  if (download === 'bib') downloadFile(`${facts.id}.bib`, bibtex(facts));
  else if (download === 'ris') downloadFile(`${facts.id}.ris`, ris(facts));
  else if (copy === 'bib') await copyText(button, bibtex(facts));
  else if (copy === 'ris') await copyText(button, ris(facts));
  else if (copy === 'csl') await copyText(button, JSON.stringify([csl(facts)], null, 2));
  else if (copy === 'apa' || copy === 'mla' || copy === 'chicago') {
    const styles = await loadOrTell(() => import('./styles.js'));
    if (styles) await copyText(button, styles.bibliographyEntry(copy, facts));
  }
  else if (copy === 'md') await copyText(button, markdown(facts, address));
  else if (copy === 'link') await copyText(button, address);
  // a reader who thinks better of sharing is no error
  else navigator.share({ title: facts.title, url: address }).catch(() => {});
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} text
 */
async function copyText(button, text) {
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
