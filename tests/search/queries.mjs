// Queries of every kind that Lunr's language has, made of the words of an index.

const FIELDS = ['title', 'abstract', 'authors', 'topics'];

/**
 * @param {string[]} words of the corpus as readers would type them
 * @param {() => number} roll
 * @returns {Record<string, () => string>} makers of queries by kind
 */
export function kinds(words, roll) {
  const pick = (list) => list[Math.floor(roll() * list.length)];
  const word = () => pick(words);
  const some = (count) => Array.from({ length: count }, word).join(' ');
  const cut = () => word().slice(0, 3 + Math.floor(roll() * 3));
  const typo = () => {
    const text = word();
    const at = Math.floor(roll() * text.length);
    return pick([
      text.slice(0, at) + text.slice(at + 1),
      `${text.slice(0, at)}${pick('aeiounrst')}${text.slice(at)}`,
      `${text.slice(0, at)}${pick('aeiounrst')}${text.slice(at + 1)}`,
      text.slice(0, at) + text.slice(at, at + 2).split('').reverse().join('') + text.slice(at + 2),
    ]);
  };
  const number = () => 1 + Math.floor(roll() * 12);
  return {
    'one word': () => some(1),
    'two words': () => some(2),
    'three words': () => some(3),
    'four words': () => some(4),
    'five words': () => some(5),
    'a word twice': () => `${some(2)} ${some(1)}`.replace(/^(\S+)/, '$1 $1'),
    'words of a title': () => some(9),
    'in the title': () => `title:${word()}`,
    'in the abstract': () => `abstract:${word()} ${word()}`,
    'in the authors': () => `authors:${word()} authors:${word()}`,
    'in the topics': () => `topics:${word()} ${word()}`,
    'two fields': () => `${pick(FIELDS)}:${word()} ${pick(FIELDS)}:${word()}`,
    boosted: () => `${word()}^${number()} ${word()}`,
    'boosted field': () => `title:${word()}^${number()} abstract:${word()}^${number()} ${word()}`,
    required: () => `+${word()} ${word()}`,
    'all required': () => `+${word()} +${word()}`,
    prohibited: () => `${word()} -${word()}`,
    'only prohibited': () => `-${word()} -${word()}`,
    'required and prohibited': () => `+${word()} ${word()} -${word()}`,
    'required in a field': () => `+title:${word()} ${word()} +abstract:${word()}`,
    'prohibited in a field': () => `${word()} ${word()} -${pick(FIELDS)}:${word()}`,
    'beginning of a word': () => `${cut()}*`,
    'end of a word': () => `*${word().slice(-4)}`,
    'middle of a word': () => `*${word().slice(1, 5)}*`,
    'hole in a word': () => `${word().slice(0, 2)}*${word().slice(-2)}`,
    'required beginning': () => `+${cut()}* ${word()} -${cut()}*`,
    'beginning in a field': () => `${pick(FIELDS)}:${cut()}*^${number()} ${word()}`,
    'one edit': () => `${typo()}~1`,
    'two edits': () => `${typo()}~2 ${word()}`,
    'no edit': () => `${word()}~0`,
    'edit in a field': () => `title:${typo()}~1^${number()} -${typo()}~1`,
    'unknown word': () => `${word()} qzx${word()}`,
    'unknown required': () => `+qzx${word()} ${word()}`,
    'unknown prohibited': () => `-qzx${word()} ${word()}`,
    'stop words': () => `the ${word()} of ${word()}`,
    'required stop word': () => `+the ${word()}`,
    hyphens: () => `${word()}-${word()} state-of-the-${word()}`,
    punctuation: () => `(${word()}), “${word()}” ${word()}.`,
    capitals: () => `${word().toUpperCase()} ${word()}`,
    'other spaces': () => `${word()}\u00a0${word()}\u2003${word()}`,
    escapes: () => `\\+${word()} ${word()}\\: ${word()}`,
    mixed: () => `+${word()} ${pick(FIELDS)}:${cut()}*^2 ${typo()}~1 -${word()} ${word()}^${number()}`,
  };
}
