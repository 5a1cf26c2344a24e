// Making and finding elements.

/**
 * @param {string} tag
 * @param {string} className
 * @param {...(Node | string)} content
 * @returns {HTMLElement}
 */
export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/**
 * @param {string} className
 * @param {string} href
 * @param {...(Node | string)} content
 * @returns {HTMLAnchorElement}
 */
export function anchor(className, href, ...content) {
  const made = document.createElement('a');
  if (className) made.className = className;
  made.href = href;
  made.append(...content);
  return made;
}

/**
 * A part of the page that its template promises.
 *
 * @param {ParentNode} place
 * @param {string} selector
 * @returns {HTMLElement}
 * @throws {Error} the template does not hold it
 */
export function find(place, selector) {
  const found = place.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`the search has no ${selector}`);
  return found;
}
