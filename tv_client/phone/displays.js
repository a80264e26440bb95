// @ts-check
/** Where and when a song should play: the televisions of the house, and whether they are on. */

import { api } from "../shared/api.js";
import { h, icon, put } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { fold } from "./fold.js";
import { newKey } from "./store.js";
import { sayWhen, whenQuestion } from "./when.js";

/** @typedef {import("../shared/types.js").Display} Display */
/** @typedef {import("./main.js").House} House */

/**
 * Return the question where and when a song should play; the answers are kept in the letter.
 * @param {House} house
 * @param {(told: string) => void} changed hears the answer in words, "" where the song is only kept
 */
export function destination(house, changed) {
  const { letter } = house;
  const rows = h("div", { class: "choices" });
  const when = whenQuestion(letter.at, (moment) => keep({ at: moment }));
  const places = h("fieldset", { class: "question places" }, h("legend", { class: "unseen" }, say("where")), rows);
  const { element, tell } = fold(say("where"), places, when);
  /** @type {Display[]} */
  let displays = [];

  const draw = () => {
    const chosen = displays.find(({ id }) => id === letter.display);
    const told = chosen ? `${chosen.name} · ${sayWhen(letter.at)}` : "";
    when.hidden = !chosen;
    tell(told || say("where.none"));
    changed(told);
  };
  const keep = (/** @type {Partial<import("./store.js").Letter>} */ answer) => {
    Object.assign(letter, answer, { key: newKey() }); // elsewhere, or at another time, is another order
    house.keep();
    draw();
  };
  api.displays().then(
    (known) => {
      displays = known;
      letter.display = choiceAmong(displays, letter.display);
      put(rows, ...placeRows(house, displays, (display) => keep({ display })));
      draw();
    },
    () => put(rows, h("p", { class: "note" }, say("error.offline")))
  );
  draw();
  return element;
}

/**
 * Keep a choice that is still there; where nobody chose, take a television that is on, or the only one.
 * @param {Display[]} displays
 * @param {string | null} chosen
 */
function choiceAmong(displays, chosen) {
  if (chosen === "" || displays.some(({ id }) => id === chosen)) return chosen;
  const likely = displays.find(({ status }) => status === "online") || (displays.length === 1 && displays[0]);
  return likely ? likely.id : null;
}

/**
 * @param {House} house
 * @param {Display[]} displays
 * @param {(display: string) => void} pick
 */
function placeRows(house, displays, pick) {
  const { display: chosen } = house.letter;
  const note = displays.length ? say("where.none.note") : nobody(house);
  return [
    ...displays.map(({ id, name, status }) =>
      row(id, name, displayDot({ status }), chosen === id, pick)
    ),
    row("", say("where.none"), h("span", { class: "note" }, note), !chosen, pick),
  ];
}

/** @param {House} house */
function nobody(house) {
  return say("where.nobody", { address: `${house.hub.address.replace(/^https?:\/\//, "")}/tv` });
}

/**
 * Return the little lamp of a display with its words.
 * @param {Pick<Display, "status">} display
 * @param {string} [off] what is said of one that is off
 */
export function displayDot(display, off = say("display.offline")) {
  const on = display.status === "online";
  return h("span", { class: `note lamp ${on ? "on" : "off"}` }, on ? say("display.online") : off);
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
