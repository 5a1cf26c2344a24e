// The interface's strings, numbers and dates in the site's language.

/** @typedef {string | Record<string, string>} Message a sentence, or one for each plural category of the number `n` */

// the build puts in what `strings/<lang>.toml` has below `[script]`
/** @type {{ lang: string, words: Record<string, Message> }} */
const TABLE = { lang: 'en', words: {} };

const { lang, words } = TABLE;
/** @type {Record<string, Message>} */
const messages = { ...words };
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
  const message = messages[key] ?? key;
  const form = typeof message === 'string' ? message : (message[plural.select(Number(blanks.n))] ?? message.other);
  return form.replace(/\{(\w+)\}/g, (_, name) => {
    const value = blanks[name] ?? '';
    return typeof value === 'number' ? numbers.format(value) : value;
  });
}

/** @param {string} time in ISO 8601 */
export function formatWeekday(time) {
  return new Date(time).toLocaleDateString(dates, { weekday: 'long' });
}

/** @param {Record<string, Message>} more that scripts say which are not on every page */
export function addMessages(more) {
  Object.assign(messages, more);
}

/** @param {number} value */
export function formatNumber(value) {
  return numbers.format(value);
}

/**
 * A date as far as it is known: `2025-03-28`, `2025-03` or `2025`.
 *
 * @param {string} date
 */
export function formatDate(date) {
  const parts = date.split('-').length;
  const time = new Date(date);
  if (Number.isNaN(time.getTime()) || parts < 2) return date;
  return time.toLocaleDateString(dates, {
    year: 'numeric',
    month: 'long',
    day: parts > 2 ? 'numeric' : undefined,
    timeZone: 'UTC',
  });
}
