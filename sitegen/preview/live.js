// Keeps a previewed page fresh and shows what is wrong with the content over it.
// The page's own security policy holds: no inline style or script, no markup made from text.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const loaded = script.dataset.version;
  const room = new URL('.', script.src);
  const memory = `sitegen-preview:${location.pathname}`;
  /** @type {EventSource | null} */
  let source = null;
  /** @type {HTMLElement | null} */
  let overlay = null;
  let dismissed = '';
  // a page that stands in for a site that is not there yet shows the findings itself, and nothing but them
  const standIn = document.querySelector('[data-stand-in]') !== null;
  /** @type {string | null} */
  let shown = null;

  /** @param {string} name @param {string} [text] */
  const make = (name, text = '') => {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  };

  const dismiss = () => {
    dismissed = overlay?.dataset.errors ?? '';
    overlay?.remove();
    overlay = null;
  };

  /** @param {string[]} errors */
  const show = (errors) => {
    const all = errors.join('\n');
    if (overlay?.dataset.errors === all || (all && all === dismissed)) return;
    overlay?.remove();
    overlay = null;
    if (!all) {
      dismissed = '';
      return;
    }
    overlay = make('sitegen-findings');
    overlay.dataset.errors = all;
    overlay.setAttribute('role', 'alert');
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = new URL('live.css', room).href;
    const panel = make('section');
    const close = make('button', 'Dismiss');
    close.addEventListener('click', dismiss);
    panel.append(
      make('h1', errors.length === 1 ? 'One error in the content' : `${errors.length} errors in the content`),
      close,
      make('p', 'Below is the last page that could be made.'),
      ...errors.map((error) => make('pre', error)),
    );
    // a shadow root, so that neither the theme's style nor the preview's reaches the other
    overlay.attachShadow({ mode: 'open' }).append(style, panel);
    document.body.append(overlay);
  };

  const reload = () => {
    try {
      sessionStorage.setItem(memory, String(scrollY));
    } catch {
      // storage refused: the browser's own memory of the place has to do
    }
    location.reload();
  };

  const restore = () => {
    try {
      const place = sessionStorage.getItem(memory);
      sessionStorage.removeItem(memory);
      if (place !== null) scrollTo({ top: Number(place), behavior: 'instant' });
    } catch {
      // as above
    }
  };

  const listen = () => {
    if (source) return;
    source = new EventSource(new URL('events', room));
    source.addEventListener('message', (event) => {
      /** @type {{ version: string, errors: string[] }} */
      const state = JSON.parse(event.data);
      const all = state.errors.join('\n');
      if (state.version !== loaded || (standIn && shown !== null && shown !== all)) reload();
      else if (!standIn) show(state.errors);
      shown = all;
    });
  };

  const rest = () => {
    source?.close();
    source = null;
  };

  // browsers allow few connections to a server, so a page that nobody sees gives up its own
  document.addEventListener('visibilitychange', () => (document.hidden ? rest() : listen()));
  addEventListener('pagehide', rest);
  addEventListener('pageshow', () => document.hidden || listen());
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && overlay) dismiss();
  });
  if (document.readyState === 'complete') restore();
  else addEventListener('load', restore);
  if (!document.hidden) listen();
})();
