// @ts-check
/** Who this screen is: registered once with the hub, remembered by the television. */

import { api } from "../shared/api.js";

const KEPT_AS = "goodwave.display";

/** @typedef {{id: string, name: string}} Identity */

/**
 * Return who this screen is, or null where it has no name yet or the hub has forgotten it.
 * @returns {Promise<Identity | null>}
 */
export async function knownIdentity() {
  const kept = read();
  if (!kept) return null;
  const displays = await api.displays();
  const known = displays.find(({ id }) => id === kept.id);
  return known ? { id: known.id, name: known.name } : null;
}

/**
 * Take a name; throws ApiError. A screen of this name that is off is the same screen, which has forgotten
 * itself: it gets its songs back. Beside one that is on, the name gets a number.
 * @param {string} name
 * @returns {Promise<Identity>}
 */
export async function takeName(name) {
  const displays = await api.displays();
  const named = (/** @type {string} */ wanted) => displays.find((display) => display.name === wanted);
  let number = 1;
  let free = name;
  for (let other = named(free); other && other.status === "online"; other = named(free)) {
    number += 1;
    free = `${name} ${number}`;
  }
  const { id } = named(free) || (await api.register(free));
  const identity = { id, name: free };
  localStorage.setItem(KEPT_AS, JSON.stringify(identity));
  return identity;
}

/** @returns {Identity | null} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT_AS) || "null");
  } catch (error) {
    return null;
  }
}
