// @ts-check
/** The first page: the letter, and how it should sound. */

import { h, put } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { isWritten, writeDraft } from "./drafting.js";
import { letterCard } from "./letter.js";
import { notice } from "./notice.js";
import { soundFold } from "./sound.js";

/** @typedef {import("./main.js").House} House */

const ABOUT_THE_MESSAGE = /^(message_|word_|bad_dedication)/;

/**
 * @param {House} house
 * @returns {import("./main.js").Page}
 */
export function composePage(house) {
  const trouble = notice();
  const wording = notice(); // what is wrong with the message is said beside it
  const button = h("button", { class: "primary", type: "submit" }, say("write"));
  const form = h(
    "form",
    { class: "compose", novalidate: true, onsubmit: (/** @type {Event} */ event) => submit(event) },
    letterCard(house, wording.element),
    soundFold(house),
    h("div", { class: "actions" }, trouble.element, button)
  );

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    trouble.clear();
    wording.clear();
    if (!form.checkValidity()) {
      form.querySelector("input:invalid").focus();
      return;
    }
    button.disabled = true;
    put(button, say("writing"));
    try {
      if (!isWritten(house.letter)) await writeDraft(house, { fresh: true });
      house.go("#/lyrics");
    } catch (error) {
      if (ABOUT_THE_MESSAGE.test(/** @type {any} */ (error).code)) {
        form.elements.message.focus();
        wording.fail(error);
      } else trouble.fail(error);
    } finally {
      button.disabled = false;
      put(button, say("write"));
    }
  }
  return { element: form, title: say("nav.new"), place: "compose" };
}
