// @ts-check
/** An LG television that the hub may call: paired once, with the yes of whoever sits before it. */

import { api } from "../shared/api.js";
import { h, put } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { fold } from "./fold.js";
import { notice } from "./notice.js";

/** @typedef {import("../shared/types.js").Display} Display */
/** @typedef {import("../shared/types.js").Television} Television */
/** @typedef {import("./main.js").House} House */

const LOOK_EVERY_MS = 2000;

/**
 * Return a fold about calling a screen; it asks the hub when it is opened. Only those who look after the hub
 * can pair.
 * @param {House} house
 * @param {Display} display
 */
export function televisionSection(house, display) {
  if (house.me.scope !== "admin") return null;
  const place = h("div", {});
  const trouble = notice();
  const { element, tell } = fold(say("television"), place, trouble.element);
  tell(say("television.note"));

  const show = (/** @type {Television} */ known) => {
    trouble.clear();
    if (known.state === "asking") put(place, asking());
    else if (known.state === "paired") put(place, paired(display, known, look, () => put(place, form(known))));
    else put(place, form(known));
    if (known.trouble) trouble.fail(known.trouble);
    if (known.state === "asking") setTimeout(() => element.isConnected && look(), LOOK_EVERY_MS);
  };
  const look = () => api.television(display.id).then(show, trouble.fail);
  const wish = { address: "", opens_page: true }; // what was asked last: a no must not lose it
  const form = (/** @type {Television} */ known) => {
    if (known.address) Object.assign(wish, { address: known.address, opens_page: known.opens_page });
    return pairingForm(wish, () => api.pairTelevision(display.id, wish).then(show, trouble.fail));
  };
  element.addEventListener("toggle", () => element.open && look());
  return element;
}

function asking() {
  return h(
    "div",
    { class: "asking", role: "status" },
    h("strong", {}, say("television.asking")),
    h("p", { class: "note" }, say("television.asking.how"))
  );
}

/**
 * @param {Display} display
 * @param {Television} known
 * @param {() => void} changed
 * @param {() => void} again
 */
function paired(display, known, changed, again) {
  const forget = () => api.unpairTelevision(display.id).then(changed, changed);
  const does = say(known.opens_page ? "television.paired.opens" : "television.paired.tells");
  return h(
    "div",
    {},
    h("p", {}, h("strong", {}, say("television.paired", { address: known.address || "" })), " ", does),
    h(
      "div",
      { class: "row" },
      h("button", { type: "button", class: "plain", onclick: again }, say("television.again")),
      h("button", { type: "button", class: "plain quiet", onclick: forget }, say("television.forget"))
    )
  );
}

/**
 * @param {{address: string, opens_page: boolean}} wish is changed to what is asked for
 * @param {() => Promise<any>} pair
 */
function pairingForm(wish, pair) {
  const address = h("input", {
    value: wish.address,
    inputmode: "decimal",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "192.168.1.20",
    pattern: "[A-Za-z0-9][A-Za-z0-9.\\-]*",
    maxlength: 100,
    required: true,
  });
  const opens = h("input", { type: "checkbox", checked: wish.opens_page });
  const button = h("button", { class: "plain", type: "submit" }, say("television.pair"));
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    button.disabled = true;
    Object.assign(wish, { address: address.value.trim(), opens_page: opens.checked });
    pair().then(() => (button.disabled = false));
  };
  return h(
    "form",
    { class: "television", onsubmit: submit },
    h("p", { class: "note" }, say("television.why")),
    h("label", {}, h("span", { class: "label" }, say("television.address")), address),
    h("p", { class: "note" }, say("television.address.hint")),
    h("label", { class: "tickbox" }, opens, h("span", {}, say("television.opens"))),
    button
  );
}
