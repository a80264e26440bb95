// @ts-check
/** Remembers which deliveries have arrived and what was told of them, so that nothing comes twice or is lost. */

const ARRIVED = "goodwave.arrived";
const TOLD = "goodwave.told";
const AT_MOST = 500;
const TOLD_AT_MOST = 200;
const TOLD_AGAIN_MS = 10 * 60 * 1000;

/** @typedef {{event: string, song: string, ticket?: string, reply?: string}} Event */

/**
 * Note that a delivery has arrived; return false where it had before.
 * @param {string | undefined} ticket
 */
export function isNew(ticket) {
  if (!ticket) return true; // a hub that writes none
  const known = read(ARRIVED);
  if (known.includes(ticket)) return false;
  keep(ARRIVED, [ticket, ...known].slice(0, AT_MOST));
  return true;
}

/** @param {Event} event */
export function noteTold(event) {
  keep(TOLD, [...read(TOLD), { at: Date.now(), event }].slice(-TOLD_AT_MOST));
}

/**
 * Return what was told lately, the oldest first: a hub that has just come back may not have heard it.
 * @returns {Event[]}
 */
export function toldLately() {
  const since = Date.now() - TOLD_AGAIN_MS;
  return read(TOLD)
    .filter((/** @type {any} */ told) => told.at > since)
    .map((/** @type {any} */ told) => told.event);
}

/** @param {string} name @returns {any[]} */
function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name) || "[]");
  } catch (error) {
    return [];
  }
}

/** @param {string} name @param {any[]} list */
function keep(name, list) {
  localStorage.setItem(name, JSON.stringify(list));
}
