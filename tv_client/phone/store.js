// @ts-check
/** Remembers on this phone what a person has written, so that nothing typed is ever lost. */

import { isToCome } from "./when.js";

const KEPT_AS = "goodwave.letter";

/**
 * The lyrics, their parts and lines; `source` says whose words a line sings.
 * @typedef {{text: string, source: string, locked: boolean}} Line
 * @typedef {{name: string, kind: string, lines: Line[]}} Section
 * @typedef {{title: string, title_chosen?: boolean, titles: string[], presenter: string, left_out: string[],
 *   understood: {theme: string, language: string}, before: Lyrics | null, written_for: string,
 *   sections: Section[]}} Lyrics
 */

/**
 * What a person is writing. `lyrics` is there once a draft is; `key` names the order, so that pressing
 * Send twice makes one song. `display` is "" where a song is only to be kept, null where nobody chose yet;
 * `at` is the moment when it is to arrive, "" at once.
 * @typedef {{dedication: import("../shared/types.js").Dedication,
 *   lyrics: Lyrics | null, display: string | null, at: string, key: string}} Letter
 */

/**
 * Return the letter kept on this phone, completed where options have changed since.
 * @param {import("../shared/types.js").Options} options
 * @param {string} pageLanguage
 * @returns {Letter}
 */
export function loadLetter(options, pageLanguage) {
  const letter = { ...blank(), ...kept() };
  letter.dedication = { ...blank().dedication, ...letter.dedication };
  if (letter.lyrics && !letter.lyrics.titles) letter.lyrics = null; // kept by an earlier page
  if (!isToCome(letter.at)) letter.at = "";
  const wish = letter.dedication;
  const languages = options.languages.map((language) => language.code);
  wish.language = oneOf(languages, wish.language, pageLanguage);
  wish.genre = oneOf(
    options.genres.map((genre) => genre.name),
    wish.genre,
    "pop"
  );
  wish.mood = oneOf(
    options.moods.map((mood) => mood.name),
    wish.mood
  );
  wish.length = oneOf(
    options.lengths.map((length) => length.name),
    wish.length,
    "standard"
  );
  return letter;
}

/** @param {Letter} letter */
export function keepLetter(letter) {
  localStorage.setItem(KEPT_AS, JSON.stringify(letter));
}

/**
 * Write one wish into the letter, and keep it.
 * @param {Letter} letter
 * @param {string} key
 * @param {string} value
 */
export function setWish(letter, key, value) {
  letter.dedication = { ...letter.dedication, [key]: value };
  keepLetter(letter);
}

/**
 * Start afresh after a song was sent; the sender's name and the wishes stay.
 * @param {Letter} letter
 */
export function nextLetter(letter) {
  letter.dedication = { ...letter.dedication, message: "", to: "", names: "", theme: "" };
  delete letter.dedication.seed;
  letter.lyrics = null;
  letter.at = "";
  letter.key = newKey();
  keepLetter(letter);
}

/** A random name for one order. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0")
  ).join("");
}

/** @returns {Letter} */
function blank() {
  return {
    dedication: {
      message: "",
      to: "",
      from: "",
      language: "",
      genre: "",
      mood: "",
      voice: "auto",
      length: "",
      names: "",
      theme: "",
    },
    lyrics: null,
    display: null,
    at: "",
    key: newKey(),
  };
}

/** @returns {Partial<Letter>} */
function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT_AS) || "{}");
  } catch (error) {
    return {};
  }
}

/**
 * @param {string[]} choices
 * @param {...string} wishes
 */
function oneOf(choices, ...wishes) {
  return wishes.find((wish) => choices.includes(wish)) || choices[0];
}
