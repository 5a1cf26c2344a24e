// What is loaded of one build of the site.
import { loadFacet, loadSortKeys, loadValues } from './columns.js';
import { Vocabulary } from './vocabulary.js';

/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('../protocol.js').Facet} Facet */

/** An index with its vocabulary and columns. Another build of the site gets another one, so that files never mix. */
export class Snapshot {
  /** @param {Index} index */
  constructor(index) {
    this.index = index;
    this.vocabulary = new Vocabulary(index);
    /** @type {Map<string, Promise<any>>} */
    this.columns = new Map();
  }

  /**
   * @param {Facet} facet
   * @returns {Promise<[Facet, any]>}
   */
  async facet(facet) {
    return [facet, await this.#column(facet, () => loadFacet(this.index, facet))];
  }

  /** @param {'date' | 'votes' | 'listed'} sort */
  async sortKeys(sort) {
    // documents are numbered in the order in which they were listed first
    if (sort === 'listed') return Float64Array.from({ length: this.index.manifest.documents }, (_, document) => document);
    return this.#column(`by ${sort}`, () => loadSortKeys(this.index, sort));
  }

  /**
   * What each document has of a column, or null.
   *
   * @param {'date' | 'votes' | 'code'} name
   * @returns {Promise<any[]>}
   */
  values(name) {
    return this.#column(`of ${name}`, () => loadValues(this.index, name));
  }

  /**
   * @template T
   * @param {string} name
   * @param {() => Promise<T>} load
   * @returns {Promise<T>}
   */
  #column(name, load) {
    let column = this.columns.get(name);
    if (!column) {
      column = load();
      column.catch(() => this.columns.delete(name));
      this.columns.set(name, column);
    }
    return column;
  }
}
