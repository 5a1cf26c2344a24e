// What scripts say: words of the site's language, numbers and dates.

/** @typedef {string | Record<string, string>} Word a sentence, or one for each plural category of the number `n` */

// the build puts in what `words/<lang>.toml` has below `[script]`
/** @type {{ lang: string, words: Record<string, Word> }} */
const TABLE = { lang: 'en', words: {} };

const { lang, words } = TABLE;
const plural = new Intl.PluralRules(lang);
const numbers = new Intl.NumberFormat(lang);
// as the rest of the site writes its dates: 28 March 2025
const dates = lang === 'en' ? 'en-GB' : lang;

/**
 * A sentence with its blanks filled in; `n` chooses between singular and plural.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [blanks]
 */
export function say(key, blanks = {}) {
  const word = words[key] ?? key;
  const form = typeof word === 'string' ? word : (word[plural.select(Number(blanks.n))] ?? word.other);
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
