// @ts-check
/** The screens of the house: how songs arrive at each, and what else can be arranged for it. */

import { api } from "../shared/api.js";
import { h, icon } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { displayDot } from "./displays.js";
import { fold } from "./fold.js";
import { notice } from "./notice.js";
import { sure } from "./sure.js";
import { televisionSection } from "./television.js";

/** @typedef {import("../shared/types.js").Display} Display */
/** @typedef {import("./main.js").House} House */

const MANNERS = ["play", "toast", "wait"];

/**
 * Return the list of screens, null where there is none.
 * @param {House} house
 * @param {Display[]} displays
 */
export function screensSection(house, displays) {
  if (!displays.length) return null;
  return h("section", {}, h("h2", {}, say("screens")), ...displays.map((one) => screen(house, one)));
}

/**
 * @param {House} house
 * @param {Display} display
 */
function screen(house, display) {
  const isAdmin = house.me.scope === "admin";
  const { element, tell } = fold(
    display.name,
    arrivals(display, (changed) => tell(inWords(changed))),
    televisionSection(house, display),
    isAdmin && forgetting(display, () => element.parentNode.removeChild(element))
  );
  element.dataset.display = display.id;
  element.classList.add("screen");
  element.querySelector(".fold-text").appendChild(displayDot(display, say("display.off")));
  tell(inWords(display));
  return element;
}

/** @param {Pick<Display, "manner" | "quiet_from" | "quiet_until">} display */
function inWords({ manner, quiet_from: from, quiet_until: until }) {
  const quiet = from && until ? say("screens.quiet.told", { from, until }) : "";
  return [say(`screens.manner.${manner}`), quiet].filter(Boolean).join(" · ");
}

/**
 * @param {Display} display
 * @param {(changed: Display) => void} changed
 */
function arrivals(display, changed) {
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

  /** @param {Event} event */
  async function keep(event) {
    event.preventDefault();
    trouble.clear();
    const quiet = begins.input.value && ends.input.value;
    try {
      changed(
        await api.arrange(display.id, {
          manner: manner.value,
          quiet_from: quiet ? begins.input.value : null,
          quiet_until: quiet ? ends.input.value : null,
        })
      );
      trouble.tell(say("screens.kept"));
    } catch (error) {
      trouble.fail(error);
    }
  }
  return h(
    "form",
    { class: "arrivals", onsubmit: keep },
    h(
      "label",
      {},
      h("span", { class: "label" }, say("screens.manner")),
      h("span", { class: "list-box" }, manner, icon("down"))
    ),
    h("div", { class: "row" }, begins.label, ends.label),
    h("p", { class: "note" }, say("screens.quiet.hint")),
    trouble.element,
    h("button", { class: "plain", type: "submit" }, say("screens.keep"))
  );
}

/**
 * @param {string} name
 * @param {string | null} value
 */
function hour(name, value) {
  const input = h("input", { type: "time", value: value || "" });
  return { input, label: h("label", { class: "hour" }, h("span", { class: "label" }, name), input) };
}

/**
 * @param {Display} display
 * @param {() => void} gone
 */
function forgetting(display, gone) {
  const remove = () => api.forget(display.id).then(gone);
  return sure(say("screens.forget"), say("screens.forget.sure"), say("screens.forget.yes"), remove);
}
