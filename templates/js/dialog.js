// The search's frame over any page: a box that stands there at once and takes what is typed, while the search itself is
// still on its way.

import { say } from './words.js';

/**
 * Opens the search over the page, or closes it when it is open.
 *
 * @param {HTMLAnchorElement} link leads to the search page, beside which the index lies
 */
export function toggleSearch(link) {
  const dialog = document.querySelector('dialog.search-dialog') ?? build(link);
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (dialog.open) {
    dialog.close();
    return;
  }
  dialog.showModal();
  const input = dialog.querySelector('input');
  input?.focus();
  input?.select();
  import('../search/dialog.js').then(
    ({ searchIn }) => searchIn(dialog, link.href),
    // without the search the page that has it may still be reached
    () => location.assign(link.href),
  );
}

/** @param {HTMLAnchorElement} link */
function build(link) {
  const dialog = document.createElement('dialog');
  dialog.className = 'search-dialog';
  dialog.setAttribute('aria-label', say('search_papers'));
  const head = document.createElement('div');
  head.className = 'dialog-head';
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'dialog-close';
  close.textContent = say('close');
  close.addEventListener('click', () => dialog.close());
  head.append(box(), close);
  dialog.append(head);
  // a press beside the dialog is a press on its backdrop
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  link.ownerDocument.body.append(dialog);
  return dialog;
}

function box() {
  const input = document.createElement('input');
  input.className = 'dialog-input';
  const attributes = {
    type: 'text',
    enterkeyhint: 'search',
    'aria-label': say('search_papers'),
    placeholder: say('search_papers'),
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    dir: 'auto',
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  return input;
}
