// A paper as a bibliography lists it: APA (7th edition), MLA (9th) and Chicago (18th, author-date), of what its page knows.

import { csl } from './cite.js';
import { doiAddress } from './doi.js';

/**
 * @typedef {import('./saved.js').Facts} Facts
 * @typedef {import('./cite.js').Item} Item
 * @typedef {import('./people.js').Name} Name
 * @typedef {'apa' | 'mla' | 'chicago'} Style
 */

const MONTHS =
  'January February March April May June July August September October November December'.split(' ');
const SHORT = 'Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.'.split(' ');
/** Signs and names of formulas, which keep their letters. */
const FORMULA = /[^\p{Script=Latin}\p{M}\p{P}]|^\P{L}*\p{L}\P{L}*$|^(?:log|ln|exp|sin|cos|tan|max|min|arg)$/u;
const SMALL = /^(?:an?|and|as|at|but|by|for|from|in|into|nor|of|on|or|over|the|to|up|via|vs\.?|with|yet)$/;
/** Small words that only English has, and such as only French, German, Italian, Portuguese or Spanish have. */
const ENGLISH = /^(?:the|of|and|for|with|to|from|by|is|are)$/;
const FOREIGN =
  /^(?:les?|la|des|du|une|et|dans|avec|pour|sur|aux|und|für|mit|eine[mnrs]?|zu[mr]|über|della|delle|degli|nella|una|el|los|las|del|para|uma|das|[dl]['’]\p{Ll}.*)$/u;
/** Their letters are written without a space between family and given name. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * @param {Style} style
 * @param {Facts} facts
 * @returns {string} in one line, without a line end
 */
export function bibliographyEntry(style, facts) {
  const areMore = Boolean(facts.moreAuthors && facts.authors?.length);
  return { apa, mla, chicago }[style](csl({ ...facts, moreAuthors: false }), areMore);
}

/** @param {Item} item @param {boolean} areMore than its authors */
function apa(item, areMore) {
  const names = (item.author ?? []).map((name) => familyFirst(name, initials));
  const first = names.length > 20 ? names.slice(0, 19) : names;
  const all = first === names ? joined(names, ', & ') : `${first.join(', ')}, … ${names[names.length - 1]}`;
  const authors = areMore ? `${first.join(', ')}, et al` : all;
  const { year, month, day } = dateOf(item);
  const isDay = month && /^(?:paper-conference|document)$/.test(item.type);
  const date = `(${isDay ? `${year}, ${[MONTHS[month - 1], day].filter(Boolean).join(' ')}` : year || 'n.d.'}).`;
  const title = item.number ? `${item.title} (Preprint ${item.number})` : item.title;
  const head = authors ? [ended(authors), date, ended(title)] : [ended(title), date];
  const { volume = '', issue } = item;
  const place = [container(item), issue ? `${volume}(${issue})` : volume, pagesOf(item)].filter(Boolean).join(', ');
  return [...head, ended(place), linkOf(item)].filter(Boolean).join(' ');
}

/** @param {Item} item @param {boolean} areMore than its authors */
function mla(item, areMore) {
  const [first, second, third] = item.author ?? [];
  const authors = third || areMore ? `${familyFirst(first)}, et al` : joined(opening([first, second]), ', and ');
  const { year, month, day } = dateOf(item);
  const isDay = item.type === 'article' || item.type === 'document';
  const named = item.type === 'paper-conference' || !month ? [year] : [isDay && day, SHORT[month - 1], year];
  const date = named.filter(Boolean).join(' ');
  const [ahead, behind] = item.type === 'thesis' ? [date, ''] : ['', date];
  const place = item['container-title'] ?? item.publisher;
  const { number, volume, issue, page } = item;
  const numbers = [volume && `vol. ${volume}`, issue && `no. ${issue}`, behind];
  const pages = page && `${page.includes('-') ? 'pp' : 'p'}. ${pagesOf(item)}`;
  const facts = [number && `Preprint ${number}`, place, ...numbers, pages, linkOf(item)];
  const title = titled(item, ['book', 'report', 'thesis']);
  return [ended(authors), title, ended(ahead), ended(facts.filter(Boolean).join(', '))].filter(Boolean).join(' ');
}

/** @param {Item} item @param {boolean} areMore than its authors */
function chicago(item, areMore) {
  const people = item.author ?? [];
  const names = opening(people.length > 6 ? people.slice(0, 3) : people);
  const authors = people.length > 6 || areMore ? `${names.join(', ')}, et al` : joined(names, ', and ');
  const { year, month, day } = dateOf(item);
  const date = month ? [MONTHS[month - 1], day].filter(Boolean).join(' ') : '';
  const { volume, issue } = item;
  const where = [container(item), volume, issue && (volume ? `(${issue})` : `no. ${issue}`)].filter(Boolean).join(' ');
  const place = [where, pagesOf(item)].filter(Boolean).join(volume || issue ? ': ' : ', ');
  const facts = place.startsWith('In ') ? [place, date] : [[place, date].filter(Boolean).join(', ')];
  const head = [ended(authors), ended(`${year || 'n.d.'}`), titled(item, ['book', 'report'])];
  if (!authors) head.reverse();
  const tail = [item.number && `Preprint ${item.number}`, ...facts, linkOf(item)];
  return [...head, ...tail.map((part) => ended(part ?? ''))].filter(Boolean).join(' ');
}

/** @param {Item} item */
function container(item) {
  const place = item['container-title'];
  // what is neither a journal nor a conference is a part of something
  return place && /^(?:article|document)$/.test(item.type) ? `In ${place}` : (place ?? item.publisher ?? '');
}

/** @param {Item} item */
function pagesOf({ page = '' }) {
  return page.replace('-', '–');
}

/**
 * @param {Item} item
 * @returns {{ year?: number, month?: number, day?: number }}
 */
function dateOf(item) {
  const [year, month, day] = item.issued?.['date-parts'][0] ?? [];
  return { year, month, day };
}

/** @param {Item} item */
function linkOf({ DOI, URL }) {
  return DOI ? doiAddress(DOI) : (URL ?? '');
}

/** @param {string} text */
function ended(text) {
  return !text || /[.!?]["”’)]?$/.test(text) ? text : `${text}.`;
}

/**
 * The title, between quotation marks where the paper is a part of something.
 *
 * @param {Item} item
 * @param {string[]} whole types that a style sets without them
 */
function titled({ title, type }, whole) {
  const text = isEnglish(title) ? capitalized(title) : title;
  if (whole.includes(type)) return ended(text);
  const [mark = ''] = /["”]$/.exec(text) ?? [];
  return `“${singleMarks(`${ended(text.slice(0, text.length - mark.length))}${mark}`)}”`;
}

/** @param {string} text quoted within a quotation, in which double marks become single ones */
function singleMarks(text) {
  const curled = text.replace(/“/g, '‘').replace(/”/g, '’');
  // a single straight one is no quotation: 5" disks
  if ((text.match(/"/g) ?? []).length % 2) return curled;
  return curled.replace(/(^|[\s([{/–—-])"/g, '$1‘').replace(/"/g, '’');
}

/** @param {string} title which no word shows to be of another language */
function isEnglish(title) {
  const words = title.replace(/^\p{L}/u, (letter) => letter.toLowerCase()).split(/\s+/);
  return words.some((word) => ENGLISH.test(word)) || !words.some((word) => FOREIGN.test(word));
}

/**
 * @param {string[]} names
 * @param {string} last what stands before the last one
 */
function joined(names, last) {
  const one = names.length === 2 && !/, /.test(names[0]) ? last.slice(1) : last;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')}${one}${names[names.length - 1]}` : (names[0] ?? '');
}

/**
 * The first name with the family first, others as they are read.
 *
 * @param {(Name | undefined)[]} people
 */
function opening([first, ...others]) {
  return [...(first ? [familyFirst(first)] : []), ...others.flatMap((name) => (name ? [inOrder(name)] : []))];
}

/**
 * @param {Name} name
 * @param {(given: string) => string} [show]
 */
function familyFirst(name, show = (given) => given) {
  if ('literal' in name) return name.literal;
  return unspaced(name) ?? [name.family, show(name.given), name.suffix].filter(Boolean).join(', ');
}

/** @param {Name} name */
function inOrder(name) {
  if ('literal' in name) return name.literal;
  return unspaced(name) ?? [name.given, name.family, name.suffix].filter(Boolean).join(' ');
}

/**
 * A name in letters of a language that puts the family name first, which is the same in every place: 孙文芳.
 *
 * @param {{ family: string, given: string }} name
 */
function unspaced({ family, given }) {
  return UNSPACED.test(family) && UNSPACED.test(given) ? family + given : undefined;
}

/** @param {string} given `Jean-Paul B` → `J.-P. B.` */
function initials(given) {
  return given.replace(/(\p{L})[\p{L}\p{M}'’]*\.?/gu, '$1.').replace(/\.(?=\p{L})/gu, '. ');
}

/** @param {string} title with the capitals that headlines have */
function capitalized(title) {
  const words = title.split(' ');
  return words
    .map((word, place) => {
      const isEdge = !place || place === words.length - 1 || /[:?!—]$/.test(words[place - 1]);
      return !isEdge && SMALL.test(word) ? word : word.split('-').map(capital(isEdge)).join('-');
    })
    .join(' ');
}

/** @param {boolean} isEdge */
function capital(isEdge) {
  /** @type {(part: string, place: number) => string} */
  return (part, place) =>
    part !== part.toLowerCase() || (place && !isEdge && SMALL.test(part)) || (FORMULA.test(part) && part !== 'a')
      ? part
      : part.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}
