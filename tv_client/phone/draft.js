// @ts-check
/** The second page: the lyrics, to be changed at will, and where the song should play. */

import { api } from "../shared/api.js";
import { h, icon, put } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { writeDraft } from "./compose.js";
import { displayQuestion } from "./displays.js";
import { notice } from "./notice.js";
import { namesQuestion } from "./saying.js";
import { newKey, nextLetter } from "./store.js";

/** @typedef {import("./main.js").House} House */
/** @typedef {import("./store.js").Section} Section */

/**
 * @param {House} house
 * @returns {{element: HTMLElement, title: string} | null} null where there are no lyrics yet
 */
export function draftPage(house) {
  if (!house.letter.lyrics) return null;
  const trouble = notice();
  const sheet = h("div", { class: "sheet" });
  const button = h("button", { class: "primary", type: "submit" });
  const drawButton = () => put(button, say(house.letter.display ? "send.to" : "send"));
  drawSheet(house, sheet);
  drawButton();
  const element = h(
    "form",
    { class: "draft", onsubmit: (/** @type {Event} */ event) => send(event) },
    h("p", { class: "crumb" }, h("a", { href: "#/" }, icon("back"), say("draft.edit"))),
    h("h1", {}, say("draft")),
    h("p", { class: "lead" }, say("draft.lead")),
    sheet,
    namesQuestion(house),
    another(house, sheet, trouble),
    displayQuestion(house, drawButton),
    h("div", { class: "actions" }, trouble.element, button)
  );

  /** @param {Event} event */
  async function send(event) {
    event.preventDefault();
    trouble.clear();
    button.disabled = true;
    put(button, say("sending"));
    try {
      const song = await order(house);
      nextLetter(house.letter);
      house.go(`#/songs/${song.id}`);
    } catch (error) {
      trouble.fail(error);
    } finally {
      button.disabled = false;
      drawButton();
    }
  }
  return { element, title: say("draft") };
}

/** @param {House} house */
function order(house) {
  const { dedication, display, key } = house.letter;
  return api.order({ dedication, lyrics: lyricsText(house), display: display || null }, key);
}

/**
 * Return the lyrics as the hub reads them: "# Title", then [Verse 1] and its lines. A chorus that comes
 * back is its mark alone.
 * @param {House} house
 */
function lyricsText(house) {
  const { lyrics } = house.letter;
  if (!lyrics) return null;
  const parts = lyrics.sections
    .filter((section) => isRepeat(lyrics.sections, section) || section.text.trim())
    .map((section) =>
      isRepeat(lyrics.sections, section) ? `[${section.name}]` : `[${section.name}]\n${section.text.trim()}`
    );
  return [lyrics.title.trim() && `# ${lyrics.title.trim()}`, ...parts].filter(Boolean).join("\n\n");
}

/**
 * Whether a section is the chorus coming back: written once, it is changed once.
 * @param {Section[]} sections
 * @param {Section} section
 */
function isRepeat(sections, section) {
  return section.kind === "chorus" && sections.find(({ kind }) => kind === "chorus") !== section;
}

/**
 * @param {House} house
 * @param {HTMLElement} sheet
 */
function drawSheet(house, sheet) {
  const { lyrics } = house.letter;
  if (!lyrics) return;
  const title = h("input", {
    class: "sheet-title",
    maxlength: 80,
    "aria-label": say("draft.title"),
    value: lyrics.title,
  });
  title.addEventListener("input", () => {
    lyrics.title = title.value;
    edited(house);
  });
  const parts = lyrics.sections.map((section) =>
    isRepeat(lyrics.sections, section) ? repeat(section) : sectionEditor(house, section)
  );
  put(sheet, title, ...parts);
}

/** @param {House} house */
function edited(house) {
  if (house.letter.lyrics) house.letter.lyrics.edited = true;
  house.letter.key = newKey(); // other words are another order
  house.keep();
}

/** @param {Section} section */
function repeat(section) {
  return h(
    "div",
    { class: "part chorus repeat" },
    h("span", { class: "part-name" }, section.name),
    h("span", { class: "note" }, say("draft.repeat"))
  );
}

/**
 * @param {House} house
 * @param {Section} section
 */
function sectionEditor(house, section) {
  const text = h(
    "textarea",
    {
      rows: 1,
      spellcheck: "true",
      lang: house.letter.dedication.language,
      "aria-label": say("draft.section", { name: section.name }),
    },
    section.text
  );
  const fit = () => {
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight}px`;
  };
  text.addEventListener("input", () => {
    section.text = text.value;
    edited(house);
    fit();
  });
  requestAnimationFrame(fit);
  return h(
    "div",
    { class: `part ${section.kind}` },
    h("span", { class: "part-name", "aria-hidden": "true" }, section.name),
    text
  );
}

/**
 * Return the button that asks for other lyrics; words changed by hand are not thrown away unasked.
 * @param {House} house
 * @param {HTMLElement} sheet
 * @param {ReturnType<typeof notice>} trouble
 */
function another(house, sheet, trouble) {
  const place = h("div", { class: "another" });
  const write = async () => {
    trouble.clear();
    put(place, h("span", { class: "note", role: "status" }, say("writing")));
    await writeDraft(house).then(() => drawSheet(house, sheet), trouble.fail);
    rest();
  };
  const sure = () =>
    put(
      place,
      h("p", { role: "alert" }, say("draft.edited")),
      h("button", { type: "button", class: "plain", onclick: write }, say("draft.yes")),
      h("button", { type: "button", class: "plain", onclick: rest }, say("draft.no"))
    );
  const rest = () => {
    const ask = () => (house.letter.lyrics && house.letter.lyrics.edited ? sure() : write());
    put(
      place,
      h("button", { type: "button", class: "plain", onclick: ask }, icon("again"), say("draft.another"))
    );
  };
  rest();
  return place;
}
