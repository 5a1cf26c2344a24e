// The language of queries: words, phrases and fields. Any text is a query; what is no operator is words. The counterpart
// of sitegen/search/query/language.py; both are tested with tests/search/language.json.

/** @typedef {'word' | 'phrase' | 'range' | 'has' | 'id'} Kind */

/**
 * @typedef {object} Item one part of a query
 * @property {Kind} kind
 * @property {string} value a word or a phrase as written, a flag, an identifier
 * @property {string} field empty for any
 * @property {string} sign `+`, `-` or empty
 * @property {string} low of a range
 * @property {string} high
 * @property {boolean} strict whether a bound is itself outside of the range
 * @property {number} start where it stands in the query
 * @property {number} end
 */

/** Items of a query that are searched; more is no question but a text. */
const MAX_ITEMS = 64;
const MAX_LETTERS = 4000;
const YEAR = '\\d{4}';
const DATE = '\\d{4}(?:-\\d\\d){0,2}';
const NUMBER = '\\d{1,9}';

/** @type {Map<string, [Kind, string]>} what each field takes, and the pattern of its values */
const FIELDS = new Map([
  ['title', ['word', '']],
  ['abstract', ['word', '']],
  ['author', ['word', '']],
  ['topic', ['word', '']],
  ['venue', ['phrase', '']],
  ['year', ['range', YEAR]],
  ['date', ['range', DATE]],
  ['votes', ['range', NUMBER]],
  ['has', ['has', 'code']],
  ['id', ['id', '']],
]);
/** @type {Record<string, string>} */
const ALIASES = { authors: 'author', topics: 'topic' };
/** Characters of Chinese, Japanese and Korean, which are written without spaces. */
export const CJK =
  '\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff' +
  '\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}';
const ONE_CJK = new RegExp(`^[${CJK}]$`, 'u');
const QUOTES = '"“”„«»「」『』';
const ITEMS = new RegExp(`([+-]?)(?:([A-Za-z]+):)?(?:[${QUOTES}]([^${QUOTES}]*)[${QUOTES}]|([^\\s${QUOTES}]+))`, 'g');
const QUOTED = new RegExp(`[${QUOTES}][^${QUOTES}]*[${QUOTES}]`, 'g');
const BEGUN_FIELD = new RegExp(
  `(^|\\s)[+-]?(?:${[...FIELDS.keys(), ...Object.keys(ALIASES)].join('|')})[:：](?:\\s*$|[${QUOTES}](?=[^${QUOTES}]*$))`,
  'i',
);
const OPEN_QUOTE = new RegExp(`(?:^|[\\s:：+-])[${QUOTES}]`);
const LAST_FIELD = /(?:^|[\s+-])([A-Za-z]+)[:：]\S*$/;
/** Fields that have the words of texts and names. */
const TEXTS = ['title', 'abstract', 'author'];
const DOI_HOST = '(?:https?://)?(?:dx\\.|www\\.)?doi\\.org/';
// up to a slash or a sign, behind which an identifier may stand
const ADDRESS = `(?:https?://|(?:[\\w-]+\\.)+[a-z]+/)(?:[^\\s${QUOTES},;<>()]{0,300}?(?:[/=:]|%2f|%3a))?`;
// not the end of a longer word or address, nor what a field or a sign asks for
const APART = `(?<![\\w./:=+-])(?<![:+-][${QUOTES}])`;
// what encloses a DOI or ends a sentence is none of it, but for brackets of its own
const DOI =
  `(?:(${DOI_HOST}|${ADDRESS})|doi[:=] *)?(10\\.[0-9]{4,9}(?:/|%2f)(?:[^\\s()]|\\([^\\s()]*\\))*` +
  `(?:[^\\s${QUOTES}().,;:!?'>\\]]|\\([^\\s()]*\\)))`;
