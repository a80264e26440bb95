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
 * Register this screen under a name; throws ApiError.
 * @param {string} name
 * @returns {Promise<Identity>}
 */
export async function takeName(name) {
  const { id } = await api.register(name);
  const identity = { id, name };
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
