// @ts-check
/** Finds the page's words in the reader's language. */

/** The languages of the pages, each by its own name; each has a file beside this one. */
export const LANGUAGES = /** @type {Record<string, string>} */ ({
  en: "English",
  es: "Español",
  fr: "Français",
  it: "Italiano",
  "pt-br": "Português",
  de: "Deutsch",
  nl: "Nederlands",
  id: "Bahasa Indonesia",
});
const KEPT_AS = "goodwave.page_language";

/** @type {Record<string, string>} */
let words = {};
let current = "en";

/** Load the words of the reader's language; English fills what it lacks. */
export async function loadStrings() {
  current = chosen();
  const [english, own] = await Promise.all([read("en"), current === "en" ? {} : read(current)]);
  words = { ...english, ...own };
  document.documentElement.lang = current;
}

/** @param {string} code */
async function read(code) {
  const response = await fetch(`/static/shared/strings/${code}.json`);
  return response.json();
}

/** The language the page speaks, for dates and numbers too. */
export function pageLanguage() {
  return current;
}

/** @returns {string} */
function chosen() {
  const wished = [localStorage.getItem(KEPT_AS) || "", ...(navigator.languages || [navigator.language])];
  const known = Object.keys(LANGUAGES);
  return wished.map((tag) => known.find((code) => isAlike(code, tag))).find(Boolean) || "en";
}

/**
 * Tell whether two tags are of one language, whatever their regions: "pt-br" and "pt-PT".
 * @param {string} one
 * @param {string} other
 */
function isAlike(one, other) {
  return one.split("-")[0] === other.toLowerCase().split("-")[0];
}

/**
 * Speak another language from now on; the page starts afresh.
 * @param {string} code
 */
export function switchLanguage(code) {
  localStorage.setItem(KEPT_AS, code);
  location.reload();
}

/** The reader's own region of that language, for clocks and dates: "en-GB" where the page speaks English. */
export function pageRegion() {
  return (navigator.languages || [navigator.language]).find((tag) => isAlike(tag, current)) || current;
}

/**
 * Return a moment as people say it: "Thursday, 1 June, 9:00", with the year where it is another one.
 * @param {Date} moment
 */
export function sayMoment(moment) {
  const isThisYear = moment.getFullYear() === new Date().getFullYear();
  return moment.toLocaleString(pageRegion(), {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: isThisYear ? undefined : "numeric",
    hour: "numeric",
    minute: "2-digit",
  });
}

/**
 * Return the words for a key, with {names} filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(key, values) {
  return sayOr(key, key, values);
}

/**
 * Return the words for a key, or the fallback where the language has none.
 * @param {string} key
 * @param {string} fallback
 * @param {Record<string, string | number>} [values]
 */
export function sayOr(key, fallback, values) {
  const text = key in words ? words[key] : fallback;
  return text.replace(/\{(\w+)\}/g, (whole, name) =>
    values && name in values ? String(values[name]) : whole
  );
}

/**
 * Return whose song it is: "For Mum, from Anna", or as much of it as is known.
 * @param {{to: string, from: string}} names
 */
export function sayNames({ to, from }) {
  if (to && from) return say("song.for_from", { to, from });
  return to ? say("song.for", { to }) : from ? say("song.by", { from }) : "";
}

/**
 * Return an error in the reader's words: what happened, and what to do.
 * @param {any} error
 * @returns {{text: string, hint: string, code: string}}
 */
export function sayError(error) {
  const code = error && error.code ? error.code : "unknown";
  const text = sayOr(`error.${code}`, error.code ? error.message : "");
  const hint = sayOr(`error.${code}.hint`, error.hint || "");
  return text ? { text, hint, code } : { text: say("error.unknown"), hint: say("error.unknown.hint"), code };
}

/**
 * Return seconds as minutes and seconds, "1:05".
 * @param {number} seconds
 */
export function clockTime(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