const ARXIV =
  '(?:(?:https?://)?(?:(?:[a-z0-9-]+\\.)*(?:arxiv|alphaxiv|ar5iv)\\.org/[a-z-]+/|(?:huggingface|hf)\\.co/papers/)' +
  `|(?=https?:)${ADDRESS}(?=[0-9])|arxiv:? *)?([0-9]{4}\\.[0-9]{4,5}|([a-z][a-z-]*)(?:\\.[a-z-]+)?(/[0-9]{7}))`;
const ACL = `(?:${ADDRESS})?([0-9]{4}\\.[a-z0-9_]+-[a-z0-9_]+\\.[0-9]+|[a-z][0-9]{2}-[0-9]{4})`;
const ENDING = '(?:v[0-9]+)?(?:\\.pdf)?/?(?:[?#&]\\S*)?(?![./-]?\\w)';
const IDENTIFIERS = new RegExp(`${APART}(?:${DOI}|(?:${ARXIV}|${ACL})${ENDING})`, 'gi');
const ARXIV_DOI = /^10\.48550\/arxiv\.(.*?)(?:v[0-9]+)?$/;
/** What publishers' addresses have behind a DOI. */
const FORMAT = /(?:(?<=[0-9])v[0-9]+)?(?:[/.](?:full|abstract|abs|e?pdf|html?|meta))*\/?$/;

/**
 * @param {string} text
 * @returns {{ items: Item[], shortened: boolean }} whether the text is too long, and only its beginning counts
 */
export function parse(text) {
  // the colon of Chinese and Japanese keyboards is as wide as their characters
  const all = Array.from(text.slice(0, MAX_LETTERS).replaceAll('：', ':').matchAll(ITEMS), parseItem).filter((item) => item !== null);
  return { items: all.slice(0, MAX_ITEMS), shortened: all.length > MAX_ITEMS || text.length > MAX_LETTERS };
}

/**
 * The query without the name of a field at its end that waits for its value, or for the end of it.
 *
 * @param {string} text
 */
export function withoutBegunField(text) {
  return text.replace(BEGUN_FIELD, '$1');
}

/**
 * The query of those papers that have all of the words, where a plain query also finds those that have some.
 *
 * @param {string} text
 * @returns {string}
 */
export function requireAll(text) {
  const plain = parse(text).items.filter(
    ({ kind, field, sign, value }) => kind === 'word' && !field && !sign && !identifiers(value).length,
  );
  return plain.reduceRight((query, { start }) => `${query.slice(0, start)}+${query.slice(start)}`, text);
}

/**
 * Whether a query ends in a word that words of texts may complete: in no quotation, which is a name or goes on with what
 * was begun, and in no value of a field such as a year or a venue.
 *
 * @param {string} text
 */
export function endsInWord(text) {
  if (OPEN_QUOTE.test(text.replace(QUOTED, ' '))) return false;
  const name = LAST_FIELD.exec(text)?.[1].toLowerCase() ?? '';
  const field = ALIASES[name] ?? name;
  return !FIELDS.has(field) || TEXTS.includes(field);
}

/**
 * What an item may mean by its value; of an author, a family name before a comma stands behind the others.
 *
 * @param {Item} item
 * @returns {string[]}
 */
export function readings({ field, value }) {
  const [, family, given] = /^([^,]*),(.*)/s.exec(value) ?? [];
  return given === undefined || field !== 'author' ? [value] : [`${given} ${family}`.trim(), value];
}

/**
 * @param {RegExpMatchArray} match
 * @returns {Item | null}
 */
