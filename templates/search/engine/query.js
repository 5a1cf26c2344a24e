// Parses what a reader typed in two ways: as Lunr's parser does, and leniently, so that any text is a query.
import { lunr } from './lunr.js';
import { compounded, hasCjk, isStopWord, trim } from './tokens.js';

/** @typedef {import('./lunr.js').Clause} Clause */

/**
 * @typedef {object} Word one word of a query, as written and as a clause
 * @property {string} written
 * @property {Clause} clause
 */

/** Words of a query that are searched; more is no question but a text. */
export const MAX_WORDS = 64;
const MAX_LETTERS = 4000;

const QUOTES = /["“”„«»‹›「」『』《》]/g;
const OPERATED = /^([+-]?)(?:([a-z]+):)?(.*?)(?:\^(\d{1,6}))?(?:~(\d{0,2}))?(?:\^(\d{1,6}))?$/is;

/**
 * @param {string} query
 * @param {string[]} fields
 * @returns {Clause[] | null} null when Lunr cannot read it
 */
export function parseAsLunr(query, fields) {
  const parsed = new lunr.Query(fields);
  try {
    new lunr.QueryParser(query, parsed).parse();
  } catch {
    return null;
  }
  return parsed.clauses;
}

/**
 * Reads operators where they are meant as such, and takes all else as words: `title:word`, `+word`, `-word`, `word^2`,
 * `word~1` and `wor*` are Lunr's, a colon, dash or tilde in running text is just a sign.
 *
 * @param {string} query
 * @param {string[]} fields
 * @returns {{ words: Word[], shortened: boolean }}
 */
export function parseLenient(query, fields) {
  const text = query.slice(0, MAX_LETTERS).replace(QUOTES, ' ');
  const words = (text.match(/\S+/g) ?? []).flatMap((token) => parseToken(token, fields));
  return { words: words.slice(0, MAX_WORDS), shortened: words.length > MAX_WORDS || query.length > MAX_LETTERS };
}

/**
 * @param {string} token what stands between spaces
 * @param {string[]} fields
 * @returns {Word[]}
 */
function parseToken(token, fields) {
  const [, sign = '', name = '', body = '', before, edits, behind] = OPERATED.exec(token) ?? [];
  const field = name.toLowerCase();
  const known = fields.includes(field);
  const boost = Number(before ?? behind ?? 1);
  // a field that there is not is a word before a colon, as in many a title
  return `${name && !known ? `${name} ` : ''}${body}`.split(/[\s:~^-]+/).flatMap((written) => {
    const wild = written.includes('*');
    const terms = wild ? [written.replace(/^[^\w*]+|[^\w*]+$/g, '')] : splitCompound(written);
    return terms
      .filter((term) => term.replaceAll('*', ''))
      .map((term) => {
        /** @type {Clause} */
        const clause = {
          term: term.toLowerCase(),
          fields: known ? [field] : fields,
          boost,
          usePipeline: !wild,
          presence: presenceOf(sign),
        };
        if (edits !== undefined && !hasCjk(term)) clause.editDistance = edits === '' ? 1 : Number(edits);
        return { written: term, clause };
      });
  });
}

/**
 * A word, or what is between the signs in it, which papers may have otherwise put together.
 *
 * @param {string} written
 * @returns {string[]}
 */
function splitCompound(written) {
  const word = trim(written);
  const parts = hasCjk(word) ? [] : compounded(word).filter((part) => !isStopWord(part.toLowerCase()));
  return parts.length ? parts : [word];
}

/** @param {string} sign */
function presenceOf(sign) {
  const { OPTIONAL, REQUIRED, PROHIBITED } = lunr.Query.presence;
  if (sign === '+') return REQUIRED;
  return sign === '-' ? PROHIBITED : OPTIONAL;
}
