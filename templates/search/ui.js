// The search page: ties the box, the address, the filters and the list of results together. The index and its worker
// are asked for only when the reader reaches for the box, or comes with a query in the address.

import { keep, recall } from '../js/storage.js';
import { Client } from './client.js';
import { Combobox } from './combobox.js';
import { drawSort, drawUnfold } from './controls.js';
import { anchor, element, find } from './element.js';
import { drawFacets } from './facets.js';
import { keepScroll, scrolledTo, write } from './history.js';
import { count, lines, short } from './message.js';
import { remember } from './recent.js';
import { entry } from './results.js';
import { filters, format, isFiltered, parse, unfiltered } from './state.js';
import { say } from './words.js';

/** @typedef {import('./protocol.js').SearchAnswer} SearchAnswer */
/** @typedef {import('./state.js').SearchState} SearchState */

const A_PAGE = 10;
const SUGGESTIONS = 6;
// long enough to skip what a quick typist passes through, short enough to feel immediate
const TYPING = 90;
const PATIENCE = 400;
// up to so many papers the filters' columns are a few kilobytes and shown unasked where there is room
const SMALL_SITE = 1000;

class SearchPage {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.client = new Client(new URL(place.dataset.manifest ?? '', document.baseURI).href);
    this.input = /** @type {HTMLInputElement} */ (find(place, 'input[name=q]'));
    this.form = find(place, 'form');
    this.progress = find(place, '[data-part=progress]');
    this.status = find(place, '[data-part=status]');
    this.notes = find(place, '[data-part=notes]');
    this.sorting = find(place, '[data-part=sorting]');
    this.sort = /** @type {HTMLSelectElement} */ (find(place, 'select[name=sort]'));
    this.unfold = find(place, '[data-part=unfold]');
    this.filters = find(place, '[data-part=filters]');
    this.facets = find(place, '[data-part=facets]');
    this.list = find(place, '[data-part=results]');
    this.foot = find(place, '[data-part=foot]');
    this.start = find(place, '[data-part=start]');
    this.suggestions = new Combobox(this.input, find(place, '[role=listbox]'), {
      row: true,
      choose: (option) => this.#complete(option.dataset.query ?? ''),
      enter: () => this.#commit(),
      escape: () => this.#fold(),
      below: () => this.#links()[0]?.focus(),
    });
    this.wide = matchMedia('(width >= 58em)');
    this.small = Number(place.dataset.papers) <= SMALL_SITE;
    /** Whether the reader asked for the filters, or put them away; null for neither. */
    this.filtering = this.wide.matches ? remembered() : null;
    this.state = parse(location.search);
    this.title = document.title;
    /** Whether the query is still being typed, and its entry in the history overwritten by further typing. */
    this.draft = false;
    /** Whether the next address gets an entry of its own in the history. */
    this.another = false;
    this.timer = 0;
    this.turn = 0;
    this.#listen();
    // what was typed before this script ran counts
    if (this.input.value && !this.state.q) this.#typed();
    else this.#arrive();
  }

  #listen() {
    this.input.addEventListener('focus', () => this.client.warm(), { once: true });
    this.input.addEventListener('input', () => this.#typed());
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#commit();
    });
    this.sort.addEventListener('change', () => {
      const sort = /** @type {SearchState['sort']} */ (this.sort.value);
      this.#go({ ...this.state, sort, page: 1 });
    });
    this.unfold.addEventListener('click', () => {
      this.filtering = !this.#showsFilters();
      keep('filters', this.filtering ? 'shown' : 'hidden');
      this.#run(0);
    });
    this.list.addEventListener('keydown', (event) => this.#walk(event));
    addEventListener('popstate', () => {
      this.state = parse(location.search);
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

  /**
   * Asks for what the state says and shows it, unless the reader has moved on by then.
   *
   * @param {number} scroll where to scroll then; 0 to leave that to the browser
   */
  async #run(scroll) {
    const { state } = this;
    document.title = state.q.trim() ? `${short(state.q)} · ${this.title}` : this.title;
    const blank = !state.q.trim() && !isFiltered(state);
    this.start.hidden = !blank;
    if (blank) {
      this.#clear();
      return;
    }
    const answer = await this.#ask(0, state.page * A_PAGE);
    if (!answer || state !== this.state) return;
    this.#draw(answer);
    if (scroll) scrollTo({ top: scroll, behavior: 'instant' });
  }

  /**
   * @param {number} offset
   * @param {number} limit
   * @returns {Promise<SearchAnswer | null>} null when it failed, which the page then says, or when it is out of date
   */
  async #ask(offset, limit) {
    const turn = (this.turn += 1);
    const { state } = this;
    const patience = setTimeout(() => (this.progress.hidden = false), PATIENCE);
    try {
      return await this.client.search({
        query: state.q,
        rank: state.rank,
        sort: state.sort,
        typing: this.draft,
        filters: filters(state),
        counts: this.#showsFilters() ? ['topic', 'year', 'author', 'code'] : [],
        limit,
        offset,
      });
    } catch (problem) {
      if (turn === this.turn) this.#broken(problem);
      return null;
    } finally {
      clearTimeout(patience);
      if (turn === this.turn) this.progress.hidden = true;
    }
  }

  /** Whether the filters stand beside the results; only then are they counted, which loads more of the index. */
  #showsFilters() {
    return this.filtering ?? (this.wide.matches && (this.small || isFiltered(this.state)));
  }

  /** @param {SearchAnswer} answer */
  #draw(answer) {
    const { state } = this;
    this.status.textContent = count(answer, isFiltered(state));
    this.notes.replaceChildren(...lines(answer.notes));
    if (!answer.total) this.notes.append(this.#wayOut());
    this.list.replaceChildren(...answer.results.map(entry));
    this.sorting.hidden = !drawSort(this.sort, answer, state);
    const nothing = !answer.total && !isFiltered(state);
    // who found nothing may want the examples and the hints
    this.start.hidden = !nothing;
    this.unfold.hidden = nothing || answer.available.length === 0;
    drawUnfold(this.unfold, state, this.#showsFilters());
    this.filters.hidden = nothing || !this.#showsFilters();
    drawFacets(this.facets, answer.facets, state, (next) => this.#go(next));
    this.#drawFoot(answer);
  }

  /** The way to more results: a link like any other, which here adds to the list. @param {SearchAnswer} answer */
  #drawFoot({ total, offset, results }) {
    const left = total - offset - results.length;
    this.foot.hidden = left <= 0;
    if (left <= 0) return;
    const next = { ...this.state, page: this.state.page + 1 };
    const link = anchor('', format(next), say('more'));
    link.rel = 'next';
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.#more(next);
    });
    this.foot.replaceChildren(link, ' ', element('span', 'count', say('left', { n: left })));
  }

  /** @param {SearchState} next */
  async #more(next) {
    const shown = this.list.children.length;
    this.state = next;
    const answer = await this.#ask(shown, A_PAGE);
    if (!answer || this.state !== next) return;
    write(format(next), false);
    this.list.append(...answer.results.map(entry));
    this.#links()[shown]?.focus();
    this.#drawFoot(answer);
  }

  #wayOut() {
    if (!isFiltered(this.state)) return element('p', '', say('fewer'));
    const clear = unfiltered(this.state);
    const link = anchor('', format(clear), say('clear'));
    link.addEventListener('click', (event) => {
      event.preventDefault();
      this.#go(clear);
      this.input.focus();
    });
    return element('p', '', link);
  }

  #clear() {
    this.turn += 1;
    this.status.textContent = '';
    this.notes.replaceChildren();
    this.list.replaceChildren();
    for (const part of [this.progress, this.sorting, this.unfold, this.filters, this.foot]) part.hidden = true;
  }

  /** @param {unknown} problem */
  #broken(problem) {
    this.#clear();
    this.status.textContent = problem instanceof Error ? problem.message : say('broken');
    const again = element('button', 'link-button', say('again'));
    again.addEventListener('click', () => this.#run(0));
    this.notes.append(element('p', '', again));
  }

  /** @returns {HTMLElement[]} */
  #links() {
    return [...this.list.querySelectorAll('h2 a')].filter((link) => link instanceof HTMLElement);
  }

  /**
   * Arrows go from result to result and back to the box.
   *
   * @param {KeyboardEvent} event
   */
  #walk(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const links = this.#links();
    const here = links.findIndex((link) => link === document.activeElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Escape: -1 }[event.key];
    if (here < 0 || to === undefined || to >= links.length) return;
    event.preventDefault();
    (links[to] ?? this.input).focus();
  }
}

/** @param {{ word: string, query: string }} completion */
function suggestion({ word, query }) {
  const made = element('span', '', word);
  made.dataset.query = query;
  return made;
}

/** @returns {boolean | null} */
function remembered() {
  const kept = recall('filters');
  return kept === null ? null : kept === 'shown';
}

const place = document.getElementById('search');
if (place) new SearchPage(place);
