// @ts-check
/** Asks the hub for lyrics, around the lines a person keeps, and writes them down for the order. */

import { api } from "../shared/api.js";
import { keepLetter, newKey } from "./store.js";

/** @typedef {import("./main.js").House} House */
/** @typedef {import("./store.js").Section} Section */
/** @typedef {import("./store.js").Lyrics} Lyrics */
/** @typedef {{fresh?: boolean, wordForWord?: boolean, own?: string}} How */

/**
 * Whether the lyrics belong to the letter as it stands: going back and forth changes nothing.
 * @param {import("./store.js").Letter} letter
 */
export function isWritten(letter) {
  return Boolean(letter.lyrics && letter.lyrics.written_for === wishText(letter));
}

/** @param {import("./store.js").Letter} letter */
function wishText({ dedication }) {
  return JSON.stringify({ ...dedication, seed: 0, names: "" }); // other sounds leave the words as they are
}

/**
 * Ask the hub for lyrics and keep them; throws ApiError. Locked lines stay, unless all is to be `fresh`,
 * the message is to be sung word for word, or a person gives lyrics of their `own`.
 * @param {House} house
 * @param {How} [how]
 */
export async function writeDraft(house, how = {}) {
  const { letter } = house;
  const isAnother = !how.fresh && !how.wordForWord && how.own === undefined;
  const locked = isAnother && letter.lyrics ? lockedLines(letter.lyrics) : [];
  const wish = { ...letter.dedication };
  delete wish.seed;
  const draft = await api.draft({
    ...wish,
    kept: locked.map(({ section, place, text }) => ({ id: `${section}.${place}`, text })),
    word_for_word: Boolean(how.wordForWord),
    lyrics: how.own === undefined ? null : how.own,
  });
  letter.dedication.seed = draft.seed;
  const lyrics = {
    title: chosenTitle(letter.lyrics, draft, isAnother),
    titles: draft.titles,
    presenter: draft.presenter,
    left_out: draft.left_out,
    understood: { theme: draft.understood.theme, language: draft.understood.language },
    before: how.wordForWord ? letter.lyrics : null, // to go back to: what was changed there is not lost
    written_for: wishText(letter),
    sections: draft.sections.map(({ name, kind, drafted }) => ({
      name,
      kind,
      lines: drafted.map(({ text, source }) => ({ text, source, locked: how.own !== undefined })),
    })),
  };
  locked.forEach((line) => putBack(lyrics, line));
  letter.lyrics = lyrics;
  letter.key = newKey();
  keepLetter(letter);
}

/**
 * A title that a person wrote or chose stays while they ask for other words.
 * @param {Lyrics | null} before
 * @param {import("../shared/types.js").Draft} draft
 * @param {boolean} isAnother
 */
function chosenTitle(before, draft, isAnother) {
  return isAnother && before && before.title_chosen ? before.title : draft.title;
}

/** @param {Lyrics} lyrics */
function lockedLines(lyrics) {
  /** @type {{section: number, place: number, text: string, source: string}[]} */
  const locked = [];
  lyrics.sections.forEach((section, number) => {
    if (isRepeat(lyrics.sections, section)) return;
    section.lines.forEach((line, place) => {
      const kept = { section: number, place, text: line.text, source: line.source };
      if (line.locked && line.text.trim()) locked.push(kept);
    });
  });
  return locked;
}

/**
 * Lock a line in its new draft; one that the hub found no place for is put in where it stood.
 * @param {Lyrics} lyrics
 * @param {{section: number, place: number, text: string, source: string}} line
 */
function putBack({ sections }, { section, place, text, source }) {
  const { lines } = sections[Math.min(section, sections.length - 1)];
  const there = lines[place];
  if (there && there.source === "person") Object.assign(there, { source, locked: true });
  else lines.splice(place, 0, { text, source, locked: true });
}

/**
 * Return the lyrics as the hub reads them: "# Title", then [Verse 1] and its lines. A chorus that comes
 * back is its mark alone.
 * @param {Lyrics} lyrics
 */
export function lyricsText(lyrics) {
  const parts = lyrics.sections
    .filter((section) => isRepeat(lyrics.sections, section) || sectionText(section))
    .map((section) =>
      isRepeat(lyrics.sections, section) ? `[${section.name}]` : `[${section.name}]\n${sectionText(section)}`
    );
  return [lyrics.title.trim() && `# ${lyrics.title.trim()}`, ...parts].filter(Boolean).join("\n\n");
}

/** @param {Section} section */
function sectionText({ lines }) {
  return lines
    .map(({ text }) => text.trim())
    .filter(Boolean)
    .join("\n");
}

/**
 * Whether a section is the chorus coming back: written once, it is changed once.
 * @param {Section[]} sections
 * @param {Section} section
 */
export function isRepeat(sections, section) {
  return section.kind === "chorus" && sections.find(({ kind }) => kind === "chorus") !== section;
}
