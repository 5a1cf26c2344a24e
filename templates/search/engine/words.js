// The words of a query, and what they are searched as in the default ranking: a word is its term, and the same word as
// others write it; if no paper has any of these, what it may become, be joined of, or be a typing error for. A year is that
// of publication, too; and two words that are one thing together, GPT-4 or a whole name, are also searched so. The
// counterpart of sitegen/search/query/words.py.
import { frequentParts, rareParts } from './apart.js';
import { completions, lastWord } from './completion.js';
import { fieldsOf, findTopic, isScored } from './conditions.js';
import { accentedWords, exactWords, fold } from './folding.js';
import { note } from './notes.js';
import { correctBeginning, correctRare, correctSpelling } from './spelling.js';
import { hasCjk, isAscii, isStopWord, queryTerms, queryWords, stem, trim } from './tokens.js';

/** @typedef {import('../language.js').Item} Item */
/** @typedef {import('../protocol.js').Note} Note */
/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('./rank.js').Slot} Slot */
/** @typedef {import('./snapshot.js').Snapshot} Snapshot */
/** @typedef {import('./vocabulary.js').Vocabulary} Vocabulary */

/**
 * A word of the query, and what it is searched as.
 *
 * @typedef {{ item: Item, written: string, common: boolean, slots: Slot[] }} Word
 */

const MAX_WORDS = 64;
/** Letters of a word that may be joined to its neighbour: the 4 of GPT-4. */
const SHORT = 3;
const MAX_COMPLETIONS = 8;
/** Weights of what a word is taken for, and of what else it may be. */
const COMPLETED = 0.9;
const CORRECTED = 0.8;
const VARIANT = 0.9;
const ALSO = 0.5;
const AUTHORS = 2;
/** British and American endings of one word. */
const SPELLINGS =
  'isation ization isations izations ise ize ised ized ises izes ising izing iser izer isers izers yse yze ysed yzed ysing yzing ' +
  'our or ours ors oured ored oural oral centre center fibre fiber elling eling elled eled ogue og ogues ogs ence ense';

/**
 * The words of items and of phrases that count for the ranking.
 *
 * @param {Item[]} items
 * @param {Snapshot} snapshot
 * @param {Note[]} notes
 * @returns {Promise<Word[]>}
 */
export async function readWords(items, snapshot, notes) {
  const readings = items
    .filter((item) => item.kind === 'word' || isScored(item))
    .flatMap((item) => queryWords(item.value).map((written) => ({ item, written })))
    .slice(0, MAX_WORDS);
  const halves = readings.map(({ item }) => half(item));
  const pairs = halves.map((one, at) => joinHalves(one, halves[at + 1] ?? ''));
  const words = await Promise.all(
    readings.map(async ({ item, written }, at) => {
      const common = isStopWord(trim(written.toLowerCase()));
      const last = item === items.at(-1) && at === readings.length - 1;
      /** @type {Note[]} */
      const own = [];
      const joined = [...compound(item.value), ...[pairs[at - 1], pairs[at]].filter(Boolean)];
      const slots = common ? [] : await slotsOf(item, written, joined, last, snapshot, own);
      return { item, written, common, slots, notes: own };
    }),
  );
  // in the order of the words, whichever files came first
  notes.push(...words.flatMap((word) => word.notes));
  return withNames(words, snapshot.index);
}

/**
 * The words with those stop words that stand among names as family names, He, An, You, and with whole names.
 *
 * @param {Word[]} words
 * @param {Index} index
 * @returns {Promise<Word[]>}
 */
