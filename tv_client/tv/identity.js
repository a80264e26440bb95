// @ts-check
/** Who this screen is: let in once by somebody of the house, and known to the hub from then on. */

import { api } from "../shared/api.js";

/** @typedef {{id: string, name: string, me: import("../shared/types.js").Me}} Identity */

/**
 * Return who this screen is, or null where it has not been let in; throws ApiError where the hub is away.
 * @returns {Promise<Identity | null>}
 */
export async function knownIdentity() {
  try {
    const me = await api.me();
    return me.display ? { id: me.display, name: me.name, me } : null;
  } catch (error) {
    if (/** @type {any} */ (error).code === "token_needed") return null;
    throw error;
  }
}
