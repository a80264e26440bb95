// @ts-check
/** The door: a phone that the hub does not know yet comes in with the hub's code, or by an invitation. */

import { api } from "../shared/api.js";
import { h } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { notice } from "./notice.js";

/** @typedef {import("../shared/types.js").Me} Me */

/**
 * Return who this phone is, once it is in; `show` puts the door on the page where it has to wait there.
 * @param {(element: HTMLElement) => void} show
 * @returns {Promise<Me>}
 */
export async function comeIn(show) {
  const brought = new URLSearchParams(location.hash.slice(1));
  const invitation = brought.get("token");
  if (invitation) {
    forgetAddress();
    const me = await api.enter(invitation).catch(() => null);
    if (me) return me;
  }
  try {
    return await api.me();
  } catch (error) {
    if (/** @type {any} */ (error).code !== "token_needed") throw error;
  }
  const code = brought.get("claim") || "";
  if (code) forgetAddress();
  return new Promise((entered) => show(door(code, Boolean(invitation), entered)));
}

/**
 * @param {string} brought the code that the address carried, where it did
 * @param {boolean} isOver whether an invitation was tried in vain
 * @param {(me: Me) => void} entered
 */
function door(brought, isOver, entered) {
  const trouble = notice();
  if (isOver) trouble.tell(say("door.over"));
  const code = h("input", {
    id: "door-code",
    value: brought,
    autocomplete: "one-time-code",
    autocapitalize: "characters",
    spellcheck: "false",
    required: true,
  });
  const name = h("input", {
    id: "door-name",
    maxlength: 60,
    placeholder: say("door.name.example"),
    required: true,
  });
  const button = h("button", { class: "primary", type: "submit" }, say("door.in"));

  /** @param {Event} event */
  async function enter(event) {
    event.preventDefault();
    button.disabled = true;
    trouble.clear();
    try {
      entered(await api.claim(code.value, name.value.trim()));
    } catch (error) {
      trouble.fail(error);
      button.disabled = false;
    }
  }

  return h(
    "form",
    { class: "door", onsubmit: enter },
    h("h1", {}, say("door")),
    h("p", { class: "lead" }, say("door.new")),
    field("door-code", say("door.code"), code, say("door.code.hint")),
    field("door-name", say("door.name"), name),
    h("p", { class: "note" }, say("door.ask")),
    h("div", { class: "actions" }, trouble.element, button)
  );
}

/**
 * @param {string} id
 * @param {string} label
 * @param {HTMLElement} input
 * @param {string} [hint]
 */
export function field(id, label, input, hint) {
  return h(
    "div",
    { class: "door-field" },
    h("label", { class: "label", for: id }, label),
    input,
    hint && h("p", { class: "note" }, hint)
  );
}

/** Take keys out of the address: it is shown, shared and remembered. */
function forgetAddress() {
  history.replaceState(null, "", location.pathname);
}
