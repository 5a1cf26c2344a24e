// Dialogs that a press beside them closes.

/**
 * Closes a dialog by a press beside it, also in browsers that do not know `closedby`.
 *
 * @param {HTMLDialogElement} dialog
 */
export function closeOnOutsidePress(dialog) {
  dialog.setAttribute('closedby', 'any');
  dialog.addEventListener('click', (event) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const { clientX: x, clientY: y, target } = event;
    if (target === dialog && (x < left || x > right || y < top || y > bottom)) dialog.close();
  });
}
