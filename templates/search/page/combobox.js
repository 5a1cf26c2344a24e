// A text box with a list of choices, as the combobox pattern of WAI-ARIA has it: the focus stays in the box, arrows move
// through the choices, Enter takes one, Escape lets go.

/**
 * @typedef {object} Behaviour
 * @property {(option: HTMLElement, event: Event) => void} choose a choice was taken, by Enter or by pointer
 * @property {(event: KeyboardEvent) => void} [enter] Enter without a choice
 * @property {() => boolean} [escape] Escape while no choice is active; true when it did something
 * @property {() => void} [moveBelow] arrow down from a row of choices
 * @property {boolean} [row] choices stand side by side: down enters the row, left and right move in it
 */

export class Combobox {
  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list the element with `role=listbox`, whose id the options' ids begin with
   * @param {Behaviour} behaviour
   */
  constructor(input, list, behaviour) {
    this.input = input;
    this.list = list;
    this.behaviour = behaviour;
    /** @type {HTMLElement[]} */
    this.options = [];
    this.active = -1;
    input.addEventListener('keydown', (event) => this.#key(event));
    // the focus stays in the box when a choice is pressed
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
      if (option instanceof HTMLElement) behaviour.choose(option, event);
    });
  }

  /**
   * Shows these choices and no others.
   *
   * @param {HTMLElement[]} options
   * @param {{ first?: boolean }} [how] `first`: the first one is active, so that Enter takes it
   */
  show(options, { first = false } = {}) {
    options.forEach((option, index) => {
      option.setAttribute('role', 'option');
      option.id = `${this.list.id}-${index}`;
      option.tabIndex = -1;
    });
    this.list.replaceChildren(...options);
    this.list.hidden = options.length === 0;
    this.options = options;
    this.input.setAttribute('aria-expanded', String(options.length > 0));
    this.#activate(first && options.length ? 0 : -1);
  }

  /** @param {number} index -1 for none */
  #activate(index) {
    this.active = index;
    for (const [at, option] of this.options.entries()) option.setAttribute('aria-selected', String(at === index));
    if (index < 0) {
      this.input.removeAttribute('aria-activedescendant');
    } else {
      this.input.setAttribute('aria-activedescendant', this.options[index].id);
      this.options[index].scrollIntoView({ block: 'nearest' });
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // an input method uses Enter and arrows for itself
    if (event.isComposing || event.altKey || event.shiftKey) return;
    if (this.#handle(event)) event.preventDefault();
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} whether the key did something here
   */
  #handle(event) {
    switch (event.key) {
      case 'ArrowDown':
        return this.#down();
      case 'ArrowUp':
        return this.#up();
      case 'ArrowRight':
        return this.#moveInRow(1);
      case 'ArrowLeft':
        return this.#moveInRow(-1);
      case 'Enter':
        return this.#enter(event);
      case 'Escape':
        return this.#escape();
      default:
        return false;
    }
  }

  #down() {
    const { row, moveBelow } = this.behaviour;
    if (row && (this.active >= 0 || !this.options.length)) {
      this.#activate(-1);
      moveBelow?.();
      return true;
    }
    return this.#move(1);
  }

  #up() {
    if (!this.behaviour.row) return this.#move(-1);
    if (this.active < 0) return false;
    this.#activate(-1);
    return true;
  }

  /**
   * Left and right follow the direction of writing.
   *
   * @param {number} step to the right
   */
  #moveInRow(step) {
    if (!this.behaviour.row || this.active < 0) return false;
    return this.#move(getComputedStyle(this.list).direction === 'rtl' ? -step : step);
  }

  /**
   * One choice on, round the ends.
   *
   * @param {number} step
   */
  #move(step) {
    const { length } = this.options;
    if (!length) return false;
    this.#activate(this.active < 0 && step < 0 ? length - 1 : (this.active + step + length) % length);
    return true;
  }

  /** @param {KeyboardEvent} event */
  #enter(event) {
    const option = this.options[this.active];
    if (option) this.behaviour.choose(option, event);
    else this.behaviour.enter?.(event);
    return true;
  }

  #escape() {
    if (this.active >= 0 && this.behaviour.row) {
      this.#activate(-1);
      return true;
    }
    return this.behaviour.escape?.() ?? false;
  }
}
