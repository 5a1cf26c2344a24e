// The search page: ties the box, the address and the results together.

import { element, find } from '../../js/dom.js';
import { pushEntry, rememberScroll, rememberedScroll, replaceEntry } from '../../js/history.js';
import { getItem, setItem } from '../../js/storage.js';
import '../../js/more_strings.js';
import { Client, DEBOUNCE_MS, SPINNER_DELAY_MS } from './client.js';
import { Combobox } from './combobox.js';
import { countFilters } from './filters.js';
import { shorten } from './message.js';
import { rememberSearch } from './recent.js';
import { formatAddress, parseAddress } from './state.js';
import { View } from './view.js';

/** @typedef {import('../protocol.js').SearchAnswer} SearchAnswer */
/** @typedef {import('./state.js').SearchState} SearchState */

const PAGE_SIZE = 10;
/** Results that are drawn while the others are still on their way: about what a screen shows. */
const FIRST_RESULTS = 3;
const MAX_SUGGESTIONS = 6;
/** Up to so many papers the filters' columns are a few kilobytes and shown unasked where there is room. */
const MAX_PAPERS_WITH_FILTERS = 1000;

export class SearchPage {
  /** @param {HTMLElement} container */
  constructor(container) {
    this.title = document.title;
    this.client = new Client();
    this.input = /** @type {HTMLInputElement} */ (find(container, 'input[name=q]'));
    this.view = new View(container, {
      onChange: (state) => this.#change(state),
      onMore: (state) => this.#more(state),
      onToggleFilters: () => this.#toggleFilters(),
      onRetry: () => this.#run(0),
      onFocusInput: () => this.input.focus(),
    });
    this.suggestions = new Combobox(this.input, find(container, '[role=listbox]'), {
      row: true,
      choose: (option) => this.#complete(option.dataset.query ?? ''),
      enter: () => this.#commit(),
      escape: () => this.#hideSuggestions(),
      moveBelow: () => this.view.links()[0]?.focus(),
    });
    this.wide = matchMedia('(width >= 58em)');
    this.small = Number(container.dataset.papers) <= MAX_PAPERS_WITH_FILTERS;
    /** Whether the reader asked for the filters, or put them away; null for neither. */
    this.filtersWanted = this.wide.matches ? storedChoice() : null;
    this.state = parseAddress(location.search);
    /** Whether the query is still being typed, and its entry in the history overwritten by further typing. */
    this.draft = false;
    /** Whether the next address gets an entry of its own in the history. */
    this.pushNext = false;
    /** @type {((url: string) => void) | null} how to go to a paper that the query names outright, if the reader means it */
    this.lead = arrivedByLink() ? (url) => location.replace(url) : null;
    this.timer = 0;
    this.requestId = 0;
    this.#listen(find(container, 'form'));
    this.client.warm();
    // what was typed before this script ran counts
    if (this.input.value && !this.state.q) this.#typed(0);
    else this.#arrive();
  }

