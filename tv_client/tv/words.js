// @ts-check
/** Gets the words of a song with their times: over HTTP, and over the line where that does not answer. */

import { details } from "../shared/api.js";

const HTTP_PATIENCE_MS = 4000;
const ASK_AGAIN_MS = 3000;
const ASK_AT_MOST = 4;

/** @typedef {import("../shared/types.js").Details} Details */

/**
 * Return the words of a song; throws where neither way brings them.
 * @param {import("../shared/types.js").Manifest} manifest
 * @param {() => Promise<Details>} carry
 */
export function wordsOf(manifest, carry) {
  return details(manifest.details.path, HTTP_PATIENCE_MS).catch(carry);
}

/** Words that are asked for over the line, until they come. */
export function wordDesk() {
  /** @type {Map<string, (details: Details) => void>} */
  const waiting = new Map();
  return {
    /**
     * Ask for a song's words until they come; throws where they do not.
     * @param {string} song
     * @param {() => void} ask
     * @returns {Promise<Details>}
     */
    wait(song, ask) {
      return new Promise((done, fail) => {
        let patience = ASK_AT_MOST;
        const askOn = () => {
          patience -= 1;
          if (patience >= 0) ask();
          else end(() => fail(new Error("no words came")));
        };
        const timer = setInterval(askOn, ASK_AGAIN_MS);
        const end = (/** @type {() => void} */ act) => {
          clearInterval(timer);
          waiting.delete(song);
          act();
        };
        waiting.set(song, (details) => end(() => done(details)));
        askOn();
      });
    },
    /** @param {{song: string, details: Details}} told */
    bring({ song, details }) {
      const hand = waiting.get(song);
      if (hand) hand(details);
    },
  };
}
