// Keeps a previewed page fresh and shows what is wrong with the content over it.
// The page's own security policy holds: no inline style or script, no markup made from text.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  let loaded = script.dataset.version;
  const room = new URL('.', script.src);
  /** @typedef {{ page: string, from: string, to: string }} Style */
  const NOTICE_MS = 600;
  const DONE_MS = 1500;
  const memory = `sitegen-preview:${location.pathname}`;
  /** @type {EventSource | null} */
  let source = null;
  /** @type {HTMLElement | null} */
  let overlay = null;
  let dismissed = '';
  // a page that stands in for a site that is not there yet shows the findings itself, and nothing but them
  const standIn = document.querySelector('[data-stand-in]') !== null;
  /** @type {HTMLElement | null} */
  let progress = null;
  let progressTimer = 0;

  /** @param {string} name @param {string} [text] */
  const make = (name, text = '') => {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  };

  // a shadow root, so that neither the theme's style nor the preview's reaches the other
  /** @param {string} name @param {string} role @param {Node[]} nodes */
  const makeBox = (name, role, ...nodes) => {
    const box = make(name);
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = new URL('live.css', room).href;
    box.setAttribute('role', role);
    box.attachShadow({ mode: 'open' }).append(style, ...nodes);
    document.body.append(box);
    return box;
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
    const panel = make('section');
    const close = make('button', 'Dismiss');
    close.addEventListener('click', dismiss);
    panel.append(
      make('h1', errors.length === 1 ? 'One error' : `${errors.length} errors`),
      close,
      make('p', 'This page shows what can be made of the rest, or what was there before.'),
      ...errors.map((error) => make('pre', error)),
    );
    overlay = makeBox('sitegen-findings', 'alert', panel);
    overlay.dataset.errors = all;
  };

  // says that search and related papers are computed anew, if that takes long enough to be noticed; an error may end it
  /** @param {boolean} fresh @param {boolean} isBroken */
  const showProgress = (fresh, isBroken) => {
    document.documentElement.dataset.sitegenPreview = fresh ? 'fresh' : 'behind';
    clearTimeout(progressTimer);
    /** @param {string} text */
    const say = (text) => {
      progress?.remove();
      progress = text ? makeBox('sitegen-progress', 'status', make('span', text)) : null;
    };
    if (!fresh && isBroken) say('');
    else if (!fresh) progressTimer = setTimeout(say, progress ? 0 : NOTICE_MS, 'Updating search and related papers …');
    else if (progress) {
      say('Search and related papers are up to date');
      progressTimer = setTimeout(say, DONE_MS, '');
    }
  };

  // a stylesheet is exchanged when the new one is there, so that the page never stands without
  /** @param {{ from: string, to: string }} style @param {string} page */
  const restyle = ({ from, to }, page) => {
    loaded = page;
    for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
      const link = /** @type {HTMLLinkElement} */ (old.cloneNode());
      link.href = link.href.replace(from, to);
      link.addEventListener('load', () => old.remove());
      old.after(link);
    }
  };

  // a page that is loaded again can still be scrolled, until the new one comes
  const remember = () => {
    try {
      sessionStorage.setItem(memory, String(scrollY));
      // the browser would set the page back to where it was, though a script or a reader has moved it since
      history.scrollRestoration = 'manual';
    } catch {
      // storage refused: the browser's own memory of the place has to do
    }
  };

  const reload = () => {
    addEventListener('pagehide', remember, { once: true });
    location.reload();
  };

  const restore = () => {
    try {
      const place = sessionStorage.getItem(memory);
      sessionStorage.removeItem(memory);
      // a reader who has scrolled already, before this script came, stays there
      if (place !== null && scrollY === 0) scrollTo({ top: Number(place), behavior: 'instant' });
    } catch {
      // as above
    }
  };

  const listen = () => {
    if (source) return;
    const address = new URL('events', room);
    address.searchParams.set('path', location.pathname);
    source = new EventSource(address);
    source.addEventListener('message', (event) => {
      /** @type {{ page: string, errors: string[], fresh: boolean, style?: Style }} */
      const state = JSON.parse(event.data);
      if (state.page !== loaded) {
        if (state.style && state.style.page === loaded) restyle(state.style, state.page);
        else reload();
      }
      if (standIn) return;
      show(state.errors);
      showProgress(state.fresh, state.errors.length > 0);
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
  // at once: before the load event another edit may load the page again
  restore();
  addEventListener('load', () => setTimeout(() => (history.scrollRestoration = 'auto')));
  if (!document.hidden) listen();
})();
