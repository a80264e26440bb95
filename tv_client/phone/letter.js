// @ts-check
/** The letter itself: who it is for, the message, and who it is from. */

import { h, put } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { recipientSound } from "./saying.js";
import { setWish } from "./store.js";

/** @typedef {import("./main.js").House} House */

const IDEAS = ["thanks", "memory", "wish", "habit"];
const MESSAGE_LIMIT = 2000; // the lyricist's
const LONG_NAME = 12; // letters: a longer one gets a line of its own
const LONGEST_NAME = 24;
const COUNT_FROM = 0.7; // of the limit: nobody needs to be counted before

/**
 * Return the letter as a card.
 * @param {House} house
 * @param {HTMLElement} wording where errors of the message are told
 */
export function letterCard(house, wording) {
  const wish = house.letter.dedication;
  const message = h(
    "textarea",
    {
      id: "message",
      name: "message",
      rows: 5,
      placeholder: say("message.example"),
      "aria-describedby": "message-count",
    },
    wish.message
  );
  const count = h("p", { class: "count", id: "message-count", "aria-live": "polite" });
  const changed = () => {
    setWish(house.letter, "message", message.value);
    showCount(count, message.value, MESSAGE_LIMIT);
    message.style.height = "auto";
    message.style.height = `${message.scrollHeight}px`;
  };
  message.addEventListener("input", changed);
  requestAnimationFrame(changed);
  return h(
    "section",
    { class: "letter" },
    recipient(house),
    h("label", { class: "label", for: "message" }, say("message")),
    message,
    wording,
    h(
      "div",
      { class: "ideas" },
      h("span", { class: "ideas-lead" }, say("ideas")),
      h("div", { class: "ideas-row" }, ...IDEAS.map((idea) => ideaChip(idea, message)))
    ),
    count,
    nameField(house, "from").field
  );
}

/** @param {House} house */
function recipient(house) {
  const { field, input } = nameField(house, "to");
  const { button, question } = recipientSound(house, input);
  return h("div", { class: "recipient" }, h("div", { class: "recipient-row" }, field, button), question);
}

/**
 * @param {House} house
 * @param {"to" | "from"} key
 */
function nameField(house, key) {
  const input = h("input", {
    name: key,
    maxlength: 60,
    autocomplete: "off",
    autocapitalize: "words",
    placeholder: say(`${key}.example`),
    value: house.letter.dedication[key],
  });
  const field = h("label", { class: `name name-${key}` }, h("span", {}, say(key)), input);
  const fit = () => {
    field.classList.toggle("long", input.value.length > LONG_NAME);
    field.classList.toggle("longest", input.value.length > LONGEST_NAME);
  };
  input.addEventListener("input", () => {
    setWish(house.letter, key, input.value);
    fit();
  });
  fit();
  return { input, field };
}

/**
 * @param {string} idea
 * @param {HTMLTextAreaElement} message
 */
function ideaChip(idea, message) {
  const use = () => {
    const gap = message.value && !/\s$/.test(message.value) ? "\n" : "";
    message.value += gap + say(`idea.${idea}.text`);
    message.dispatchEvent(new Event("input"));
    message.focus();
  };
  return h("button", { type: "button", class: "idea", onclick: use }, say(`idea.${idea}`));
}

/**
 * @param {HTMLElement} count
 * @param {string} text
 * @param {number} limit
 */
function showCount(count, text, limit) {
  const left = limit - Array.from(text.trim()).length;
  count.classList.toggle("over", left < 0);
  put(
    count,
    left > limit * (1 - COUNT_FROM)
      ? ""
      : say(left < 0 ? "message.over" : "message.left", { count: Math.abs(left) })
  );
}
