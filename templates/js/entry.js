// A paper's entry in a list: the link to the paper and the Save button.

import { isSaved, paperOf } from './saved.js';
import { say } from './strings.js';

/** Entries that stand in a list and are neither filtered away nor folded. */
export const ENTRY = 'main .entry:not([hidden], .entries:not(.show-folded) > .folded)';

/**
 * The link to the paper of an entry.
 *
 * @param {Element} entry
 * @returns {HTMLAnchorElement | null}
 */
export function titleLink(entry) {
  return entry.querySelector('h2 a');
}

/**
 * The paper that an entry is about.
 *
 * @param {Element} entry which has the address of the paper's page where its title may lead elsewhere
 * @returns {import('./saved.js').Paper | null}
 */
export function paperIn(entry) {
  const link = titleLink(entry);
  return link && paperOf({ href: entry.getAttribute('data-page') ?? link.href, textContent: link.textContent });
}

/**
 * Shows at an entry's Save button whether its paper is saved. The button keeps its label, and names the paper to those
 * who do not see what stands around it.
 *
 * @param {Element} entry
 */
export function showSaved(entry) {
  const button = entry.querySelector('button.save');
  const paper = button && paperIn(entry);
  if (!paper) return;
  button.setAttribute('aria-pressed', String(isSaved(paper.id)));
  button.setAttribute('aria-label', say('save_named', { title: paper.title }));
}
