// What the search says to its readers. One place, so that a translation has one place to go.

/** Keys are what is said; `{…}` is filled in, and where a number decides, `one` and `other` stand side by side. */
const WORDS = {
  papers: { one: '{n} paper', other: '{n} papers' },
  none: 'No paper matches “{query}”.',
  noneFiltered: 'No paper matches “{query}” with these filters.',
  fewer: 'Fewer or other words may find it; * stands for any ending, as in quantiz*.',
  replaced: 'No paper has “{word}”; showing “{tried}”.',
  unknown: 'No paper has “{word}” or a word like it.',
  common: '“{word}” is too common to be searched.',
  syntax: '“{word}” could not be read as part of a query and was taken as plain text.',
  shortened: 'The query is very long; only its first part was searched.',
  more: 'More results',
  left: '({n} left)',
  clear: 'Clear filters',
  relevance: 'Relevance',
  date: 'Newest first',
  votes: 'Most votes',
  topic: 'Topic',
  year: 'Year',
  author: 'Author',
  hasCode: 'Has code',
  filters: 'Filter',
  hideFilters: 'Hide filters',
  filtersOn: 'Filter ({n})',
  code: 'Code',
  allOf: 'Show all {n}',
  andMore: { one: 'and {n} more', other: 'and {n} more' },
  voteCount: { one: '{n} vote', other: '{n} votes' },
  all: 'All {n} papers for “{query}”',
  found: 'Papers found',
  recent: 'Recent searches',
  broken: 'The search could not be loaded. Check the connection, then try again.',
  again: 'Try again',
  hints: '↑↓ to choose · Enter to open · Esc to close',
};

const lang = document.documentElement.lang || 'en';
// as the rest of the site writes its dates: 28 March 2025
const dates = lang === 'en' ? 'en-GB' : lang;
const plural = new Intl.PluralRules(lang);
const numbers = new Intl.NumberFormat(lang);

/** @typedef {keyof typeof WORDS} Phrase */

/**
 * A phrase with its blanks filled in; `n` chooses between singular and plural.
 *
 * @param {Phrase} phrase
 * @param {Record<string, string | number>} [blanks]
 */
export function say(phrase, blanks = {}) {
  const forms = WORDS[phrase];
  const form = typeof forms === 'string' ? forms : plural.select(Number(blanks.n)) === 'one' ? forms.one : forms.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => {
    const value = blanks[name] ?? '';
    return typeof value === 'number' ? numbers.format(value) : value;
  });
}

/** @param {number} value */
export function sayNumber(value) {
  return numbers.format(value);
}

/**
 * A date as far as it is known: `2025-03-28`, `2025-03` or `2025`.
 *
 * @param {string} date
 */
export function sayDate(date) {
  const parts = date.split('-').length;
  const moment = new Date(date);
  if (Number.isNaN(moment.getTime()) || parts < 2) return date;
  return moment.toLocaleDateString(dates, {
    year: 'numeric',
    month: 'long',
    day: parts > 2 ? 'numeric' : undefined,
    timeZone: 'UTC',
  });
}
