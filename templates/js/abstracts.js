// Clipped abstracts open by themselves when the browser's search or a selection leads into their hidden part: that
// scrolls the clipped box, which a reader could not scroll back.

/** @param {Document} page */
export function openOnScroll(page) {
  page.addEventListener('scroll', (event) => open(event.target), { capture: true, passive: true });
  for (const box of page.querySelectorAll('details.abstract:not([open]) > div')) open(box);
}

/** @param {EventTarget | null} box what was scrolled */
function open(box) {
  if (!(box instanceof HTMLElement) || box.scrollTop === 0) return;
  const abstract = box.closest('details.abstract');
  if (!(abstract instanceof HTMLDetailsElement)) return;
  abstract.open = true;
  box.scrollTop = 0;
}
