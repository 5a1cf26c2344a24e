// Text with its matches marked, as text nodes and <mark> elements: what a paper says never passes as HTML.

/**
 * A stretch of a text with its matches marked, and dots where it is cut.
 *
 * @param {string} text
 * @param {number[]} marks starts and ends, one after the other, in order and apart
 * @param {readonly [number, number]} [stretch]
 * @returns {DocumentFragment}
 */
export function highlight(text, marks, [from, to] = [0, text.length]) {
  const fragment = document.createDocumentFragment();
  if (from > 0) fragment.append('… ');
  let done = from;
  for (let place = 0; place + 1 < marks.length; place += 2) {
    const start = Math.max(marks[place], done);
    const end = Math.min(marks[place + 1], to);
    if (start >= end) continue;
    const mark = document.createElement('mark');
    mark.textContent = text.slice(start, end);
    fragment.append(text.slice(done, start), mark);
    done = end;
  }
  fragment.append(text.slice(done, to));
  if (to < text.length) fragment.append(' …');
  return fragment;
}
