// A button to copy a block of text, put there only where the browser can copy.

/** @param {ParentNode} page */
export function offerCopies(page) {
  if (!navigator.clipboard || !isSecureContext) return;
  for (const block of page.querySelectorAll('[data-copy]')) {
    if (block instanceof HTMLElement) offer(block, block.dataset.copy ?? 'Copy');
  }
}

/**
 * @param {HTMLElement} block
 * @param {string} word
 */
function offer(block, word) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = word;
  const said = document.createElement('span');
  said.setAttribute('role', 'status');
  said.className = 'hidden-text';
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(block.querySelector('pre')?.textContent?.trimEnd() ?? '');
      button.textContent = 'Copied';
      said.textContent = 'Copied';
    } catch {
      // refused by the reader or the browser: selecting by hand still works
      button.remove();
      return;
    }
    setTimeout(() => {
      button.textContent = word;
      said.textContent = '';
    }, 2000);
  });
  block.append(button, said);
}