function parseItem(match) {
  const [whole, sign, name = '', quoted, word = ''] = match;
  const start = match.index ?? 0;
  const lower = name.toLowerCase();
  const field = ALIASES[lower] ?? lower;
  const [kind, pattern] = FIELDS.get(field) ?? ['word', ''];
  const value = quoted === undefined ? word : quoted.trim();
  if (!value) return null;
  /** @param {Kind} as @param {object} [rest] */
  const item = (as, rest) => ({ kind: as, value, field, sign, low: '', high: '', strict: false, start, end: start + whole.length, ...rest });
  // a field that there is not, or a value that it does not take, is a word before a colon, as in many a title
  const words = () => item('word', { value: `${name}:${value}`, field: '' });
  if (name && !FIELDS.has(field)) return words();
  if (kind === 'range') {
    const bounds = parseBounds(value, pattern);
    return bounds ? item(kind, { value: '', ...bounds }) : words();
  }
  if (kind === 'has' && value.toLowerCase() !== pattern) return words();
  const joined = /[\p{L}\p{N}_]-+[\p{L}\p{N}_]/u.test(value) && (field || sign === '-');
  // texts without spaces are searched by pairs of characters, and by one only as a phrase
  const isPhrase = quoted !== undefined || joined || ONE_CJK.test(value);
  return item(kind === 'word' && isPhrase ? 'phrase' : kind);
}

/**
 * The bounds of `2024`, `2023..2025` (or the other way round), `>=2024`, `<2024`.
 *
 * @param {string} value
 * @param {string} pattern
 */
function parseBounds(value, pattern) {
  const between = new RegExp(`^(${pattern})?(?:\\.\\.|–)(${pattern})?$`).exec(value);
  if (between) {
    const [, low = '', high = ''] = between;
    if (!(low || high) || !isKnown(low) || !isKnown(high)) return null;
    const [first, last] = [low, high].map((bound) => bound.replace(/\d+/g, (digits) => digits.padStart(9, '0')));
    return last && first.slice(0, last.length) > last ? { low: high, high: low, strict: false } : { low, high, strict: false };
  }
  const [, sign, equal, bound] = new RegExp(`^([<>]?)(=?)(${pattern})$`).exec(value) ?? [];
  if (!bound || !isKnown(bound)) return null;
  return { low: sign === '<' ? '' : bound, high: sign === '>' ? '' : bound, strict: Boolean(sign) && !equal };
}

/**
 * Whether an item is a field with a value that it does not take, which is searched as words.
 *
 * @param {Item} item
 */
export function isUnread({ value, field }) {
  const [name, ...rest] = value.split(':');
  const [kind] = FIELDS.get(name.toLowerCase()) ?? ['word'];
  return !field && (kind === 'range' || kind === 'has') && rest.join(':') !== '';
}

/**
 * Whether a bound is no day or month that the calendar does not have.
 *
 * @param {string} bound
 */
function isKnown(bound) {
  const [year, month = 1, day = 1] = bound.split('-').map(Number);
  // calendars repeat after 400 years, and years below 100 would be taken for those of the last century
  const days = new Date(Date.UTC(year + 400, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && !(day > days);
}

/**
 * The identifiers that a text has or leads to, as papers are listed by them, whatever stands beside them.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function identifiers(text) {
  const found = Array.from(unquoted(text).matchAll(IDENTIFIERS), ([, host, doi, arxiv, archive, number, acl]) => {
    if (acl) return `10.18653/v1/${acl}`;
    if (arxiv) return archive ? archive + number : arxiv;
    const key = decode(host ? doi.split(host.includes('=') ? /[?#&]/ : /[?#]/, 1)[0] : doi).toLowerCase();
    return (!host || /doi\.org\/$/i.test(host) ? key : key.replace(FORMAT, '')).replace(ARXIV_DOI, '$1');
  });
  return [...new Set(found.map((one) => one.toLowerCase()))];
}

/**
 * Whether words stand beside the identifiers of a text, or what looks like them.
 *
 * @param {string} text
 */
export function hasMore(text) {
  // what looks like the ACL's is a guess
  return /[\p{L}\p{N}]/u.test(unquoted(text).replace(IDENTIFIERS, '$6'));
}

/**
 * The text with a letter for each phrase, which is looked for as it is, and with colons as fields have them.
 *
 * @param {string} text
 */
function unquoted(text) {
  return text.replace(/(?<=[A-Za-z])：/g, ':').replace(QUOTED, (phrase) => (/\s/.test(phrase) ? ' x ' : phrase));
}

/**
 * A part of an address without percent codes, or as it is where one of them is none.
 *
 * @param {string} part
 */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
