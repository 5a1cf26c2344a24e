// Tells a screen reader what the search found, once the reader has stopped typing.

const ANNOUNCE_DELAY_MS = 700;

export class Announcer {
  /** @param {HTMLElement} region with `role=status`, seen by nobody */
  constructor(region) {
    this.region = region;
    this.timer = 0;
  }

  /** @param {string} message */
  announce(message) {
    this.cancel();
    this.timer = setTimeout(() => (this.region.textContent = message), ANNOUNCE_DELAY_MS);
  }

  /** Says nothing of what is out of date. */
  cancel() {
    clearTimeout(this.timer);
  }
}
