// @ts-check
/** Remembers on this phone which songs were asked for here: a guest may see those and no others. */

import { api } from "../shared/api.js";

const KEPT_AS = "goodwave.sent";
const AT_MOST = 50;

/** @param {string} song */
export function noteSent(song) {
  localStorage.setItem(KEPT_AS, JSON.stringify([song, ...read()].slice(0, AT_MOST)));
}

/**
 * Return the newest songs that the person may see; throws ApiError.
 * @param {import("./main.js").House} house
 */
export function seenSongs({ me }) {
  return me.scope === "guest" ? sentSongs() : api.songs();
}

/**
 * Return the songs asked for on this phone that are still there, the newest first; throws ApiError.
 * @returns {Promise<import("../shared/types.js").Song[]>}
 */
async function sentSongs() {
  const songs = await Promise.all(read().map((id) => api.song(id).catch(orGone)));
  return songs.filter(Boolean);
}

/**
 * A song that was deleted, or was asked for under another invitation, is left out.
 * @param {any} error
 */
function orGone(error) {
  if (error.status === 404 || error.status === 403) return null;
  throw error;
}

/** @returns {string[]} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT_AS) || "[]");
  } catch (error) {
    return [];
  }
}
