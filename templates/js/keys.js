// The dialog that lists the keyboard shortcuts, loaded when a reader asks for it.

import { element } from './dom.js';
import { ENTRY } from './entry.js';
import './more_strings.js';
import { closeOnOutsidePress } from './outside_press.js';
import { say } from './strings.js';

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
export function showShortcuts(toggle) {
  const dialog = document.querySelector('dialog.shortcuts-dialog') ?? build(toggle);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  const own = dialog.querySelector('input');
  if (own && toggle) own.checked = toggle.checked;
  dialog.showModal();
}

/** @param {HTMLInputElement | null} toggle */
function build(toggle) {
  const list = element('dl', '');
  const isList = document.querySelector(ENTRY) !== null;
  const isPaper = document.querySelector('article.paper') !== null;
  const acting = KEYS.filter(([key]) => isList || (isPaper ? !'jko'.includes(key) : !'jkosc'.includes(key)));
  for (const [key, label] of acting) list.append(row([element('kbd', '', key)], say(label)));
  list.append(row([element('kbd', '', 'Ctrl'), ' ', element('kbd', '', 'K')], say('key_search')));
  const close = element('button', 'dialog-close', say('close'));
  const title = element('h2', '', say('keys'));
  title.id = 'shortcuts-title';
  const settings = toggle ? [copyOf(toggle)] : [];
  const dialog = /** @type {HTMLDialogElement} */ (element('dialog', 'shortcuts-dialog', title, list, ...settings, close));
  dialog.setAttribute('aria-labelledby', title.id);
  close.addEventListener('click', () => dialog.close());
  closeOnOutsidePress(dialog);
  document.body.append(dialog);
  return dialog;
}

/**
 * @param {(Node | string)[]} keys
 * @param {string} meaning
 */
function row(keys, meaning) {
  return element('div', '', element('dt', '', ...keys), element('dd', '', meaning));
}

/**
 * The switch at the foot of the page once more, beside the list of keys.
 *
 * @param {HTMLInputElement} toggle
 */
function copyOf(toggle) {
  const own = /** @type {HTMLInputElement} */ (element('input', ''));
  own.type = 'checkbox';
  own.addEventListener('change', () => {
    if (own.checked !== toggle.checked) toggle.click();
  });
  return element('label', '', own, ` ${say('shortcuts')}`);
}
