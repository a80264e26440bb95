// @ts-check
/** Asks once more before something is gone for good. */

import { h, icon, put } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { notice } from "./notice.js";

/**
 * Return a button that asks before it acts.
 * @param {string} label
 * @param {string} question
 * @param {string} yes
 * @param {() => Promise<any>} act throws what went wrong
 */
export function sure(label, question, yes, act) {
  const place = h("div", { class: "removal" });
  const trouble = notice();
  const rest = () =>
    put(place, h("button", { type: "button", class: "plain quiet", onclick: ask }, icon("trash"), label));
  const ask = () => {
    trouble.clear();
    put(
      place,
      h("p", { role: "alert" }, question),
      h("button", { type: "button", class: "plain danger", onclick: () => act().catch(trouble.fail) }, yes),
      h("button", { type: "button", class: "plain", onclick: rest }, say("sure.no")),
      trouble.element
    );
  };
  rest();
  return place;
}
