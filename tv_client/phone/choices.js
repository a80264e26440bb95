// @ts-check
/** The ways to choose one of several: chips, a row of segments, a list. */

import { h, icon, put, svg } from "../shared/dom.js";

/**
 * @typedef {{value: string, label: string, note?: string, group?: string}} Choice
 * @typedef {{name: string, legend: string, choices: Choice[], value: string | null,
 *   onpick: (value: string) => void}} Question
 */

/**
 * Chips; where choices have notes, the chosen one's stands under them with a small drawing of its sound.
 * @param {Question} question
 */
export function chips(question) {
  const about = h("p", { class: "about", "aria-live": "polite" });
  const show = (/** @type {string | null} */ value) => {
    const chosen = question.choices.find((choice) => choice.value === value);
    if (chosen && chosen.note) put(about, waveform(chosen.value), h("span", {}, chosen.note));
  };
  const onpick = (/** @type {string} */ value) => {
    show(value);
    question.onpick(value);
  };
  const element = group({ ...question, onpick }, "chips", (choice) => [h("span", {}, choice.label)]);
  show(question.value);
  if (about.firstChild) element.appendChild(about);
  return element;
}

/** @param {Question} question */
export function segments(question) {
  return group(question, "segments", (choice) => [
    h("strong", {}, choice.label),
    h("span", { class: "note" }, choice.note || ""),
  ]);
}

/**
 * A drop-down list with its label; choices of a group stand together under its heading.
 * @param {Question} question
 */
export function list(question) {
  const option = (/** @type {Choice} */ choice) =>
    h("option", { value: choice.value, selected: choice.value === question.value }, choice.label);
  const options = (/** @type {string | undefined} */ heading) =>
    question.choices.filter((choice) => choice.group === heading).map(option);
  const headings = new Set(question.choices.map((choice) => choice.group).filter(Boolean));
  const select = h(
    "select",
    { name: question.name, onchange: () => question.onpick(select.value) },
    ...options(undefined),
    ...Array.from(headings, (label) => h("optgroup", { label }, ...options(label)))
  );
  return h(
    "label",
    { class: "list" },
    h("span", { class: "label" }, question.legend),
    h("span", { class: "list-box" }, select, icon("down"))
  );
}

/**
 * @param {Question} question
 * @param {string} look
 * @param {(choice: Choice) => (Node | null)[]} draw
 */
function group(question, look, draw) {
  const rows = question.choices.map((choice) =>
    h(
      "label",
      { class: "choice" },
      h("input", {
        type: "radio",
        name: question.name,
        value: choice.value,
        checked: choice.value === question.value,
        onchange: () => question.onpick(choice.value),
      }),
      h("span", { class: "choice-face" }, ...draw(choice))
    )
  );
  return h(
    "fieldset",
    { class: `question ${look}` },
    h("legend", { class: "label" }, question.legend),
    h("div", { class: "choices" }, ...rows)
  );
}

/**
 * Return a little row of bars whose heights come from the name: every style has its own, always the same.
 * @param {string} name
 */
function waveform(name) {
  const bars = [];
  let seed = Array.from(name).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65521, 7);
  for (let index = 0; index < 9; index += 1) {
    seed = (seed * 75 + 74) % 65537;
    const height = 8 + (seed % 24);
    bars.push(svg("rect", { x: index * 5, y: 18 - height / 2, width: 3, height, rx: 1.5 }));
  }
  return svg("svg", { class: "waveform", viewBox: "0 0 43 36", "aria-hidden": "true" }, ...bars);
}
