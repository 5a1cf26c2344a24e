// What stands below the box: count, notes, controls, results and the link to more of them. Drawn from an answer; what a
// reader does there goes to the page through its handlers.

import { anchor, element, find, opensElsewhere } from '../../js/dom.js';
import { showSaved } from '../../js/entry.js';
import { onSavedChange } from '../../js/saved.js';
import { say } from '../../js/strings.js';
import { mountWatch, showWatched } from '../../js/watch_button.js';
import { Announcer } from './announcer.js';
import { drawFilterToggle, drawSort, inOrder } from './controls.js';
import { drawFacets } from './facets.js';
import { countFilters, withoutFilters } from './filters.js';
import { countMessage, noteLines } from './message.js';
import { resultEntry } from './results.js';
import { formatAddress } from './state.js';

/** @typedef {import('../protocol.js').SearchAnswer} SearchAnswer */
/** @typedef {import('./state.js').SearchState} SearchState */

/**
 * @typedef {object} Handlers
 * @property {(state: SearchState) => void} onChange the reader chose another order or other filters
 * @property {(state: SearchState) => void} onMore the reader wants the next results as well
 * @property {() => void} onToggleFilters the reader shows or hides the filters
 * @property {() => void} onRetry the reader tries again what failed
 * @property {() => void} onFocusInput the reader goes back up from the results to the box
 */

export class View {
  /**
   * @param {HTMLElement} container
   * @param {Handlers} handlers
   */
  constructor(container, handlers) {
    const part = (/** @type {string} */ name) => find(container, `[data-part=${name}]`);
    this.handlers = handlers;
    this.progress = part('progress');
    this.status = part('status');
    this.notes = part('notes');
    this.announcer = new Announcer(part('announcement'));
    this.sorting = part('sorting');
    this.watch = part('watch');
    mountWatch(this.watch);
    this.sort = /** @type {HTMLSelectElement} */ (find(container, 'select[name=sort]'));
    this.filterToggle = part('filter-toggle');
    this.filters = part('filters');
    this.facets = part('facets');
    this.list = part('results');
    this.foot = part('foot');
    this.start = part('start');
    /** @type {SearchState | null} */
    this.state = null;
    this.sort.addEventListener('change', () => {
      const order = /** @type {import('./controls.js').Order} */ (this.sort.value);
      if (this.state) handlers.onChange(inOrder(this.state, order));
    });
    this.filterToggle.addEventListener('click', handlers.onToggleFilters);
    this.list.addEventListener('keydown', (event) => this.#moveFocus(event));
    onSavedChange(() => [...this.list.children].forEach(showSaved));
  }

  /** The results no longer answer what the reader asks, until others are drawn. */
  markStale() {
    this.announcer.cancel();
    this.list.setAttribute('aria-busy', 'true');
  }

  /** @param {boolean} shown */
  showProgress(shown) {
    this.progress.hidden = !shown;
  }

  /**
   * @param {SearchAnswer} answer
   * @param {SearchState} state
   * @param {boolean} showFilters
   * @param {number} [drawn] results that stand there already, as the answer before was a part of this one
   */
  draw(answer, state, showFilters, drawn = 0) {
    this.state = state;
    const filtered = countFilters(state.q) > 0;
    const nothing = !answer.total && !filtered;
    const notes = noteLines(answer);
    if (!answer.total) notes.push(filtered ? this.#clearFiltersLink(state) : element('p', '', say('fewer_words')));
    this.status.textContent = countMessage(answer, filtered);
    this.notes.replaceChildren(...notes);
    this.announcer.announce([this.status, ...notes].map((line) => line.textContent).join(' '));
    // who found nothing may want the examples and the hints
    this.start.hidden = !nothing;
    for (const entry of [...this.list.children].slice(drawn)) entry.remove();
    this.list.append(...answer.results.slice(drawn).map(resultEntry));
    this.sorting.hidden = !drawSort(this.sort, answer, state);
    this.watch.hidden = nothing || answer.direct;
    this.watch.dataset.query = state.q.trim();
    showWatched(this.watch);
    this.filterToggle.hidden = nothing || answer.available.length === 0;
    drawFilterToggle(this.filterToggle, state, showFilters);
    this.filters.hidden = nothing || !showFilters;
    drawFacets(this.facets, answer.facets, state, this.handlers.onChange);
    this.#drawFoot(answer, state);
    this.list.removeAttribute('aria-busy');
  }

  /**
   * Adds the next results and leads the reader to the first of them.
   *
   * @param {SearchAnswer} answer
   * @param {SearchState} state
   */
  append(answer, state) {
    const shown = this.list.children.length;
    this.state = state;
    this.list.append(...answer.results.map(resultEntry));
    this.links()[shown]?.focus();
    this.#drawFoot(answer, state);
  }

  /** Nothing is asked: only the examples and hints. */
  showEmpty() {
    this.#clear();
    this.start.hidden = false;
  }

  /** @param {unknown} error */
  showError(error) {
    this.#clear();
    this.status.textContent = error instanceof Error ? error.message : say('load_failed');
    this.announcer.announce(this.status.textContent);
    const retry = element('button', 'link-button', say('retry'));
    retry.addEventListener('click', this.handlers.onRetry);
    this.notes.append(element('p', '', retry));
  }

  /** @returns {HTMLElement[]} the results' links */
  links() {
    return [...this.list.querySelectorAll('h2 a')].filter((link) => link instanceof HTMLElement);
  }

  #clear() {
    this.announcer.cancel();
    this.status.textContent = '';
    this.notes.replaceChildren();
    this.list.replaceChildren();
    this.list.removeAttribute('aria-busy');
    const parts = [this.progress, this.sorting, this.watch, this.filterToggle, this.filters, this.foot, this.start];
    for (const part of parts) part.hidden = true;
  }

  /**
   * The way to more results: a link like any other, which here adds to the list.
   *
   * @param {SearchAnswer} answer
   * @param {SearchState} state
   */
  #drawFoot({ total, offset, results }, state) {
    const remaining = total - offset - results.length;
    this.foot.hidden = remaining <= 0;
    if (remaining <= 0) return;
    const next = { ...state, page: state.page + 1 };
    const link = anchor('', formatAddress(next), say('more_results'));
    link.rel = 'next';
    link.addEventListener('click', (event) => {
      if (opensElsewhere(event)) return;
      event.preventDefault();
      this.handlers.onMore(next);
    });
    this.foot.replaceChildren(link, ' ', element('span', 'count', say('remaining', { n: remaining })));
  }

  /** @param {SearchState} state */
  #clearFiltersLink(state) {
    const next = { ...state, q: withoutFilters(state.q), page: 1 };
    const link = anchor('', formatAddress(next), say('clear_filters'));
    link.addEventListener('click', (event) => {
      if (opensElsewhere(event)) return;
      event.preventDefault();
      this.handlers.onChange(next);
      this.handlers.onFocusInput();
    });
    return element('p', '', link);
  }

  /**
   * Arrows go from result to result and back to the box.
   *
   * @param {KeyboardEvent} event
   */
  #moveFocus(event) {
    if (opensElsewhere(event)) return;
    const links = this.links();
    const current = links.findIndex((link) => link === document.activeElement);
    const target = { ArrowDown: current + 1, ArrowUp: current - 1, Escape: -1 }[event.key];
    if (current < 0 || target === undefined || target >= links.length) return;
    event.preventDefault();
    if (target < 0) this.handlers.onFocusInput();
    else links[target].focus();
  }
}