  /** @param {HTMLElement} form */
  #listen(form) {
    this.input.addEventListener('input', () => this.#typed());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#commit();
    });
    addEventListener('popstate', () => {
      const state = parseAddress(location.search);
      // a step within the page, to a fragment, is none to another search
      if (formatAddress(state) === formatAddress(this.state)) return;
      this.state = state;
      this.lead = null;
      this.#arrive();
    });
    addEventListener('pagehide', rememberScroll);
  }

  /** The reader comes with an address: by a link, by Back, or anew. */
  #arrive() {
    clearTimeout(this.timer);
    this.draft = this.pushNext = false;
    this.input.value = this.state.q;
    this.suggestions.show([]);
    this.#run(rememberedScroll());
  }

  /**
   * Results follow the typing, and the address with them: one entry of the history for one query.
   *
   * @param {number} [delay]
   */
  #typed(delay = DEBOUNCE_MS) {
    if (!this.draft) this.pushNext = this.state.q.trim() !== '';
    this.draft = true;
    this.lead = null;
    this.state = { ...this.state, q: this.input.value, page: 1 };
    this.view.markStale();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#answer(), delay);
  }

  async #answer() {
    const { value } = this.input;
    // what suggestions need would take the results' room on a slow line
    await this.#follow();
    // what is typed meanwhile has its own answer
    if (this.input.value === value) this.#suggest();
  }

  /** The reader means this query: Enter, or a word chosen. */
  #commit() {
    if (this.input.value !== this.state.q) this.#typed();
    this.draft = false;
    this.lead = (url) => location.assign(url);
    this.suggestions.show([]);
    rememberSearch(this.state.q);
    this.#follow();
  }

  /**
   * Another search of the reader's choosing, with an entry of its own in the history.
   *
   * @param {SearchState} state
   */
  #change(state) {
    this.state = state;
    this.input.value = state.q;
    this.draft = false;
    this.pushNext = true;
    this.#follow();
  }

  /** Brings the address and the results to what the state says. */
  async #follow() {
    clearTimeout(this.timer);
    const address = formatAddress(this.state);
    if (this.pushNext) pushEntry(address);
    else replaceEntry(address);
    this.pushNext = false;
    await this.#run(0);
  }

  async #suggest() {
    const { value, selectionEnd } = this.input;
    try {
      // words are completed at the end of the query only
      const suggestions = selectionEnd === value.length ? await this.client.suggest(value, MAX_SUGGESTIONS) : [];
      // an answer to what no longer stands in the box, or that comes after the reader left it, is stale
      if (this.input.value !== value || document.activeElement !== this.input || !this.draft) return;
      this.suggestions.show(suggestions.map(suggestionOption));
    } catch {
      // the search itself says what is wrong
      this.suggestions.show([]);
    }
  }

  /** @param {string} query */
  #complete(query) {
    this.input.value = query;
    this.#commit();
  }

  /** @returns {boolean} whether there were suggestions to put away */
  #hideSuggestions() {
    const shown = this.suggestions.options.length > 0;
    this.suggestions.show([]);
    return shown;
  }

  #toggleFilters() {
    this.filtersWanted = !this.#showsFilters();
    setItem('filters', this.filtersWanted ? 'shown' : 'hidden');
    this.#run(0);
  }

  /** Whether the filters stand beside the results; only then are they counted, which loads more of the index. */
  #showsFilters() {
    return this.filtersWanted ?? (this.wide.matches && (this.small || countFilters(this.state.q) > 0));
  }

  /**
   * Asks for what the state says and shows it, unless the reader has moved on by then.
   *
   * @param {number} scroll where to scroll then; 0 to leave that to the browser
   */
  async #run(scroll) {
    const { state } = this;
    document.title = state.q.trim() ? `${shorten(state.q)} · ${this.title}` : this.title;
    if (!state.q.trim()) {
      this.requestId += 1;
      this.view.showEmpty();
      return;
    }
    this.view.start.hidden = true;
    this.view.markStale();
    let drawn = 0;
    const answer = await this.#ask(0, state.page * PAGE_SIZE, (early) => {
      if (state !== this.state) return;
      this.view.draw(early, state, this.#showsFilters());
      this.view.markStale();
      drawn = early.results.length;
    });
    if (!answer || state !== this.state) return;
    this.view.draw(answer, state, this.#showsFilters(), drawn);
    if (answer.direct) this.lead?.(answer.results[0].url);
    if (scroll) scrollTo({ top: scroll, behavior: 'instant' });
  }

  /** @param {SearchState} next */
  async #more(next) {
    const shown = this.view.links().length;
    this.state = next;
    const answer = await this.#ask(shown, PAGE_SIZE);
    if (!answer || this.state !== next) return;
    replaceEntry(formatAddress(next));
    this.view.append(answer, next);
  }

  /**
   * @param {number} offset
   * @param {number} limit
   * @param {(answer: SearchAnswer) => void} [onPartial]
   * @returns {Promise<SearchAnswer | null>} null when it failed, which the page then says, or when it is out of date
   */
  async #ask(offset, limit, onPartial) {
    this.requestId += 1;
    const { requestId } = this;
    const { q, rank, sort } = this.state;
    const spinner = setTimeout(() => this.view.showProgress(requestId === this.requestId), SPINNER_DELAY_MS);
    try {
      const counts = this.#showsFilters() ? /** @type {const} */ (['topic', 'year', 'author', 'code']) : [];
      const first = onPartial ? FIRST_RESULTS : 0;
      return await this.client.search({ query: q, rank, sort, counts: [...counts], limit, offset, first }, onPartial);
    } catch (error) {
      if (requestId === this.requestId) this.view.showError(error);
      return null;
    } finally {
      clearTimeout(spinner);
      if (requestId === this.requestId) this.view.showProgress(false);
    }
  }
}

/** @param {{ word: string, query: string }} suggestion */
function suggestionOption({ word, query }) {
  const option = element('span', '', word);
  option.dataset.query = query;
  return option;
}

/** Whether the reader came by a link or an address, and not by Back or a reload. */
function arrivedByLink() {
  const [entry] = performance.getEntriesByType('navigation');
  return /** @type {PerformanceNavigationTiming | undefined} */ (entry)?.type === 'navigate';
}

/** @returns {boolean | null} whether the reader had the filters shown, where they chose */
function storedChoice() {
  const choice = getItem('filters');
  return choice === null ? null : choice === 'shown';
}
