// Search over any page: a box and the best few papers, loaded when a reader first reaches for it.
// The frame with its box stands already (`base.html`).

import { Client } from './client.js';
import { Combobox } from './combobox.js';
import { anchor, element, find } from './element.js';
import { count, lines, short } from './message.js';
import { recent, remember } from './recent.js';
import { option } from './results.js';
import { address } from './state.js';
import { say } from '../js/words.js';

/** @typedef {import('./protocol.js').SearchAnswer} SearchAnswer */

const SHOWN = 7;
const TYPING = 90;
const PATIENCE = 400;

/** @type {WeakMap<HTMLDialogElement, SearchDialog>} */
const known = new WeakMap();

/**
 * Makes a dialog search, once; and what stands in its box is searched or, if that is nothing, the last searches shown.
 *
 * @param {HTMLDialogElement} dialog open, with a box in its head
 * @param {string} page address of the search page, beside which the index lies
 */
export function searchIn(dialog, page) {
  const search = known.get(dialog) ?? new SearchDialog(dialog, page);
  known.set(dialog, search);
  search.begin();
}

class SearchDialog {
  /**
   * @param {HTMLDialogElement} dialog
   * @param {string} page
   */
  constructor(dialog, page) {
    this.dialog = dialog;
    this.page = page;
    this.client = new Client(new URL('manifest.json', page).href);
    this.timer = 0;
    /** The query that the list answers; a list for another one is not opened by Enter. */
    this.shown = '';
    this.input = /** @type {HTMLInputElement} */ (find(dialog, 'input'));
    this.status = element('p', 'dialog-status');
    this.status.setAttribute('role', 'status');
    this.notes = element('div', 'search-notes');
    this.progress = element('div', 'search-progress');
    this.progress.hidden = true;
    this.combobox = this.#build();
    this.input.addEventListener('input', () => {
      // the last searches are no answer to this
      if (!this.shown) this.combobox.show([]);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#run(), TYPING);
    });
  }

  begin() {
    this.client.warm();
    if (this.input.value !== this.shown || !this.shown) this.#run();
  }

  #build() {
    const list = element('div', 'dialog-options');
    list.id = 'search-options';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', say('found'));
    list.hidden = true;
    const box = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id };
    for (const [name, value] of Object.entries(box)) this.input.setAttribute(name, value);
    find(this.dialog, '.dialog-head').append(this.progress);
    const foot = element('div', 'dialog-foot', this.status, element('p', 'dialog-hints', say('hints')));
    this.dialog.append(this.notes, list, foot);
    return new Combobox(this.input, list, {
      choose: (chosen, event) => this.#choose(chosen, event),
      enter: () => this.#leave(this.#all(this.input.value)),
    });
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
      const all = say('all_found', { n: answer.total, query: short(answer.query) });
      options.push(anchor('option option-all', this.#all(answer.query), all));
    }
    this.combobox.show(options, { first: true });
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
    this.combobox.show(options);
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
    this.combobox.show([]);
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
