// @ts-check
/** Asks how names sound whose spelling would mislead the singer. */

import { h, put } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { otherNames, pairUp, soundOf, told, written } from "./names.js";
import { seenSongs } from "./sent.js";
import { newKey, setWish } from "./store.js";

/** @typedef {import("./main.js").House} House */

/**
 * Return a quiet button to stand beside the recipient's name, and the question it opens.
 * @param {House} house
 * @param {HTMLInputElement} name
 * @returns {{button: HTMLElement, question: HTMLElement}}
 */
export function recipientSound(house, name) {
  const wish = () => house.letter.dedication;
  const button = h("button", { type: "button", class: "sounds", onclick: () => open() }, say("said"));
  const caption = h("span", { class: "note" });
  const field = soundField("said", soundOf(wish().names || "", name.value));
  const question = h("div", { class: "saying" }, h("label", {}, caption, field.input), field.hint);
  let words = name.value; // whose sounds in the letter are this question's
  let suggested = "";
  let opened = Boolean(field.input.value);

  function draw() {
    button.hidden = opened || !name.value.trim();
    question.hidden = !opened || !name.value.trim();
    put(caption, say("said.how", { name: name.value.trim() }));
    field.fit(name.value);
  }
  function keep() {
    const others = written(otherNames(wish().names || "", words));
    words = name.value;
    setNames(house, `${others} ${pairUp(words, field.input.value) || ""}`);
    draw();
  }
  function open() {
    const shown = name.value.trim();
    opened = true;
    if (!field.input.value && /\s/.test(shown)) field.input.value = shown; // to change one word in place
    draw();
    field.input.focus();
  }
  /** @param {string} said */
  function fill(said) {
    field.input.value = said;
    opened = opened || Boolean(said);
    keep();
  }
  /** @param {string} typed */
  async function suggest(typed) {
    const before = field.input.value;
    const isSuggestion = Boolean(before) && before === suggested;
    if (!isSuggestion && pairUp(typed, before) !== "") return; // the person has told it
    suggested = await lastSound(house, typed, wish().language);
    const isSettled = name.value === typed && field.input.value === before;
    if (isSettled && (suggested || isSuggestion)) fill(suggested);
  }
  async function settle() {
    const typed = name.value;
    if (told(typed, "shown") !== typed) {
      name.value = told(typed, "shown");
      setWish(house.letter, "to", name.value);
      fill(told(typed, "said"));
    } else await suggest(typed);
    field.show();
  }
  name.addEventListener("input", keep);
  name.addEventListener("change", settle);
  field.input.addEventListener("input", keep);
  draw();
  return { button, question };
}

/**
 * Return the question how other names in the lyrics sound: closed where nobody has told.
 * @param {House} house
 */
export function namesQuestion(house) {
  const { names = "", to } = house.letter.dedication;
  const rows = otherNames(names, to);
  const own = otherNames(names).filter(({ word }) => !rows.some((row) => row.word === word));
  const list = h("div", {});
  const keep = () => setNames(house, `${written(own)} ${written(rows)}`);
  const add = () => {
    rows.push({ word: "", said: "" });
    list.appendChild(nameRow(rows[rows.length - 1], keep));
    list.lastChild.querySelector("input").focus();
  };
  put(list, ...rows.map((row) => nameRow(row, keep)));
  return h(
    "div",
    { class: "names" },
    list,
    h("button", { type: "button", class: "sounds", onclick: add }, say("said.others"))
  );
}

/**
 * @param {{word: string, said: string}} row
 * @param {() => void} changed
 */
function nameRow(row, changed) {
  const name = h("input", { name: "other", maxlength: 60, autocapitalize: "words", value: row.word });
  const field = soundField("other_said", row.said);
  const keep = () => {
    Object.assign(row, { word: name.value, said: field.input.value });
    field.fit(name.value);
    changed();
  };
  name.addEventListener("input", keep);
  field.input.addEventListener("input", keep);
  return h(
    "div",
    { class: "saying" },
    h(
      "div",
      { class: "pair" },
      h("label", {}, h("span", { class: "note" }, say("said.name")), name),
      h("label", {}, h("span", { class: "note" }, say("said.sound")), field.input)
    ),
    field.hint
  );
}

/**
 * A field for a sound; `fit` looks whether it fits its name word for word, and `show` says so.
 * @param {string} name
 * @param {string} said
 * @returns {{input: HTMLInputElement, hint: HTMLElement, fit: (name: string) => void, show: () => void}}
 */
function soundField(name, said) {
  const hint = h("p", { class: "note", id: `${name}-${newKey()}` }, say("said.hint"));
  const input = h("input", {
    name,
    maxlength: 60,
    autocomplete: "off",
    autocapitalize: "none",
    autocorrect: "off",
    spellcheck: "false",
    placeholder: say("said.example"),
    "aria-describedby": hint.id,
    value: said,
  });
  const fit = (/** @type {string} */ shown) => {
    input.setCustomValidity(pairUp(shown, input.value) === null ? say("said.misfit") : "");
    if (input.validity.valid) show();
  };
  const show = () => {
    hint.classList.toggle("wrong", !input.validity.valid);
    put(hint, input.validationMessage || say("said.hint"));
  };
  input.addEventListener("change", show);
  input.addEventListener("invalid", show);
  return { input, hint, fit, show };
}

/**
 * Return how a name was said in the last song for that person, or "".
 * @param {House} house
 * @param {string} name
 * @param {string} language
 */
async function lastSound(house, name, language) {
  const person = (/** @type {string} */ to) => to.trim().replace(/\s+/g, " ").toLowerCase();
  if (!person(name)) return "";
  const songs = await seenSongs(house).catch(() => []); // the hub remembers by itself; here it is only shown
  const last = songs.find(
    ({ dedication: { to, names, language: sung } }) =>
      Boolean(names) && sung === language && person(to) === person(name)
  );
  return last ? soundOf(last.dedication.names || "", name) : "";
}

/**
 * @param {House} house
 * @param {string} names
 */
function setNames(house, names) {
  if (names.trim() === (house.letter.dedication.names || "")) return;
  house.letter.key = newKey(); // other sounds are another order
  setWish(house.letter, "names", names.trim());
}