async function withNames(words, index) {
  /** @param {string[]} terms @returns {Slot} */
  const inNames = (...terms) => ({ terms: new Map(terms.map((term) => [term, 1])), fields: [AUTHORS], words: [] });
  /** @param {Word[]} some */
  const areNames = async (some) => {
    const found = await Promise.all(some.flatMap(({ slots }) => slots).map(({ terms }) => index.find(terms.keys())));
    return found.every((postings) => [...postings.values()].some(({ fields }) => fields[AUTHORS]));
  };
  const amongNames = await areNames(words);
  const named = await Promise.all(
    words.map(async (word) => {
      const { kind, field, sign } = word.item;
      const asks = kind === 'word' && (field === 'author' || (amongNames && !field && !sign));
      const key = `@${trim(word.written.toLowerCase())} `;
      if (!word.common || !asks || !(await index.find([key])).size) return word;
      return { ...word, common: false, slots: [inNames(key)] };
    }),
  );
  return Promise.all(
    named.map(async (word, at) => {
      const runs = [3, 2].map(async (size) => {
        const run = named.slice(at, at + size);
        const arePlain = run.length > 1 && run.every(({ item, slots }) => alone(item) && !item.sign && slots.length);
        if (!arePlain || !(await areNames(run))) return [];
        return [...(await index.find([`=${run.map(({ item }) => alone(item)).join(' ')} `])).keys()];
      });
      const names = (await Promise.all(runs)).flat();
      // whoever has the longer name goes before a namesake of its beginning
      return { ...word, slots: [...word.slots, ...names.map((_, at) => inNames(...names.slice(0, at + 1)))] };
    }),
  );
}

/**
 * @param {Item} item
 * @param {string} written
 * @param {string[]} joined what the word is part of where papers write two words in one
 * @param {boolean} last
 * @param {Snapshot} snapshot
 * @param {Note[]} notes
 * @returns {Promise<Slot[]>}
 */
async function slotsOf(item, written, joined, last, { index, vocabulary }, notes) {
  const fields = fieldsOf(item);
  /** @param {Iterable<string>} terms @param {number} weight @param {string[]} [words] */
  const slot = (terms, weight, words = []) => ({ terms: new Map(Array.from(terms, (term) => [term, weight])), fields, words });
  const word = written.toLowerCase();
  if (hasCjk(word)) {
    const own = await index.find(queryTerms(word));
    // each pair of a run of CJK characters is a word of its own
    if (own.size) return Array.from(own.keys(), (term) => slot([term], 1));
  } else {
    const same = await sameWord(item, written, joined, index, notes);
    const compounds = compound(item.value);
    const together = numbered(item.value).map((term) => slot([term, ...compounds.map(stem)], 1, compounds));
    if (same.terms.size) return [{ ...same, fields }, ...together];
  }
  if (item.kind === 'phrase' || item.sign === '-' || (await findTopic(item, index)).size) return [];
  const completed = last ? await completeWord(word, index, vocabulary) : [];
  if (completed.length) return [slot(completed, COMPLETED)];
  /** @param {import('./apart.js').Part[]} parts */
  const apart = (parts) => {
    notes.push(note('replaced', written, [parts.map((part) => part.word).join(' ')]));
    return parts.map((part) => slot([part.term], VARIANT, [part.word]));
  };
  const frequent = await frequentParts(word, item, index);
  if (frequent.length) return apart(frequent);
  const nearest = await correctSpelling(word, index, vocabulary);
  const corrections = last ? await correctBeginning(fold(word), nearest, index) : nearest;
  if (corrections.length) {
    notes.push(note('replaced', written, await asWritten(corrections, index)));
    const terms = corrections.map(({ term }) => term);
    return [slot(terms, CORRECTED, corrections.map((correction) => correction.word))];
  }
  const rare = await rareParts(word, item, index, vocabulary);
  if (rare.length) return apart(rare);
  notes.push(note('unknown', written));
  return [];
}

/**
 * The terms of a word, however it is written, with their weights; none if no paper has it.
 *
 * @param {Item} item
 * @param {string} written
 * @param {string[]} joined
 * @param {Index} index
 * @param {Note[]} notes
 * @returns {Promise<Omit<Slot, 'fields'>>}
 */
