// What stands below the box: count, notes, controls, results and the way to more of them. Drawn from an answer; what a
// reader does there goes to the page through its handlers.

import { drawSort, drawUnfold } from './controls.js';
import { anchor, element, find } from './element.js';
import { drawFacets } from './facets.js';
import { count, lines } from './message.js';
import { entry } from './results.js';
import { format, isFiltered, unfiltered } from './state.js';
import { say } from '../js/words.js';

/** @typedef {import('./protocol.js').SearchAnswer} SearchAnswer */
/** @typedef {import('./state.js').SearchState} SearchState */

/**
 * @typedef {object} Handlers
 * @property {(state: SearchState) => void} go the reader chose another order or other filters
 * @property {(state: SearchState) => void} more the reader wants the next results as well
 * @property {() => void} unfold the reader shows or hides the filters
 * @property {() => void} again the reader tries again what failed
 * @property {() => void} back the reader goes back up from the results to the box
 */

export class View {
  /**
   * @param {HTMLElement} place
   * @param {Handlers} handlers
   */
  constructor(place, handlers) {
    this.handlers = handlers;
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
    /** @type {SearchState | null} */
    this.state = null;
    this.sort.addEventListener('change', () => {
      const sort = /** @type {SearchState['sort']} */ (this.sort.value);
      if (this.state) handlers.go({ ...this.state, sort, page: 1 });
    });
    this.unfold.addEventListener('click', handlers.unfold);
    this.list.addEventListener('keydown', (event) => this.#walk(event));
  }

  /** The results no longer answer what the reader asks, until others are drawn. */
  outdate() {
    this.list.setAttribute('aria-busy', 'true');
  }

  /** @param {boolean} shown */
  wait(shown) {
    this.progress.hidden = !shown;
  }

  /**
   * @param {SearchAnswer} answer
   * @param {SearchState} state
   * @param {boolean} filtering whether the filters are to be shown
   */
  draw(answer, state, filtering) {
    this.state = state;
    const filtered = isFiltered(state);
    const nothing = !answer.total && !filtered;
    this.status.textContent = count(answer, filtered);
    this.notes.replaceChildren(...lines(answer.notes));
    if (!answer.total) this.notes.append(filtered ? this.#unfilter(state) : element('p', '', say('fewer')));
    // who found nothing may want the examples and the hints
    this.start.hidden = !nothing;
    this.list.replaceChildren(...answer.results.map(entry));
    this.sorting.hidden = !drawSort(this.sort, answer, state);
    this.unfold.hidden = nothing || answer.available.length === 0;
    drawUnfold(this.unfold, state, filtering);
    this.filters.hidden = nothing || !filtering;
    drawFacets(this.facets, answer.facets, state, this.handlers.go);
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
    this.list.append(...answer.results.map(entry));
    this.links()[shown]?.focus();
    this.#drawFoot(answer, state);
  }

  /** Nothing is asked: only the examples and hints. */
  blank() {
    this.#clear();
    this.start.hidden = false;
  }

  /** @param {unknown} problem */
  broken(problem) {
    this.#clear();
    this.status.textContent = problem instanceof Error ? problem.message : say('broken');
    const again = element('button', 'link-button', say('again'));
    again.addEventListener('click', this.handlers.again);
    this.notes.append(element('p', '', again));
  }

  /** @returns {HTMLElement[]} the results' links */
  links() {
    return [...this.list.querySelectorAll('h2 a')].filter((link) => link instanceof HTMLElement);
  }

  #clear() {
    this.status.textContent = '';
    this.notes.replaceChildren();
    this.list.replaceChildren();
    this.list.removeAttribute('aria-busy');
    const parts = [this.progress, this.sorting, this.unfold, this.filters, this.foot, this.start];
    for (const part of parts) part.hidden = true;
  }

  /**
   * The way to more results: a link like any other, which here adds to the list.
   *
   * @param {SearchAnswer} answer
   * @param {SearchState} state
   */
  #drawFoot({ total, offset, results }, state) {
    const left = total - offset - results.length;
    this.foot.hidden = left <= 0;
    if (left <= 0) return;
    const next = { ...state, page: state.page + 1 };
    const link = anchor('', format(next), say('more_results'));
    link.rel = 'next';
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.handlers.more(next);
    });
    this.foot.replaceChildren(link, ' ', element('span', 'count', say('left', { n: left })));
  }

  /** @param {SearchState} state */
  #unfilter(state) {
    const next = unfiltered(state);
    const link = anchor('', format(next), say('clear'));
    link.addEventListener('click', (event) => {
      event.preventDefault();
      this.handlers.go(next);
      this.handlers.back();
    });
    return element('p', '', link);
  }

  /**
   * Arrows go from result to result and back to the box.
   *
   * @param {KeyboardEvent} event
   */
  #walk(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const links = this.links();
    const here = links.findIndex((link) => link === document.activeElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Escape: -1 }[event.key];
    if (here < 0 || to === undefined || to >= links.length) return;
    event.preventDefault();
    if (to < 0) this.handlers.back();
    else links[to].focus();
  }
}
