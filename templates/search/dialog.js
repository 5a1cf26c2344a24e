// Search over any page: a box and the best few papers, loaded when a reader first reaches for it.

import { Client } from './client.js';
import { Combobox } from './combobox.js';
import { anchor, element } from './element.js';
import { count, lines, short } from './message.js';
import { recent, remember } from './recent.js';
import { option } from './results.js';
import { address } from './state.js';
import { say } from './words.js';

/** @typedef {import('./protocol.js').SearchAnswer} SearchAnswer */

const SHOWN = 7;
const TYPING = 90;
const PATIENCE = 400;

/** @type {WeakMap<HTMLAnchorElement, SearchDialog>} */
const dialogs = new WeakMap();

/**
 * Opens the search, or closes it when it is open.
 *
 * @param {HTMLAnchorElement} link leads to the search page, beside which the index lies
 */
export function openSearch(link) {
  let dialog = dialogs.get(link);
  if (!dialog) {
    dialog = new SearchDialog(link.href);
    dialogs.set(link, dialog);
  }
  dialog.toggle();
}

class SearchDialog {
  /** @param {string} page address of the search page */
  constructor(page) {
    this.page = page;
    this.client = new Client(new URL('manifest.json', page).href);
    this.timer = 0;
    /** The query that the list answers; a list for another one is not opened by Enter. */
    this.shown = '';
    this.input = box();
    this.status = element('p', 'dialog-status');
    this.status.setAttribute('role', 'status');
    this.notes = element('div', 'search-notes');
    this.progress = element('div', 'search-progress');
    this.progress.hidden = true;
    this.dialog = this.#build();
  }

  toggle() {
    if (this.dialog.open) {
      this.dialog.close();
      return;
    }
    this.client.warm();
    this.dialog.showModal();
    this.input.focus();
    this.input.select();
    if (!this.input.value) this.#recall();
  }

  #build() {
    const dialog = /** @type {HTMLDialogElement} */ (element('dialog', 'search-dialog'));
    dialog.setAttribute('aria-label', say('label'));
    const list = element('div', 'dialog-options');
    list.id = 'search-options';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', say('found'));
    list.hidden = true;
    const close = /** @type {HTMLButtonElement} */ (element('button', 'dialog-close', say('close')));
    close.type = 'button';
    close.addEventListener('click', () => dialog.close());
    const head = element('div', 'dialog-head', this.input, close, this.progress);
    const foot = element('div', 'dialog-foot', this.status, element('p', 'dialog-hints', say('hints')));
    dialog.append(head, this.notes, list, foot);
    document.body.append(dialog);
    this.combobox = new Combobox(this.input, list, {
      choose: (chosen, event) => this.#choose(chosen, event),
      enter: () => this.#leave(this.#all(this.input.value)),
    });
    this.input.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#run(), TYPING);
    });
    // a press beside the dialog is a press on its backdrop
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog.close();
    });
    return dialog;
  }

  async #run() {
    const query = this.input.value;
    if (!query.trim()) {
      this.#recall();
      return;
    }
    const patience = setTimeout(() => (this.progress.hidden = false), PATIENCE);
    try {
      const answer = await this.client.search({ query, typing: true, limit: SHOWN });
      if (answer && this.input.value === query) this.#draw(answer);
    } catch (problem) {
      this.#say(problem instanceof Error ? problem.message : say('broken'), []);
    } finally {
      clearTimeout(patience);
      this.progress.hidden = true;
    }
  }

  /** @param {SearchAnswer} answer */
  #draw(answer) {
    this.#say(count(answer, false), lines(answer.notes));
    const options = answer.results.map(option);
    if (answer.total > options.length) {
      const all = say('all', { n: answer.total, query: short(answer.query) });
      options.push(anchor('option option-all', this.#all(answer.query), all));
    }
    this.combobox?.show(options, { first: true });
    this.shown = answer.query;
  }

  /** The reader's last searches, while the box is empty. */
  #recall() {
    this.#say('', []);
    const options = recent().map((query) => {
      const made = anchor('option option-recent', this.#all(query), query);
      made.dataset.query = query;
      return made;
    });
    this.combobox?.show(options);
    if (options.length) this.status.textContent = say('recent');
    this.shown = '';
  }

  /**
   * @param {string} count
   * @param {HTMLElement[]} notes
   */
  #say(count, notes) {
    this.status.textContent = count;
    this.notes.replaceChildren(...notes);
    this.combobox?.show([]);
  }

  /**
   * @param {HTMLElement} chosen
   * @param {Event} event
   */
  #choose(chosen, event) {
    const elsewhere =
      (event instanceof MouseEvent || event instanceof KeyboardEvent) &&
      (event.ctrlKey || event.metaKey || event.shiftKey);
    // a press on a link with a key held is the browser's affair
    if (elsewhere && event instanceof MouseEvent) return;
    event.preventDefault();
    if (event instanceof KeyboardEvent && this.input.value !== this.shown) {
      // the list still answers what stood there before
      this.#leave(this.#all(this.input.value));
    } else if (chosen.dataset.query) {
      this.input.value = chosen.dataset.query;
      this.#run();
    } else if (chosen instanceof HTMLAnchorElement) {
      remember(this.input.value);
      if (elsewhere) open(chosen.href, '_blank', 'noopener');
      else this.#leave(chosen.href);
    }
  }

  /** @param {string} href */
  #leave(href) {
    remember(this.input.value);
    this.dialog.close();
    location.assign(href);
  }

  /** @param {string} query */
  #all(query) {
    return new URL(address(query), this.page).href;
  }
}

function box() {
  const input = /** @type {HTMLInputElement} */ (element('input', 'dialog-input'));
  const attributes = {
    type: 'text',
    enterkeyhint: 'search',
    role: 'combobox',
    'aria-label': say('label'),
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': 'search-options',
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    dir: 'auto',
    placeholder: say('label'),
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  return input;
}
