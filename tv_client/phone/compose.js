// @ts-check
/** The first page: the letter, and how it should sound. */

import { api } from "../shared/api.js";
import { h, put } from "../shared/dom.js";
import { say, sayOr } from "../shared/strings.js";
import { cards, chips, list, segments } from "./choices.js";
import { notice } from "./notice.js";
import { keepLetter, newKey } from "./store.js";

/** @typedef {import("./main.js").House} House */

const IDEAS = ["thanks", "memory", "wish", "habit"];
const MESSAGE_LIMIT = 2000;
const ABOUT_THE_MESSAGE = /^(message_|word_|bad_dedication)/;
const COUNT_FROM = 0.7; // of the limit: nobody needs to be counted before

/**
 * @param {House} house
 * @returns {{element: HTMLElement, title: string}}
 */
export function composePage(house) {
  const trouble = notice();
  const wording = notice(); // what is wrong with the message is said beside it
  const button = h("button", { class: "primary", type: "submit" }, say("write"));
  const form = h(
    "form",
    { class: "compose", novalidate: true, onsubmit: (/** @type {Event} */ event) => submit(event) },
    letterCard(house, wording.element),
    h("section", { class: "sound" }, h("h2", {}, say("sound")), ...soundQuestions(house)),
    h("div", { class: "actions" }, trouble.element, button)
  );

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    trouble.clear();
    wording.clear();
    button.disabled = true;
    put(button, say("writing"));
    try {
      if (!isWritten(house.letter)) await writeDraft(house);
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
  return { element: form, title: say("nav.new") };
}

/**
 * Whether the lyrics belong to the letter as it stands: going back and forth changes nothing.
 * @param {import("./store.js").Letter} letter
 */
function isWritten(letter) {
  return Boolean(letter.lyrics && letter.lyrics.written_for === wishText(letter));
}

/** @param {import("./store.js").Letter} letter */
function wishText({ dedication }) {
  return JSON.stringify({ ...dedication, seed: 0 });
}

/**
 * Ask the hub for lyrics and keep them; throws ApiError.
 * @param {House} house
 */
export async function writeDraft(house) {
  const { letter } = house;
  const wish = { ...letter.dedication };
  delete wish.seed;
  const draft = await api.draft(wish);
  const sections = draft.sections.map(({ name, kind, lines }) => ({ name, kind, text: lines.join("\n") }));
  letter.dedication.seed = draft.seed;
  letter.lyrics = { title: draft.title, written_for: wishText(letter), edited: false, sections };
  letter.key = newKey();
  keepLetter(letter);
}

/**
 * @param {House} house
 * @param {HTMLElement} wording
 */
function letterCard(house, wording) {
  const wish = house.letter.dedication;
  const message = h("textarea", { id: "message", name: "message", rows: 5, placeholder: say("message.example"), "aria-describedby": "message-count" }, wish.message);
  const count = h("p", { class: "count", id: "message-count", "aria-live": "polite" });
  const changed = () => {
    set(house, "message", message.value);
    showCount(count, message.value, MESSAGE_LIMIT);
    message.style.height = "auto";
    message.style.height = `${message.scrollHeight}px`;
  };
  message.addEventListener("input", changed);
  requestAnimationFrame(changed);
  return h(
    "section",
    { class: "letter" },
    nameField(house, "to"),
    h("label", { class: "label", for: "message" }, say("message")),
    message,
    wording,
    h("div", { class: "ideas" }, h("span", { class: "ideas-lead" }, say("ideas")), h("div", { class: "ideas-row" }, ...IDEAS.map((idea) => ideaChip(idea, message)))),
    count,
    nameField(house, "from")
  );
}

/**
 * @param {House} house
 * @param {"to" | "from"} key
 */
function nameField(house, key) {
  const input = h("input", { name: key, maxlength: 60, autocomplete: "off", autocapitalize: "words", placeholder: say(`${key}.example`), value: house.letter.dedication[key] });
  input.addEventListener("input", () => set(house, key, input.value));
  return h("label", { class: `name name-${key}` }, h("span", {}, say(key)), input);
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
  put(count, left > limit * (1 - COUNT_FROM) ? "" : say(left < 0 ? "message.over" : "message.left", { count: Math.abs(left) }));
}

/** @param {House} house */
function soundQuestions(house) {
  const { options } = house;
  const wish = house.letter.dedication;
  const pick = (/** @type {keyof typeof wish} */ key) => (/** @type {string} */ value) => set(house, key, value);
  const voice = h("div", { class: "voice" }, voiceList(house));
  const language = list({
    name: "language",
    legend: say("sung_in"),
    value: wish.language,
    choices: options.languages.map(({ code, label }) => ({ value: code, label })),
    onpick(value) {
      set(house, "language", value);
      set(house, "voice", "auto");
      put(voice, voiceList(house));
    },
  });
  return [
    cards({ name: "genre", legend: say("genre"), value: wish.genre, onpick: pick("genre"), choices: options.genres.map(genreChoice) }),
    chips({ name: "mood", legend: say("mood"), value: wish.mood, onpick: pick("mood"), choices: options.moods.map(moodChoice) }),
    segments({ name: "length", legend: say("length"), value: wish.length, onpick: pick("length"), choices: options.lengths.map(lengthChoice) }),
    h("div", { class: "pair" }, language, voice),
  ];
}

/** @param {House} house */
function voiceList(house) {
  const wish = house.letter.dedication;
  const language = house.options.languages.find(({ code }) => code === wish.language);
  const voices = (language ? language.voices : []).map(({ name, label, gender }) => ({
    value: name,
    label: sayOr(`voice.${gender}`, "{name}", { name: label }),
  }));
  return list({
    name: "voice",
    legend: say("voice"),
    value: wish.voice,
    choices: [{ value: "auto", label: say("voice.auto") }, ...voices],
    onpick: (value) => set(house, "voice", value),
  });
}

/** @param {import("../shared/types.js").Genre} genre */
function genreChoice({ name, label, description }) {
  return { value: name, label: sayOr(`genre.${name}`, label), note: sayOr(`genre.${name}.note`, description) };
}

/** @param {{name: string}} mood */
function moodChoice({ name }) {
  return { value: name, label: sayOr(`mood.${name}`, name) };
}

/** @param {{name: string}} length */
function lengthChoice({ name }) {
  return { value: name, label: sayOr(`length.${name}`, name), note: sayOr(`length.${name}.note`, "") };
}

/**
 * @param {House} house
 * @param {string} key
 * @param {string} value
 */
function set(house, key, value) {
  house.letter.dedication = { ...house.letter.dedication, [key]: value };
  keepLetter(house.letter);
}
