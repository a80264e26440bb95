// @ts-check
/** How names sound, as the hub takes it: "{Siobhan|shi-VAWN}". People write the two parts, never the braces. */

const TOLD = /\{([^{}|]*)\|([^{}|]*)\}/g;
// What people put between syllables, and what no name holds.
const NO_SOUND = /[\s.,:;·•_*+/\\|{}()[\]<>"“”!?0-9-]+/g;

/**
 * Return a text with its names as they are shown, or as they are said.
 * @param {string} text
 * @param {"shown" | "said"} side
 */
export function told(text, side) {
  return text.replace(TOLD, side === "shown" ? "$1" : "$2");
}

/**
 * Return the words of `names` with their sounds, those of one name left out.
 * @param {string} names
 * @param {string} [name]
 * @returns {{word: string, said: string}[]}
 */
export function otherNames(names, name = "") {
  const own = words(name).map(bare);
  const all = (names.match(TOLD) || []).map((form) => ({
    word: told(form, "shown"),
    said: told(form, "said"),
  }));
  return all.filter(({ word }) => !own.includes(bare(word)));
}

/**
 * Return a name as it is said, or "" where nobody has told.
 * @param {string} names
 * @param {string} name
 */
export function soundOf(names, name) {
  const known = otherNames(names);
  const said = words(name).map((word) => {
    const one = known.find((other) => bare(other.word) === bare(word));
    return one ? one.said : word;
  });
  return said.join(" ") === words(name).join(" ") ? "" : said.join(" ");
}

/**
 * Return a name and its sound as the hub takes them, "" where it sounds as it is written; null where they
 * do not fit word for word.
 * @param {string} name
 * @param {string} said
 * @returns {string | null}
 */
export function pairUp(name, said) {
  const shown = words(name);
  const heard = shown.length === 1 ? [said.trim()] : words(said);
  if (!shown.length || !heard.join("")) return "";
  if (heard.length !== shown.length) return null;
  const pairs = shown.map((word, at) => ({ word: told(word, "shown"), sound: syllables(heard[at]) }));
  return pairs
    .filter(({ word, sound }) => sound && bare(word) && bare(sound) !== bare(word))
    .map(({ word, sound }) => `{${word}|${sound}}`)
    .join(" ");
}

/**
 * Return names that are written one after the other.
 * @param {{word: string, said: string}[]} names
 */
export function written(names) {
  return names
    .map(({ word, said }) => pairUp(word, said))
    .filter(Boolean)
    .join(" ");
}

/** @param {string} said */
function syllables(said) {
  return told(said, "said")
    .replace(NO_SOUND, "-")
    .replace(/^['’-]+|['’-]+$/g, "");
}

/** @param {string} text */
function words(text) {
  return text.split(/\s+/).filter(Boolean);
}

/** @param {string} word */
function bare(word) {
  return word
    .toLowerCase()
    .replace(NO_SOUND, " ")
    .replace(/^['’ ]+|['’ ]+$/g, "");
}
