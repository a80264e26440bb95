// @ts-check
/** What the lyricist suggests: what the song is about, its language, titles, and what was left out. */

import { h, icon, put } from "../shared/dom.js";
import { say, sayOr } from "../shared/strings.js";
import { chips } from "./choices.js";
import { edited, ownLine } from "./sheet.js";
import { setWish } from "./store.js";

/** @typedef {import("./main.js").House} House */
/** @typedef {(how?: import("./drafting.js").How) => Promise<void>} Rewrite */

/**
 * What the song is about, as a chip; a tap on it opens the themes.
 * @param {House} house
 * @param {Rewrite} rewrite
 */
export function themeChip(house, rewrite) {
  const { lyrics, dedication } = house.letter;
  const theme = dedication.theme || (lyrics ? lyrics.understood.theme : "");
  const place = h("div", { class: "theme" });
  const label = (/** @type {string} */ name) => sayOr(`theme.${name}`, name);
  const open = () => put(place, themes());
  const button = h(
    "button",
    { type: "button", class: "plain", "aria-expanded": "false", onclick: open },
    label(theme),
    icon("down")
  );
  const themes = () =>
    chips({
      name: "theme",
      legend: say("theme"),
      value: dedication.theme || "",
      choices: [
        { value: "", label: say("theme.read") },
        ...house.options.themes.map(({ name }) => ({ value: name, label: label(name) })),
      ],
      onpick(value) {
        setWish(house.letter, "theme", value);
        rewrite();
      },
    });
  put(place, h("span", { class: "note" }, say("theme.about")), button);
  return place;
}

/**
 * An offer to sing in the language that the message seems to be in, where another one was chosen.
 * @param {House} house
 * @param {Rewrite} rewrite
 */
export function languageOffer(house, rewrite) {
  const { lyrics, dedication } = house.letter;
  const seen = lyrics ? lyrics.understood.language : dedication.language;
  const language = house.options.languages.find(({ code }) => code === seen);
  if (!language || seen === dedication.language) return null;
  const sing = () => {
    setWish(house.letter, "language", seen);
    setWish(house.letter, "voice", "auto");
    rewrite();
  };
  return h(
    "div",
    { class: "offer" },
    h("span", { class: "note" }, say("language.seen", { label: language.label })),
    h(
      "button",
      { type: "button", class: "plain", onclick: sing },
      say("language.sing", { label: language.label })
    )
  );
}

/**
 * The title, to be written, and the titles suggested, to be chosen.
 * @param {House} house
 */
export function titleField(house) {
  const { lyrics } = house.letter;
  if (!lyrics) return null;
  const input = h("input", {
    class: "sheet-title",
    maxlength: 80,
    "aria-label": say("draft.title"),
    value: lyrics.title,
  });
  const buttons = lyrics.titles.map((title) =>
    h("button", { type: "button", class: "title", onclick: () => choose(title) }, title)
  );
  const show = () =>
    buttons.forEach((button) =>
      button.setAttribute("aria-pressed", String(button.textContent === lyrics.title))
    );
  /** @param {string} title */
  function choose(title) {
    input.value = title;
    if (lyrics) Object.assign(lyrics, { title, title_chosen: true });
    edited(house);
    show();
  }
  input.addEventListener("input", () => choose(input.value));
  show();
  const presenter = lyrics.presenter && h("p", { class: "presenter" }, lyrics.presenter);
  return h(
    "div",
    {},
    input,
    h("div", { class: "titles", role: "group", "aria-label": say("draft.titles") }, ...buttons),
    presenter || null
  );
}

/**
 * The sentences of the message that are not sung; each can be put at the end of the last verse.
 * @param {House} house
 * @param {() => void} redraw
 */
export function leftOut(house, redraw) {
  const { lyrics } = house.letter;
  if (!lyrics || !lyrics.left_out.length) return null;
  const verses = lyrics.sections.filter(({ kind }) => kind === "verse");
  const add = (/** @type {string} */ sentence) => {
    verses[verses.length - 1].lines.push(ownLine(sentence));
    lyrics.left_out = lyrics.left_out.filter((each) => each !== sentence);
    edited(house);
    redraw();
  };
  const row = (/** @type {string} */ sentence) =>
    h(
      "li",
      {},
      h("span", { lang: house.letter.dedication.language }, sentence),
      verses.length
        ? h("button", { type: "button", class: "plain", onclick: () => add(sentence) }, say("left.add"))
        : null
    );
  return h(
    "section",
    { class: "left-out" },
    h("h2", {}, say("left")),
    h("p", { class: "note" }, say("left.lead")),
    h("ul", {}, ...lyrics.left_out.map(row))
  );
}
