// The search page: ties the box, the address and the results together.

import { keep, recall } from '../js/saved.js';
import { Client } from './client.js';
import { Combobox } from './combobox.js';
import { element, find } from './element.js';
import { keepScroll, scrolledTo, write } from './history.js';
import { short } from './message.js';
import { remember } from './recent.js';
import { filters, format, isFiltered, parse } from './state.js';
import { View } from './view.js';

/** @typedef {import('./protocol.js').SearchAnswer} SearchAnswer */
/** @typedef {import('./state.js').SearchState} SearchState */

const A_PAGE = 10;
const SUGGESTIONS = 6;
// long enough to skip what a quick typist passes through, short enough to feel immediate
const TYPING = 90;
const PATIENCE = 400;
// up to so many papers the filters' columns are a few kilobytes and shown unasked where there is room
const SMALL_SITE = 1000;

export class SearchPage {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.title = document.title;
    this.client = new Client(new URL(place.dataset.manifest ?? '', document.baseURI).href);
    this.input = /** @type {HTMLInputElement} */ (find(place, 'input[name=q]'));
    this.view = new View(place, {
      go: (state) => this.#go(state),
      more: (state) => this.#more(state),
      unfold: () => this.#unfold(),
      again: () => this.#run(0),
      back: () => this.input.focus(),
    });
    this.suggestions = new Combobox(this.input, find(place, '[role=listbox]'), {
      row: true,
      choose: (option) => this.#complete(option.dataset.query ?? ''),
      enter: () => this.#commit(),
      escape: () => this.#fold(),
      below: () => this.view.links()[0]?.focus(),
    });
    this.wide = matchMedia('(width >= 58em)');
    this.small = Number(place.dataset.papers) <= SMALL_SITE;
    /** Whether the reader asked for the filters, or put them away; null for neither. */
    this.filtering = this.wide.matches ? remembered() : null;
    this.state = parse(location.search);
    /** Whether the query is still being typed, and its entry in the history overwritten by further typing. */
    this.draft = false;
    /** Whether the next address gets an entry of its own in the history. */
    this.another = false;
    this.timer = 0;
    this.turn = 0;
    this.#listen(find(place, 'form'));
    this.client.warm();
    // what was typed before this script ran counts
    if (this.input.value && !this.state.q) this.#typed();
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
      const state = parse(location.search);
      // a step within the page, to a fragment, is none to another search
      if (format(state) === format(this.state)) return;
      this.state = state;
      this.#arrive();
    });
    addEventListener('pagehide', keepScroll);
  }

  /** The reader comes with an address: by a link, by Back, or anew. */
  #arrive() {
    clearTimeout(this.timer);
    this.draft = this.another = false;
    this.input.value = this.state.q;
    this.suggestions.show([]);
    this.#run(scrolledTo());
  }

  /** Results follow the typing, and the address with them: one entry of the history for one query. */
  #typed() {
    if (!this.draft) this.another = this.state.q.trim() !== '';
    this.draft = true;
    this.state = { ...this.state, q: this.input.value, page: 1 };
    this.view.outdate();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.#follow();
      this.#suggest();
    }, TYPING);
  }

  /** The reader means this query: Enter, or a word chosen. */
  #commit() {
    if (this.input.value !== this.state.q) this.#typed();
    this.draft = false;
    this.suggestions.show([]);
    remember(this.state.q);
    this.#follow();
  }

  /**
   * Another search of the reader's choosing, with an entry of its own in the history.
   *
   * @param {SearchState} state
   */
  #go(state) {
    this.state = state;
    this.draft = false;
    this.another = true;
    this.#follow();
  }

  /** Address and results come to what the state says. */
  #follow() {
    clearTimeout(this.timer);
    write(format(this.state), this.another);
    this.another = false;
    this.#run(0);
  }

  async #suggest() {
    const { value, selectionEnd } = this.input;
    try {
      // words are completed at the end of the query only
      const found = selectionEnd === value.length ? await this.client.suggest(value, SUGGESTIONS) : [];
      // an answer to what no longer stands in the box, or that comes after the reader left it, is stale
      if (this.input.value !== value || document.activeElement !== this.input || !this.draft) return;
      this.suggestions.show(found.map(suggestion));
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
  #fold() {
    const some = this.suggestions.options.length > 0;
    this.suggestions.show([]);
    return some;
  }

  #unfold() {
    this.filtering = !this.#showsFilters();
    keep('filters', this.filtering ? 'shown' : 'hidden');
    this.#run(0);
  }

  /** Whether the filters stand beside the results; only then are they counted, which loads more of the index. */
  #showsFilters() {
    return this.filtering ?? (this.wide.matches && (this.small || isFiltered(this.state)));
  }

  /**
   * Asks for what the state says and shows it, unless the reader has moved on by then.
   *
   * @param {number} scroll where to scroll then; 0 to leave that to the browser
   */
  async #run(scroll) {
    const { state } = this;
    document.title = state.q.trim() ? `${short(state.q)} · ${this.title}` : this.title;
    if (!state.q.trim() && !isFiltered(state)) {
      this.turn += 1;
      this.view.blank();
      return;
    }
    this.view.start.hidden = true;
    this.view.outdate();
    const answer = await this.#ask(0, state.page * A_PAGE);
    if (!answer || state !== this.state) return;
    this.view.draw(answer, state, this.#showsFilters());
    if (scroll) scrollTo({ top: scroll, behavior: 'instant' });
  }

  /** @param {SearchState} next */
  async #more(next) {
    const shown = this.view.links().length;
    this.state = next;
    const answer = await this.#ask(shown, A_PAGE);
    if (!answer || this.state !== next) return;
    write(format(next), false);
    this.view.append(answer, next);
  }

  /**
   * @param {number} offset
   * @param {number} limit
   * @returns {Promise<SearchAnswer | null>} null when it failed, which the page then says, or when it is out of date
   */
  async #ask(offset, limit) {
    this.turn += 1;
    const { turn } = this;
    const { q, rank, sort } = this.state;
    const patience = setTimeout(() => this.view.wait(turn === this.turn), PATIENCE);
    try {
      return await this.client.search({
        query: q,
        rank,
        sort,
        typing: this.draft,
        filters: filters(this.state),
        counts: this.#showsFilters() ? ['topic', 'year', 'author', 'code'] : [],
        limit,
        offset,
      });
    } catch (problem) {
      if (turn === this.turn) this.view.broken(problem);
      return null;
    } finally {
      clearTimeout(patience);
      if (turn === this.turn) this.view.wait(false);
    }
  }
}

/** @param {{ word: string, query: string }} completion */
function suggestion({ word, query }) {
  const made = element('span', '', word);
  made.dataset.query = query;
  return made;
}

/** @returns {boolean | null} whether the reader had the filters shown, where they chose */
function remembered() {
  const kept = recall('filters');
  return kept === null ? null : kept === 'shown';
}
