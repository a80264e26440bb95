// @ts-check
/** Remembers which songs this screen has played to the end, so that the shelf can mark the new ones. */

const KEPT_AS = "goodwave.heard";
const AT_MOST = 500;

/** @returns {string[]} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT_AS) || "[]");
  } catch (error) {
    return [];
  }
}

/** @param {string} song */
export const wasHeard = (song) => read().includes(song);

/** @param {string} song */
export function markHeard(song) {
  const others = read().filter((one) => one !== song);
  localStorage.setItem(KEPT_AS, JSON.stringify([song, ...others].slice(0, AT_MOST)));
}
