// @ts-check
/** The second page: the lyrics, to be changed at will, and where the song should play. */

import { api } from "../shared/api.js";
import { h, icon, put } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { writeDraft } from "./compose.js";
import { displayQuestion } from "./displays.js";
import { notice } from "./notice.js";
import { nextLetter } from "./store.js";

/** @typedef {import("./main.js").House} House */

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
  return api.order({ dedication, lyrics: lyricsText(house), display }, key);
}

/**
 * Return the lyrics as the hub reads them: [Verse 1] and its lines, a blank line between sections.
 * @param {House} house
 */
function lyricsText(house) {
  const { lyrics } = house.letter;
  return (lyrics ? lyrics.sections : [])
    .filter(({ text }) => text.trim())
    .map(({ name, text }) => `[${name}]\n${text.trim()}`)
    .join("\n\n");
}

/**
 * @param {House} house
 * @param {HTMLElement} sheet
 */
function drawSheet(house, sheet) {
  const { lyrics } = house.letter;
  if (!lyrics) return;
  put(sheet, h("h2", { class: "sheet-title" }, lyrics.title), ...lyrics.sections.map((section) => sectionEditor(house, section)));
}

/**
 * @param {House} house
 * @param {{name: string, text: string}} section
 */
function sectionEditor(house, section) {
  const text = h("textarea", { rows: 4, spellcheck: "true", lang: house.letter.dedication.language, "aria-label": say("draft.section", { name: section.name }) }, section.text);
  const fit = () => {
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight}px`;
  };
  text.addEventListener("input", () => {
    section.text = text.value;
    if (house.letter.lyrics) house.letter.lyrics.edited = true;
    house.keep();
    fit();
  });
  requestAnimationFrame(fit);
  const kind = /^(chorus|estribillo)/i.test(section.name) ? "chorus" : "verse";
  return h("div", { class: `part ${kind}` }, h("span", { class: "part-name", "aria-hidden": "true" }, section.name), text);
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
    put(place, h("button", { type: "button", class: "plain", onclick: ask }, icon("again"), say("draft.another")));
  };
  rest();
  return place;
}
