// @ts-check
/** The lyrics sheet: every line can be changed where it stands, and locked. */

import { h, icon, put } from "../shared/dom.js";
import { say, sayOr } from "../shared/strings.js";
import { isRepeat } from "./drafting.js";
import { newKey } from "./store.js";

/** @typedef {import("./main.js").House} House */
/** @typedef {import("./store.js").Section} Section */
/** @typedef {import("./store.js").Line} Line */

/**
 * Draw the sections of the lyrics into the sheet.
 * @param {House} house
 * @param {HTMLElement} sheet
 */
export function drawSections(house, sheet) {
  const { lyrics } = house.letter;
  if (!lyrics) return;
  const parts = lyrics.sections.map((section) =>
    isRepeat(lyrics.sections, section) ? repeat(section) : editor(house, section)
  );
  put(sheet, ...parts);
}

/**
 * Other words are another order.
 * @param {House} house
 */
export function edited(house) {
  house.letter.key = newKey();
  house.keep();
}

/**
 * Return what a part is called in the reader's language: "Verse 2".
 * @param {Section} section
 */
function partName({ kind, name }) {
  const [number = ""] = name.match(/\d+$/) || [];
  return `${sayOr(`part.${kind}`, name.replace(/\s*\d+$/, ""))} ${number}`.trim();
}

/** @param {Section} section */
function repeat(section) {
  return h(
    "div",
    { class: "part chorus repeat" },
    h("span", { class: "part-name" }, partName(section)),
    h("span", { class: "note" }, say("draft.repeat"))
  );
}

/**
 * @param {House} house
 * @param {Section} section
 */
function editor(house, section) {
  const rows = h("div", { class: "lines" });
  const draw = (/** @type {number} */ focus = -1, /** @type {number} */ caret = 0) => {
    if (!section.lines.length) section.lines.push(ownLine(""));
    put(rows, ...section.lines.map((line, place) => lineRow(house, section, line, place, draw)));
    const field = rows.querySelectorAll("textarea")[focus];
    if (!field) return;
    field.focus();
    field.setSelectionRange(caret, caret);
  };
  draw();
  return h(
    "div",
    { class: `part ${section.kind}`, role: "group", "aria-label": partName(section) },
    h("span", { class: "part-name", "aria-hidden": "true" }, partName(section)),
    rows
  );
}

/**
 * @param {House} house
 * @param {Section} section
 * @param {Line} line
 * @param {number} place
 * @param {(focus?: number, caret?: number) => void} redraw
 */
function lineRow(house, section, line, place, redraw) {
  const named = { name: partName(section), number: place + 1 };
  const field = h(
    "textarea",
    {
      rows: 1,
      spellcheck: "true",
      lang: house.letter.dedication.language,
      "aria-label": say("draft.line", named),
    },
    line.text
  );
  const lock = h("button", { type: "button", class: "lock", "aria-label": say("draft.lock", named) });
  const row = h("div", { class: "line" }, field, lock);
  const show = () => {
    row.className = `line from-${line.source}${line.locked ? " locked" : ""}`;
    lock.setAttribute("aria-pressed", String(line.locked));
    put(lock, icon(line.locked ? "locked" : "unlocked"));
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  };
  lock.addEventListener("click", () => {
    line.locked = !line.locked;
    edited(house);
    show();
  });
  field.addEventListener("input", () => {
    const [first, ...more] = field.value.split(/\r?\n/);
    Object.assign(line, ownLine(first));
    section.lines.splice(place + 1, 0, ...more.map(ownLine));
    edited(house);
    if (more.length) redraw(place + more.length, more.length > 1 ? more[more.length - 1].length : 0);
    else show();
  });
  field.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const isGone = event.key === "Backspace" && !field.value && section.lines.length > 1;
    if (!isGone) return;
    event.preventDefault();
    section.lines.splice(place, 1);
    edited(house);
    const before = Math.max(0, place - 1);
    redraw(before, section.lines[before].text.length);
  });
  requestAnimationFrame(show);
  return row;
}

/**
 * A line of the person's own, which other words do not replace.
 * @param {string} text
 * @returns {Line}
 */
export function ownLine(text) {
  return { text, source: "person", locked: true };
}
