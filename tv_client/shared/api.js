// @ts-check
/** Asks the hub over HTTP, and turns everything that can go wrong into one kind of error. */

/** @typedef {import("./types.js").Song} Song */
/** @typedef {import("./types.js").Dedication} Dedication */

const ROOT = "/api/v1";
const PATIENCE_MS = 20000;
export const SONGS_AT_ONCE = 50;

/** What went wrong: `code` is the hub's, or "offline" where the hub did not answer. */
export class ApiError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {string} hint
   * @param {number} status
   */
  constructor(code, message, hint, status) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.status = status;
  }
}

/**
 * Ask the hub; throws ApiError.
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @param {Record<string, string>} [headers]
 * @returns {Promise<any>}
 */
export async function ask(method, path, body, headers) {
  const response = await reach(ROOT + path, {
    method,
    headers: { ...(body ? { "Content-Type": "application/json" } : {}), ...(headers || {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  const problem = (answer && answer.error) || { code: "unknown", message: "", hint: "" };
  throw new ApiError(problem.code, problem.message, problem.hint, response.status);
}

/**
 * @param {string} url
 * @param {RequestInit} request
 * @param {number} [patienceMs]
 */
async function reach(url, request, patienceMs = PATIENCE_MS) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patienceMs);
  try {
    return await fetch(url, { ...request, signal: stop.signal });
  } catch (error) {
    throw new ApiError("offline", "", "", 0);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {import("./types.js").Display} one
 * @param {import("./types.js").Display} other
 */
function onesThatAreOnFirst(one, other) {
  const on = Number(other.status === "online") - Number(one.status === "online");
  return on || one.name.localeCompare(other.name);
}

/** @param {string} id */
const at = (id) => encodeURIComponent(id);

/** What a device that was let in may do. @typedef {import("./types.js").Me} Me */

export const api = {
  /** @returns {Promise<Me>} throws "token_needed" where this device was not let in */
  me: () => ask("GET", "/me"),
  /** @param {string} code @param {string} name @returns {Promise<Me>} */
  claim: (code, name) => ask("POST", "/pairing/claim", { code, name }),
  /** @param {string} token @returns {Promise<Me>} */
  enter: (token) => ask("POST", "/pairing/enter", { token }),
  /** @param {string} name @returns {Promise<import("./types.js").ScreenCodes>} */
  askIn: (name) => ask("POST", "/pairing/screens", { name }),
  /** @param {string} device_code @returns {Promise<Me>} throws "authorization_pending" until somebody says yes */
  letIn: (device_code) => ask("POST", "/pairing/token", { device_code }),
  /** @param {string} user_code @returns {Promise<{name: string}>} */
  approve: (user_code) => ask("POST", "/pairing/approve", { user_code }),
  /** @returns {Promise<{name: string}[]>} */
  atTheDoor: () => ask("GET", "/pairing/screens").then((answer) => answer.screens),
  /** @param {{scope: string, name: string, hours: number | null, songs: number | null}} wish */
  invite: (wish) => ask("POST", "/invitations", wish),
  /** @returns {Promise<import("./types.js").Device[]>} */
  devices: () => ask("GET", "/devices").then((answer) => answer.devices),
  /** @param {string} id @returns {Promise<null>} */
  sendAway: (id) => ask("DELETE", `/devices/${at(id)}`),
  /** @returns {Promise<import("./types.js").Hub>} */
  hub: () => ask("GET", "/hub"),
  /** @returns {Promise<import("./types.js").Options>} */
  options: () => ask("GET", "/options"),
  /**
   * @param {Dedication & import("./types.js").Wish} wish
   * @returns {Promise<import("./types.js").Draft>}
   */
  draft: (wish) => ask("POST", "/lyrics", wish),
  /**
   * @param {{dedication: Dedication, lyrics: string | null, display: string | null, at: string | null}} order
   * @param {string} key the same key never makes a second song
   * @returns {Promise<Song>}
   */
  order: (order, key) => ask("POST", "/songs", order, { "Idempotency-Key": key }),
  /**
   * @param {string} [words] what the songs hold, all songs without
   * @param {string} [before] the song after which to go on
   * @returns {Promise<Song[]>} some songs, the newest first
   */
  songs(words = "", before) {
    const query = `limit=${SONGS_AT_ONCE}&q=${at(words)}${before ? `&before=${at(before)}` : ""}`;
    return ask("GET", `/songs?${query}`).then((answer) => answer.songs);
  },
  /** @returns {Promise<import("./types.js").Room>} */
  room: () => ask("GET", "/room"),
  /** @param {string} id @returns {Promise<Song>} */
  song: (id) => ask("GET", `/songs/${at(id)}`),
  /** @param {string} id @returns {Promise<Song>} */
  cancel: (id) => ask("POST", `/songs/${at(id)}/cancel`),
  /** @param {string} id @returns {Promise<Song>} a song that failed or was cancelled is made again */
  retry: (id) => ask("POST", `/songs/${at(id)}/retry`),
  /** @param {string} id @returns {Promise<null>} */
  remove: (id) => ask("DELETE", `/songs/${at(id)}`),
  /** @param {string} id @param {string} display @param {string} [moment] "2027-03-28T09:00" on the clocks of the house */
  deliver: (id, display, moment) =>
    ask("POST", `/songs/${at(id)}/deliveries`, { display, at: moment || null }),
  /** @param {string} id @param {{manner: string, quiet_from: string | null, quiet_until: string | null}} wish */
  arrange: (id, wish) => ask("PUT", `/displays/${at(id)}/arrivals`, wish),
  /** @param {string} id @returns {Promise<null>} */
  forget: (id) => ask("DELETE", `/displays/${at(id)}`),
  /** @param {string} id @returns {Promise<import("./types.js").Television>} */
  television: (id) => ask("GET", `/displays/${at(id)}/television`),
  /** @param {string} id @param {{address: string, opens_page: boolean}} wish */
  pairTelevision: (id, wish) => ask("PUT", `/displays/${at(id)}/television`, wish),
  /** @param {string} id @returns {Promise<null>} */
  unpairTelevision: (id) => ask("DELETE", `/displays/${at(id)}/television`),
  /** @param {string} token @returns {Promise<import("./types.js").SharedSong>} */
  shared: (token) => ask("GET", `/share/${at(token)}`),
  /** @returns {Promise<import("./types.js").Display[]>} */
  displays: () => ask("GET", "/displays").then((answer) => answer.displays.sort(onesThatAreOnFirst)),
  /** @param {string} id @returns {Promise<import("./types.js").Manifest[]>} */
  shelf: (id) => ask("GET", `/displays/${at(id)}/songs`).then((answer) => answer.songs),
};

/**
 * Fetch a song's words with their times.
 * @param {string} path
 * @param {number} [patienceMs]
 * @returns {Promise<import("./types.js").Details>}
 */
export async function details(path, patienceMs) {
  const response = await reach(path, {}, patienceMs);
  if (!response.ok) throw new ApiError("not_found", "", "", response.status);
  return response.json();
}
