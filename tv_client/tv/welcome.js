// @ts-check
/** The first start: the screen gets its name, with arrows and OK alone. */

import { h } from "../shared/dom.js";
import { scene } from "../shared/scene.js";
import { LANGUAGES, pageLanguage, say, switchLanguage } from "../shared/strings.js";
import { walkRows } from "./keys.js";

const NAMES = ["living", "kitchen", "bedroom", "kids", "grandma", "grandpa", "mum", "dad"];
const IN_A_ROW = 4;
const LANGUAGE_NAMES = /** @type {Record<string, string>} */ ({ en: "English", es: "Español" });

/**
 * @param {(name: string) => void} named
 * @returns {import("./main.js").Screen}
 */
export function welcomeScreen(named) {
  const names = NAMES.map((key) => say(`tv.name.${key}`));
  const buttons = names.map((name) =>
    h("button", { type: "button", class: "choice", onclick: () => named(name) }, name)
  );
  const languages = LANGUAGES.map((code) =>
    h(
      "button",
      {
        type: "button",
        class: `choice small${code === pageLanguage() ? " chosen" : ""}`,
        onclick: () => switchLanguage(code),
      },
      LANGUAGE_NAMES[code]
    )
  );
  const rows = [buttons.slice(0, IN_A_ROW), buttons.slice(IN_A_ROW), languages];
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
