// Numbers written as text; the counterpart of sitegen/search/digits.py. The format is described in sitegen/search.

const BASE = 92;
const CODES = new Uint8Array(128);
for (let character = 0x21, code = 0; character < 0x7f; character += 1) {
  if (character !== 0x22 && character !== 0x5c) CODES[character] = code++;
}

/**
 * @param {string} character
 * @returns {number}
 */
export function digit(character) {
  return CODES[character.charCodeAt(0)];
}

/** Reads the numbers of a text one after the other. */
export class Digits {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  /** @returns {boolean} whether there is no further number */
  get done() {
    return this.at >= this.text.length;
  }

  /** @returns {number} */
  next() {
    const { text } = this;
    const code = CODES[text.charCodeAt(this.at++)];
    if (code < 76) return code;
    if (code < 88) return 76 + (code - 76) * BASE + CODES[text.charCodeAt(this.at++)];
    let number = code < 91 ? code - 88 : 0;
    for (let left = code < 91 ? 2 : 4; left > 0; left -= 1) number = number * BASE + CODES[text.charCodeAt(this.at++)];
    return code < 91 ? 1180 + number : number;
  }
}

/**
 * @param {string} text
 * @returns {number[]}
 */
export function decodeNumbers(text) {
  const reader = new Digits(text);
  const values = [];
  while (!reader.done) values.push(reader.next());
  return values;
}
