// Names of authors, split into family name, given name and suffix for citations.

/** @typedef {{ family: string, given: string, suffix?: string } | { literal: string }} Name */

const SUFFIX = /^(?:jr|sr|junior|senior|ii|iii|iv|\p{Nd}(?:st|nd|rd|th)|esq|ph\.? ?d|m\.? ?sc|dr)\.?$/iu;
const DEGREE = /^(?:M\.? ?D|m\.d)\.?$/;
const ORGANISATION =
  /(?<![\p{L}\p{N}_])(?:team|group|collaboration|consortium|committee|labs?|laboratory|university|institute|foundation|project|research|inc|llc|ltd|gmbh|corporation|company|organi[sz]ation|agency|association|society|council|ministry|department|cent(?:er|re)|academy)\.?$/iu;
const ORGANISED = /(?<![\p{L}\p{N}_])(?:[A-Z][\p{L}\p{N}_]*[a-z])?AI\.?$|^Team\s|\s(?:and|of|for|&|und|für)\s/u;
const PARTICLE = /^(?:De|Del|Della|Di|Da|Dos|El|La|Le|Los|Van|Von|Den|Der)$/;
/** Family names behind which `Van` and `Le` are given names. */
const VIETNAMESE = /^(?:Nguyen|Tran|Le|Pham|Hoang|Huynh|Phan|Vu|Vo|Dang|Bui|Do|Ho|Ngo|Duong|Ly|Dinh|Doan|Trinh|Truong)$/;
const FAMILY_FIRST = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * @typedef {{ '@type': string, name: string, familyName?: string, givenName?: string, honorificSuffix?: string }} Person
 * as the page's record has an author, with parts of the name only where the rules would part it otherwise
 */

/**
 * Their names as `splitName` takes them, where that would part one of them wrongly as it is shown.
 *
 * @param {Person[]} people
 * @returns {string[] | undefined}
 */
export function writtenNames(people) {
  const written = people.map((person) => {
    const { name, familyName, givenName, honorificSuffix } = person;
    if (person['@type'] === 'Organization') return `${name},`;
    return familyName ? [familyName, givenName, honorificSuffix].filter(Boolean).join(', ') : name;
  });
  return written.some((name, place) => name !== people[place].name) ? written : undefined;
}

/**
 * The names of the authors, each split into its parts.
 *
 * @param {import('./saved.js').Facts} facts
 */
export function splitNames({ authors = [], written }) {
  return (written?.length === authors.length ? written : authors).map(splitName);
}

/** @param {string} text */
const isSuffix = (text) => SUFFIX.test(text) || DEGREE.test(text);
/** @param {string} text */
const isOrganisation = (text) => ORGANISATION.test(text) || ORGANISED.test(text);

/**
 * The parts of a name in reading order, or with the family name first, by the rules of `text/names.py`.
 *
 * @param {string} name
 * @returns {Name}
 */
function splitName(name) {
  const words = name.trim().split(/\s+/);
  const text = words.join(' ');
  if (text.endsWith(',')) {
    const whole = text.replace(/[ ,]+$/, '');
    // a comma too many, where there is another one
    return whole.includes(',') ? splitName(whole) : { literal: whole || text };
  }
  if (words.length < 2 || isOrganisation(text)) return { literal: text };
  if (text.includes(',')) return splitAtCommas(text);
  if (FAMILY_FIRST.test(text)) return { family: words[0], given: words.slice(1).join(' ') };
  const suffix = words.length > 2 && isSuffix(words[words.length - 1]) ? words.pop() : '';
  const last = words.length - 1;
  // as BibTeX has it, a small word begins the family name: `de la Vallée Poussin`
  let start = words.slice(1, last).findIndex(isLower) + 1 || last;
  while (start > 1 && PARTICLE.test(words[start - 1]) && !VIETNAMESE.test(words[last])) start -= 1;
  const parts = { family: words.slice(start).join(' '), given: words.slice(0, start).join(' ') };
  return suffix ? { ...parts, suffix } : parts;
}

/**
 * The parts of `Family, Given` with a suffix behind either, or of a name in reading order with a suffix.
 *
 * @param {string} text
 * @returns {Name}
 */
function splitAtCommas(text) {
  const [family, ...rest] = text.split(/\s*,\s*/).filter(Boolean);
  const given = rest.filter((part) => !isSuffix(part));
  const suffix = rest.filter(isSuffix).join(', ');
  if (given.length > 1) return { literal: text };
  if (given.length) {
    const whole = `${given[0]} ${family}`;
    if (isOrganisation(whole)) return { literal: whole };
    return { family, given: given[0], ...(suffix && { suffix }) };
  }
  const name = splitName(family);
  if ('literal' in name) return { literal: `${family} ${suffix}`.trim() };
  return suffix ? { ...name, suffix: [name.suffix, suffix].filter(Boolean).join(', ') } : name;
}

/** @param {string} word */
function isLower(word) {
  return word === word.toLowerCase() && word !== word.toUpperCase();
}

/** @param {Name} name */
export function inverted(name) {
  return 'literal' in name ? name.literal : [name.family, name.given, name.suffix].filter(Boolean).join(', ');
}
