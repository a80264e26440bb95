// @ts-check
/** The ways to choose one of several: cards, chips, a row of segments, a list. */

import { h, icon, svg } from "../shared/dom.js";

/**
 * @typedef {{value: string, label: string, note?: string}} Choice
 * @typedef {{name: string, legend: string, choices: Choice[], value: string | null,
 *   onpick: (value: string) => void}} Question
 */

/**
 * Cards with a line each and a small drawing of their sound.
 * @param {Question} question
 */
export function cards(question) {
  return group(question, "cards", (choice) => [
    waveform(choice.value),
    h("span", { class: "card-text" }, h("strong", {}, choice.label), h("span", {}, choice.note || "")),
    h("span", { class: "tick" }, icon("check")),
  ]);
}

/** @param {Question} question */
export function chips(question) {
  return group(question, "chips", (choice) => [h("span", {}, choice.label)]);
}

/** @param {Question} question */
export function segments(question) {
  return group(question, "segments", (choice) => [
    h("strong", {}, choice.label),
    h("span", { class: "note" }, choice.note || ""),
  ]);
}

/**
 * A drop-down list with its label.
 * @param {Question} question
 */
export function list(question) {
  const options = question.choices.map((choice) =>
    h("option", { value: choice.value, selected: choice.value === question.value }, choice.label)
  );
  const select = h(
    "select",
    { name: question.name, onchange: () => question.onpick(select.value) },
    ...options
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
