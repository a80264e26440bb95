// @ts-check
/** The remote control: what every key code means, and which screen hears it. */

/** Codes of LG's remote, with their likes on a keyboard and on other makers' remotes. */
export const KEYS = /** @type {Record<number, string>} */ ({
  37: "left",
  38: "up",
  39: "right",
  40: "down",
  13: "ok",
  461: "back", // LG
  10009: "back", // Samsung
  27: "back", // Escape
  8: "back", // Backspace
  415: "play",
  19: "pause",
  413: "stop",
  179: "toggle", // play/pause on keyboards
  10252: "toggle", // Samsung
  403: "red",
  404: "green",
  405: "yellow",
  406: "blue",
});

/** @typedef {Record<string, () => void>} Keys what a screen does, by the name of the key */

/**
 * Give every key to the screen that `current` names; a key it does not know stays the television's.
 * @param {() => Keys} current
 */
export function hearRemote(current) {
  document.addEventListener("keydown", (event) => {
    const act = current()[KEYS[event.keyCode] || ""];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/**
 * Return keys that walk over rows of buttons; OK presses the one in focus.
 * @param {HTMLElement[][]} rows
 * @returns {Keys}
 */
export function walkRows(rows) {
  let row = 0;
  let column = 0;
  const go = (/** @type {number} */ down, /** @type {number} */ right) => () => {
    row = Math.min(Math.max(row + down, 0), rows.length - 1);
    column = Math.min(Math.max(column + right, 0), rows[row].length - 1);
    rows[row][column].focus();
  };
  return {
    left: go(0, -1),
    right: go(0, 1),
    up: go(-1, 0),
    down: go(1, 0),
    ok: () => rows[row][column].click(),
  };
}
