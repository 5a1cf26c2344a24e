// The interface's strings and numbers in the site's language.

/**
 * @typedef {string | Record<string, string>} Message a sentence, one for each plural category of the number `n`, or names
 *   by their places
 */

// the build puts in what `strings/<lang>.toml` has below `[script]`
/** @type {{ lang: string, words: Record<string, Message> }} */
const TABLE = { lang: 'en', words: {} };

/** The language of the interface's words: the site's, where there are any in that. */
export const lang = TABLE.lang;
/** All of them; more may be put in that scripts say which are not on every page. */
export const messages = TABLE.words;
const plural = new Intl.PluralRules(lang);

/**
 * A sentence with its blanks filled in; `n` chooses between singular and plural, `place` among names.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [blanks]
 * @returns {string}
 */
export function say(key, blanks = {}) {
  const message = messages[key] ?? key;
  const form = typeof message === 'string' ? message : (message[blanks.place ?? plural.select(Number(blanks.n))] ?? message.other);
  return form.replace(/\{(\w+)\}/g, (_, name) => {
    const value = blanks[name] ?? '';
    return typeof value === 'number' ? formatNumber(value) : value;
  });
}

/** @param {number} value a whole number */
export function formatNumber(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, say('thousands'));
}
