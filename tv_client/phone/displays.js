// @ts-check
/** Where a song can play: the televisions of the house, and whether they are on. */

import { api } from "../shared/api.js";
import { h, icon, put } from "../shared/dom.js";
import { say } from "../shared/strings.js";

/** @typedef {import("../shared/types.js").Display} Display */
/** @typedef {import("./main.js").House} House */

/**
 * Return the question where a song should play; the answer is kept in the letter.
 * @param {House} house
 * @param {() => void} changed
 */
export function displayQuestion(house, changed) {
  const rows = h("div", { class: "choices" });
  const pick = (/** @type {string} */ value) => {
    house.letter.display = value;
    house.keep();
    changed();
  };
  api.displays().then(
    (displays) => {
      house.letter.display = choiceAmong(displays, house.letter.display);
      put(
        rows,
        ...displays.map((display) =>
          row(display.id, display.name, displayDot(display), house.letter.display === display.id, pick)
        )
      );
      rows.appendChild(
        row(
          "",
          say("where.none"),
          h("span", { class: "note" }, displays.length ? say("where.none.note") : nobody(house)),
          !house.letter.display,
          pick
        )
      );
      changed();
    },
    () => put(rows, h("p", { class: "note" }, say("error.offline")))
  );
  return h("fieldset", { class: "question places" }, h("legend", { class: "label" }, say("where")), rows);
}

/**
 * Keep a choice that is still there; where nobody chose, take a television that is on.
 * @param {Display[]} displays
 * @param {string | null} chosen
 */
function choiceAmong(displays, chosen) {
  if (chosen === "" || displays.some(({ id }) => id === chosen)) return chosen;
  const on = displays.find(({ status }) => status === "online");
  return on ? on.id : null;
}

/** @param {House} house */
function nobody(house) {
  return say("where.nobody", { address: `${house.hub.address.replace(/^https?:\/\//, "")}/tv` });
}

/**
 * Return the little lamp of a display with its words.
 * @param {Display} display
 */
export function displayDot(display) {
  const on = display.status === "online";
  return h(
    "span",
    { class: `note lamp ${on ? "on" : "off"}` },
    say(on ? "display.online" : "display.offline")
  );
}

/**
 * @param {string} value
 * @param {string} name
 * @param {Node} note
 * @param {boolean} checked
 * @param {(value: string) => void} pick
 */
function row(value, name, note, checked, pick) {
  return h(
    "label",
    { class: "choice" },
    h("input", { type: "radio", name: "display", value, checked, onchange: () => pick(value) }),
    h(
      "span",
      { class: "choice-face" },
      value ? icon("tv") : icon("heart"),
      h("span", { class: "card-text" }, h("strong", {}, name), note),
      h("span", { class: "tick" }, icon("check"))
    )
  );
}
