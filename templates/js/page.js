// A page's own controls, in one file to spare requests: the reader's colours, abstracts that open, blocks that can be
// copied.

import { keep } from './storage.js';
import { say } from './words.js';

const ORDER = ['auto', 'light', 'dark'];

/**
 * The switch between the system's colours, light and dark.
 *
 * @param {HTMLElement} button
 */
export function switchScheme(button) {
  const root = document.documentElement;
  show(root.dataset.theme ?? 'auto');
  button.addEventListener('click', () => {
    const next = ORDER[(ORDER.indexOf(root.dataset.theme ?? 'auto') + 1) % ORDER.length];
    if (next === 'auto') delete root.dataset.theme;
    else root.dataset.theme = next;
    keep('scheme', next === 'auto' ? null : next);
    show(next);
  });

  /** @param {string} scheme */
  function show(scheme) {
    button.dataset.scheme = scheme;
    button.setAttribute('aria-label', say(`colours_${scheme}`));
    button.title = say(`colours_${scheme}`);
  }
}

/**
 * Clipped abstracts open by themselves when the browser's search or a selection leads into their hidden part: that
 * scrolls the clipped box, which a reader could not scroll back.
 *
 * @param {Document} page
 */
export function openOnScroll(page) {
  page.addEventListener('scroll', (event) => unclip(event.target), { capture: true, passive: true });
  for (const box of page.querySelectorAll('details.abstract:not([open]) > div')) unclip(box);
}

/** @param {EventTarget | null} box what was scrolled */
function unclip(box) {
  if (!(box instanceof HTMLElement) || box.scrollTop === 0) return;
  const abstract = box.closest('details.abstract');
  if (!(abstract instanceof HTMLDetailsElement)) return;
  abstract.open = true;
  box.scrollTop = 0;
}

/**
 * A button to copy a block of text, put there only where the browser can copy.
 *
 * @param {ParentNode} page
 */
export function offerCopies(page) {
  if (!navigator.clipboard || !isSecureContext) return;
  for (const block of page.querySelectorAll('[data-copy]')) {
    if (block instanceof HTMLElement) addCopy(block, block.dataset.copy ?? say('copy'));
  }
}

/**
 * @param {HTMLElement} block
 * @param {string} word
 */
function addCopy(block, word) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = word;
  const said = document.createElement('span');
  said.setAttribute('role', 'status');
  said.className = 'hidden-text';
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(block.querySelector('pre')?.textContent?.trimEnd() ?? '');
      button.textContent = say('copied');
      said.textContent = say('copied');
    } catch {
      // refused by the reader or the browser: selecting by hand still works
      button.remove();
      return;
    }
    setTimeout(() => {
      button.textContent = word;
      said.textContent = '';
    }, 2000);
  });
  block.append(button, said);
}
