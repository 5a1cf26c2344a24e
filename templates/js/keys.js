// The dialog that tells the keys, loaded when a reader asks for it.

import { say } from './words.js';

const KEYS = /** @type {const} */ ([
  ['j', 'key_next'],
  ['k', 'key_previous'],
  ['o', 'key_open'],
  ['s', 'key_save'],
  ['c', 'key_cite'],
  ['/', 'key_search'],
  ['?', 'key_help'],
]);

/**
 * @param {HTMLInputElement | null} toggle switches single keys off, at the foot of the page
 */
export function showKeys(toggle) {
  const dialog = document.querySelector('dialog.keys') ?? build(toggle);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  const own = dialog.querySelector('input');
  if (own && toggle) own.checked = toggle.checked;
  dialog.showModal();
}

/** @param {HTMLInputElement | null} toggle */
function build(toggle) {
  const list = make('dl');
  for (const [key, word] of KEYS) list.append(make('div', make('dt', make('kbd', key)), make('dd', say(word))));
  list.append(make('div', make('dt', make('kbd', 'Ctrl'), ' ', make('kbd', 'K')), make('dd', say('key_search'))));
  const close = make('button', say('close'));
  close.className = 'dialog-close';
  const title = make('h2', say('keys'));
  title.id = 'keys-title';
  const dialog = /** @type {HTMLDialogElement} */ (make('dialog', title, list, ...(toggle ? [switchLike(toggle)] : []), close));
  dialog.className = 'keys';
  dialog.setAttribute('aria-labelledby', title.id);
  close.addEventListener('click', () => dialog.close());
  // a press beside the dialog is a press on its backdrop
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
}

/**
 * The same switch once more, where the keys are told.
 *
 * @param {HTMLInputElement} toggle
 */
function switchLike(toggle) {
  const own = document.createElement('input');
  own.type = 'checkbox';
  own.addEventListener('change', () => {
    if (own.checked !== toggle.checked) toggle.click();
  });
  return make('label', own, ` ${say('shortcuts')}`);
}

/**
 * @param {string} tag
 * @param {...(Node | string)} content
 */
function make(tag, ...content) {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}
