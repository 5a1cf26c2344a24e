// Search over any page: a box and the best few papers, loaded when a reader first reaches for it.
// The frame with its box stands already (`main.js`).

import { anchor, element, find, opensElsewhere } from '../../js/dom.js';
import { say } from '../../js/strings.js';
import '../../js/more_strings.js';
import { closeOnOutsidePress } from '../../js/outside_press.js';
import { Announcer } from './announcer.js';
import { Client, DEBOUNCE_MS, SPINNER_DELAY_MS } from './client.js';
import { Combobox } from './combobox.js';
import { countMessage, noteLines, shorten } from './message.js';
import { recentSearches, rememberSearch } from './recent.js';
import { resultOption } from './results.js';
import { searchAddress } from './state.js';

/** @typedef {import('../protocol.js').SearchAnswer} SearchAnswer */

const MAX_RESULTS = 7;

/** @type {WeakMap<HTMLDialogElement, SearchDialog>} */
const mounted = new WeakMap();

/**
 * Makes a dialog search, once; and searches what stands in its box or, if that is nothing, shows the recent searches.
 *
 * @param {HTMLDialogElement} dialog open, with a box in its head
 * @param {string} page address of the search page
 */
export function searchIn(dialog, page) {
  const search = mounted.get(dialog) ?? new SearchDialog(dialog, page);
  mounted.set(dialog, search);
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
    this.client = new Client();
    this.timer = 0;
    /** The query that the list answers; a list for another one is not opened by Enter. */
    this.shown = '';
    this.input = /** @type {HTMLInputElement} */ (find(dialog, 'input'));
    this.status = element('p', 'dialog-status');
    // seen at once, and announced when the reader has stopped typing
    this.status.setAttribute('aria-live', 'off');
    this.notes = element('div', 'search-notes');
    this.progress = element('div', 'search-progress');
    this.progress.hidden = true;
    const region = element('p', 'hidden-text');
    region.setAttribute('role', 'status');
    this.announcer = new Announcer(region);
    this.combobox = this.#build(region);
    closeOnOutsidePress(dialog);
    this.input.addEventListener('input', () => {
      this.announcer.cancel();
      // the recent searches are no answer to this
      if (!this.shown) this.combobox.show([]);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#run(), DEBOUNCE_MS);
    });
  }

  begin() {
    this.client.warm();
    if (this.input.value !== this.shown || !this.shown) this.#run();
  }

  /** @param {HTMLElement} region */
  #build(region) {
    const list = element('div', 'dialog-options');
    list.id = 'search-options';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', say('search_results'));
    list.hidden = true;
    const combobox = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id };
    const typing = { enterkeyhint: 'search', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', dir: 'auto' };
    for (const [name, value] of Object.entries({ ...combobox, ...typing })) this.input.setAttribute(name, value);
    find(this.dialog, '.dialog-head').append(this.progress);
    const foot = element('div', 'dialog-foot', this.status, element('p', 'dialog-hints', say('dialog_hints')));
    this.dialog.append(this.notes, list, foot, region);
    return new Combobox(this.input, list, {
      choose: (option, event) => this.#choose(option, event),
      enter: () => this.#leave(this.#addressOf(this.input.value)),
    });
  }

  async #run() {
    const query = this.input.value;
    if (!query.trim()) {
      this.#showRecent();
      return;
    }
    const spinner = setTimeout(() => (this.progress.hidden = false), SPINNER_DELAY_MS);
    try {
      const answer = await this.client.search({ query, limit: MAX_RESULTS });
      if (answer && this.input.value === query) this.#draw(answer);
    } catch (error) {
      if (this.input.value === query) this.#showError(error);
    } finally {
      clearTimeout(spinner);
      this.progress.hidden = true;
    }
  }

  /** @param {SearchAnswer} answer */
  #draw(answer) {
    const options = answer.results.map(resultOption);
    if (answer.total > options.length) {
      const label = say('show_all_results', { n: answer.total, query: shorten(answer.query) });
      options.push(anchor('option option-all', this.#addressOf(answer.query), label));
    }
    this.#show(countMessage(answer, false), noteLines(answer), options, true);
    this.shown = answer.query;
  }

  /** The reader's recent searches, while the box is empty. */
  #showRecent() {
    const options = recentSearches().map((query) => {
      const option = anchor('option option-recent', this.#addressOf(query), query);
      option.dataset.query = query;
      return option;
    });
    this.#show(options.length ? say('recent_searches') : '', [], options, false);
    this.shown = '';
  }

  /** @param {unknown} error */
  #showError(error) {
    const retry = element('button', 'link-button', say('retry'));
    retry.addEventListener('click', () => {
      this.input.focus();
      this.#run();
    });
    const message = error instanceof Error ? error.message : say('load_failed');
    this.#show(message, [element('p', '', retry)], [], false);
    this.shown = '';
  }

  /**
   * @param {string} message
   * @param {HTMLElement[]} notes
   * @param {HTMLElement[]} options
   * @param {boolean} first whether Enter takes the first option
   */
  #show(message, notes, options, first) {
    this.status.textContent = message;
    this.notes.replaceChildren(...notes);
    this.combobox.show(options, { first });
    this.announcer.announce([this.status, ...notes].map((line) => line.textContent).join(' '));
  }

  /**
   * @param {HTMLElement} option
   * @param {Event} event
   */
  #choose(option, event) {
    const elsewhere = opensElsewhere(event);
    // a press on a link with a key held is the browser's affair
    if (elsewhere && event instanceof MouseEvent) return;
    event.preventDefault();
    const asksAgain = event instanceof KeyboardEvent || option.classList.contains('option-all');
    if (asksAgain && this.input.value !== this.shown) {
      // the list still answers what stood there before
      this.#leave(this.#addressOf(this.input.value));
    } else if (option.dataset.query) {
      this.input.value = option.dataset.query;
      this.#run();
    } else if (option instanceof HTMLAnchorElement) {
      rememberSearch(this.input.value);
      if (elsewhere) open(option.href, '_blank', 'noopener');
      else this.#leave(option.href);
    }
  }

  /** @param {string} href */
  #leave(href) {
    rememberSearch(this.input.value);
    this.dialog.close();
    location.assign(href);
  }

  /** @param {string} query */
  #addressOf(query) {
    return new URL(searchAddress(query), this.page).href;
  }
}
