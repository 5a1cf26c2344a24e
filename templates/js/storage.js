// What is kept on this device. Sites may share an origin, and with it the storage, so every key ends in the site's root.

/** The site's root: this module lies in `assets/<digest>/js/`. */
export const ROOT = new URL('../../../', import.meta.url);

const device = openStorage();

/** Whether the device keeps anything, or the browser refuses. */
export const isPersistent = device !== null;

/**
 * The value under a name.
 *
 * @param {string} name `scheme`, or `saved` with the id of a paper
 * @param {string} [id] of one of many values of that name
 * @returns {string | null} null where there is none
 */
export function getItem(name, id) {
  return device?.getItem(keyOf(name, id)) ?? null;
}

/**
 * Keeps a value under a name.
 *
 * @param {string} name
 * @param {string | null} value null to forget it
 * @param {string} [id]
 * @returns {boolean} whether it could be kept
 */
export function setItem(name, value, id) {
  try {
    if (value === null) device?.removeItem(keyOf(name, id));
    else device?.setItem(keyOf(name, id), value);
    return isPersistent;
  } catch {
    // there is no room
    return false;
  }
}

/**
 * @param {string} name
 * @returns {string[]} ids of all values of that name, in no order
 */
export function storedIds(name) {
  return Object.keys(device ?? {}).flatMap((key) => idOf(name, key) ?? []);
}

/**
 * Calls back when another tab changed a value of this name, or this page comes back from where it slept.
 *
 * @param {string} name
 * @param {(id: string | null) => void} listener given the id, or null when any value may have changed
 */
export function onStorageChange(name, listener) {
  addEventListener('storage', ({ key }) => {
    const id = key === null ? null : idOf(name, key);
    if (id !== undefined) listener(id);
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) listener(null);
  });
}

/**
 * @param {string} name
 * @param {string} [id]
 */
function keyOf(name, id) {
  return `${name}:${ROOT.pathname}${id === undefined ? '' : `:${id}`}`;
}

/**
 * @param {string} name
 * @param {string} key
 * @returns {string | undefined} undefined where the key is not one of that name
 */
function idOf(name, key) {
  const own = keyOf(name);
  if (key === own) return '';
  return key.startsWith(`${own}:`) ? key.slice(own.length + 1) : undefined;
}

function openStorage() {
  try {
    // reading the property, or using what it gives, is what a browser refuses
    window.localStorage.getItem('');
    return window.localStorage;
  } catch {
    return null;
  }
}
