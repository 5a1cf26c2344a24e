// Clipped abstracts open by themselves when the browser's search or a selection leads into their hidden part: that
// scrolls the clipped box, which a reader could not scroll back.

/** @param {Document} page */
export function openOnScroll(page) {
  page.addEventListener(
    'scroll',
    (event) => {
      const box = event.target;
      if (!(box instanceof HTMLElement) || box.scrollTop === 0) return;
      const abstract = box.closest('details.abstract:not([open])');
      if (!(abstract instanceof HTMLDetailsElement)) return;
      abstract.open = true;
      box.scrollTop = 0;
    },
    { capture: true, passive: true },
  );
}
