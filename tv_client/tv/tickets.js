// @ts-check
/** Remembers which deliveries have arrived and what was told of them, so that nothing comes twice or is lost. */

const ARRIVED = "goodwave.arrived";
const TOLD = "goodwave.unheard";
const AT_MOST = 500;
const TOLD_AT_MOST = 200;

/** @typedef {{event: string, song: string, ticket?: string, reply?: string}} Event */
/** @type {("event" | "song" | "ticket" | "reply")[]} */
const FIELDS = ["event", "song", "ticket", "reply"];

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
  keep(TOLD, [...read(TOLD), event].slice(-TOLD_AT_MOST));
}

/**
 * Forget what the hub has noted.
 * @param {Event} noted
 */
export function forgetTold(noted) {
  const same = (/** @type {any} */ told) => FIELDS.every((field) => told[field] === noted[field]);
  keep(TOLD, read(TOLD).filter((told) => !same(told)));
}

/**
 * Return what the hub has not noted, the oldest first: it may have been away, or its broker.
 * @returns {Event[]}
 */
export function toldInVain() {
  return read(TOLD);
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
