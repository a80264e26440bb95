// @ts-check
/** The first start: the screen gets its name, with arrows and OK alone. */

import { h } from "../shared/dom.js";
import { scene } from "../shared/scene.js";
import { LANGUAGES, pageLanguage, say, switchLanguage } from "../shared/strings.js";
import { walkRows } from "./keys.js";

const NAMES = ["living", "kitchen", "bedroom", "kids", "grandma", "grandpa", "mum", "dad"];
const IN_A_ROW = 4;

/**
 * @param {(name: string) => void} named
 * @returns {import("./main.js").Screen}
 */
export function welcomeScreen(named) {
  const names = NAMES.map((key) => say(`tv.name.${key}`));
  const buttons = names.map((name) =>
    h("button", { type: "button", class: "choice", onclick: () => named(name) }, name)
  );
  const languages = Object.keys(LANGUAGES).map((code) =>
    h(
      "button",
      {
        type: "button",
        class: `choice small${code === pageLanguage() ? " chosen" : ""}`,
        onclick: () => switchLanguage(code),
      },
      LANGUAGES[code]
    )
  );
  const rows = [...inRows(buttons), ...inRows(languages)];
  const sky = scene(
    h(
      "div",
      { class: "safe welcome" },
      h("h1", {}, say("tv.welcome")),
      h("p", { class: "large" }, say("tv.welcome.lead")),
      h("div", { class: "names" }, ...buttons),
      h("p", { class: "hint" }, say("tv.welcome.hint")),
      h("div", { class: "languages" }, ...languages)
    )
  );
  sky.element.classList.add("full", "night");
  return { element: sky.element, keys: walkRows(rows), enter: () => buttons[0].focus() };
}

/**
 * @param {HTMLElement[]} buttons
 * @returns {HTMLElement[][]}
 */
function inRows(buttons) {
  const count = Math.ceil(buttons.length / IN_A_ROW);
  return Array.from({ length: count }, (_, row) => buttons.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW));
}