async function sameWord(item, written, joined, index, notes) {
  const ascii = isAscii(written);
  const word = (ascii ? trim(written) : written).toLowerCase();
  const exact = exactWords(word).map((part) => `${part} `);
  if (!ascii) {
    // Lunr trims letters that are not ASCII from the ends, and what is left may be another word
    const whole = [...(trim(word) === word ? queryTerms(word) : []), ...accentedWords(word).map((part) => `@${part} `)];
    const known = await index.find([...whole, ...exact]);
    const terms = inOrder([...whole, ...exact], known);
    return { terms: new Map(terms.map((term) => [term, whole.includes(term) ? 1 : VARIANT])), words: [trim(word)] };
  }
  const terms = queryTerms(word);
  const others = [...spellings(word), ...joined];
  const variants = [...others.map(stem), ...numbered(item.value)];
  if (item.sign !== '-' && /^[0-9]{4}$/.test(alone(item))) variants.push(`year:${word} `);
  const [own, known] = await Promise.all([index.find(terms), index.find(variants)]);
  const alike = inOrder(variants, known);
  if (exact.length === 1 && word.length > 1 && (!own.size || [...own.values()].some(({ accented }) => accented))) {
    alike.push(...(await index.find(exact)).keys());
  }
  /** @type {Map<string, number>} */
  const weights = new Map();
  for (const term of alike) weights.set(term, VARIANT);
  for (const term of own.keys()) weights.set(term, 1);
  const words = [word, ...others];
  if (weights.size === 1 && own.size === 1 && item.kind === 'word' && item.sign !== '-') {
    const [posting] = own.values();
    for (const also of await correctRare(word, posting, index)) {
      weights.set(also.term, ALSO);
      words.push(also.word);
      notes.push(note('also', written, await asWritten([also], index)));
    }
  }
  return { terms: weights, words };
}

/**
 * @param {string[]} terms
 * @param {Map<string, unknown>} known
 */
function inOrder(terms, known) {
  return [...new Set(terms)].filter((term) => known.has(term));
}

/**
 * The two words of a compound in one.
 *
 * @param {string} value
 * @returns {string[]} none if it is no compound
 */
function compound(value) {
  return /^[A-Za-z0-9]+-[A-Za-z0-9]+$/.test(value) ? [value.replace('-', '').toLowerCase()] : [];
}

/**
 * The two words of a compound with a number where they follow each other, as apart they say little: GPT-4.
 *
 * @param {string} value
 */
function numbered(value) {
  return /[0-9]/.test(value) ? compound(value).map(() => `${value.replace('-', ' ').toLowerCase()} `) : [];
}

/**
 * The folded word of an item that is one word of any field; empty for another.
 *
 * @param {Item} item
 */
function alone({ kind, field, value }) {
  const words = kind === 'word' && !field ? exactWords(value) : [];
  return words.length === 1 ? words[0] : '';
}

/**
 * A word that may be half of one; empty for none.
 *
 * @param {Item} item
 */
function half(item) {
  const word = item.sign ? '' : alone(item);
  return /^[a-z0-9]+$/.test(word) && !isStopWord(word) ? word : '';
}

/**
 * Two neighbours in one, of which one is short: `flow ar`, `gpt 4`.
 *
 * @param {string} one
 * @param {string} other
 */
function joinHalves(one, other) {
  return one && other && Math.min(one.length, other.length) <= SHORT ? one + other : '';
}

/**
 * @param {string} word
 * @returns {string[]}
 */
function spellings(word) {
  const endings = SPELLINGS.split(' ');
  return endings.flatMap((ending, at) =>
    word.endsWith(ending) && word.length > ending.length + 2 ? [word.slice(0, -ending.length) + endings[at ^ 1]] : [],
  );
}

/**
 * Terms of the words that a beginning may become.
 *
 * @param {string} typed
 * @param {Index} index
 * @param {Vocabulary} vocabulary
 * @returns {Promise<string[]>}
 */
async function completeWord(typed, index, vocabulary) {
  const { word } = lastWord(trim(typed));
  if (word.length < 2) return [];
  const known = completions(await index.suggestions(), word, MAX_COMPLETIONS).map((one) => stem(trim(one.word.toLowerCase())));
  const terms = known.length || word.length < 3 ? known : await vocabulary.startingWith(fold(word), MAX_COMPLETIONS);
  return inOrder(terms, await index.find(terms));
}

/**
 * Corrections as papers write them.
 *
 * @param {import('./spelling.js').Correction[]} corrections
 * @param {Index} index
 */
async function asWritten(corrections, index) {
  const postings = await index.find(corrections.map(({ term }) => term));
  return corrections.map(({ term, word }) => postings.get(term)?.words.find((form) => form.toLowerCase() === word) ?? word);
}
