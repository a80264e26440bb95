// @ts-check
/** How songs arrive at each screen of the house: at once or with a word, and not in its quiet hours. */

import { api } from "../shared/api.js";
import { h } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { notice } from "./notice.js";

/** @typedef {import("../shared/types.js").Display} Display */

const MANNERS = ["play", "toast", "wait"];

/**
 * Return a form for every screen, null where there is none.
 * @param {Display[]} displays
 */
export function screensSection(displays) {
  if (!displays.length) return null;
  return h("section", {}, h("h2", {}, say("screens")), ...displays.map(screenForm));
}

/** @param {Display} display */
function screenForm(display) {
  const trouble = notice();
  const manner = h(
    "select",
    { "aria-label": say("screens.manner") },
    ...MANNERS.map((one) =>
      h("option", { value: one, selected: one === display.manner }, say(`screens.manner.${one}`))
    )
  );
  const begins = hour(say("screens.quiet.from"), display.quiet_from);
  const ends = hour(say("screens.quiet.until"), display.quiet_until);
  const button = h("button", { class: "plain", type: "submit" }, say("screens.keep"));

  /** @param {Event} event */
  async function keep(event) {
    event.preventDefault();
    trouble.clear();
    const quiet = begins.input.value && ends.input.value;
    try {
      await api.arrange(display.id, {
        manner: manner.value,
        quiet_from: quiet ? begins.input.value : null,
        quiet_until: quiet ? ends.input.value : null,
      });
      trouble.tell(say("screens.kept"));
    } catch (error) {
      trouble.fail(error);
    }
  }
  return h(
    "form",
    { class: "card screen", "data-display": display.id, onsubmit: keep },
    h("strong", {}, display.name),
    h("div", { class: "door-field" }, manner),
    h("div", { class: "row" }, begins.label, ends.label),
    h("p", { class: "note" }, say("screens.quiet.hint")),
    h("div", { class: "actions" }, trouble.element, button)
  );
}

/**
 * @param {string} name
 * @param {string | null} value
 */
function hour(name, value) {
  const input = h("input", { type: "time", value: value || "" });
  return { input, label: h("label", { class: "hour" }, h("span", { class: "note" }, name), input) };
}
