// Makes and finds elements.

/**
 * @param {string} tag
 * @param {string} className
 * @param {...(Node | string)} content
 * @returns {HTMLElement}
 */
export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (made instanceof HTMLButtonElement) made.type = 'button';
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
  const link = /** @type {HTMLAnchorElement} */ (element('a', className, ...content));
  link.href = href;
  return link;
}

/**
 * A part of the page that its template promises.
 *
 * @param {ParentNode} container
 * @param {string} selector
 * @returns {HTMLElement}
 * @throws {Error} the template does not have it
 */
export function find(container, selector) {
  const part = container.querySelector(selector);
  if (!(part instanceof HTMLElement)) throw new Error(`the page has no ${selector}`);
  return part;
}

/**
 * Whether a key or button is held that makes a press on a link the browser's affair: a new tab, a new window, a download.
 *
 * @param {Event} event
 */
export function opensElsewhere(event) {
  return (
    (event instanceof MouseEvent || event instanceof KeyboardEvent) &&
    (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
  );
}
