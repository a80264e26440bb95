// @ts-check
/** Tells a person what went wrong and what to do, where they are looking. */

import { h, icon, put } from "../shared/dom.js";
import { sayError } from "../shared/strings.js";

/**
 * Return a place for one notice; `fail` shows an error, `tell` a sentence, `clear` nothing.
 * @returns {{element: HTMLElement, fail: (error: any, again?: {label: string, run: () => void}) => void,
 *   tell: (text: string) => void, clear: () => void}}
 */
export function notice() {
  const element = h("div", { class: "notice", role: "alert" });
  return {
    element,
    fail(error, again) {
      const { text, hint, code } = sayError(error);
      element.className = code === "message_heavy" ? "notice gentle" : "notice bad";
      element.dataset.code = code;
      put(
        element,
        h("strong", {}, text),
        hint ? h("p", {}, hint) : null,
        again &&
          h("button", { type: "button", class: "plain", onclick: again.run }, icon("again"), again.label)
      );
      element.scrollIntoView({ block: "nearest" });
    },
    tell(text) {
      element.className = "notice good";
      put(element, text);
    },
    clear() {
      element.className = "notice";
      put(element);
    },
  };
}
