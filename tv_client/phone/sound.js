// @ts-check
/** The questions of how a song should sound. */

import { h, put } from "../shared/dom.js";
import { say, sayOr } from "../shared/strings.js";
import { chips, list, segments } from "./choices.js";
import { fold } from "./fold.js";
import { setWish } from "./store.js";

/** @typedef {import("./main.js").House} House */

const WIDE = "(min-width: 960px)"; // where the questions stand beside the letter, as in letter.css

/**
 * Return style, mood, length, language and voice, folded under a line that says how they stand.
 * @param {House} house
 */
export function soundFold(house) {
  const changed = () => tell(soundInWords(house));
  const { element, tell } = fold(say("sound"), ...soundQuestions(house, changed));
  element.classList.add("sound");
  element.open = window.matchMedia(WIDE).matches;
  changed();
  return element;
}

/** @param {House} house */
function soundInWords(house) {
  const { genre, mood, length, language } = house.letter.dedication;
  const { genres, languages } = house.options;
  const style = genres.find(({ name }) => name === genre);
  const tongue = languages.find(({ code }) => code === language);
  return [
    style && genreChoice(style).label,
    moodChoice({ name: mood }).label,
    lengthChoice({ name: length }).label,
    tongue && tongue.label,
  ]
    .filter(Boolean)
    .join(" · ");
}

/**
 * @param {House} house
 * @param {() => void} changed
 */
function soundQuestions(house, changed) {
  const { options } = house;
  const wish = house.letter.dedication;
  const pick = (/** @type {keyof typeof wish} */ key) => (/** @type {string} */ value) => {
    setWish(house.letter, key, value);
    changed();
  };
  const voice = h("div", { class: "voice" }, voiceList(house));
  const learning = h("p", { class: "note learning", role: "status" }, learningNote(house));
  const language = list({
    name: "language",
    legend: say("sung_in"),
    value: wish.language,
    choices: options.languages.map(languageChoice),
    onpick(value) {
      setWish(house.letter, "language", value);
      setWish(house.letter, "voice", "auto");
      put(voice, voiceList(house));
      put(learning, learningNote(house));
      changed();
    },
  });
  return [
    chips({
      name: "genre",
      legend: say("genre"),
      value: wish.genre,
      onpick: pick("genre"),
      choices: options.genres.map(genreChoice),
    }),
    chips({
      name: "mood",
      legend: say("mood"),
      value: wish.mood,
      onpick: pick("mood"),
      choices: options.moods.map(moodChoice),
    }),
    segments({
      name: "length",
      legend: say("length"),
      value: wish.length,
      onpick: pick("length"),
      choices: options.lengths.map(lengthChoice),
    }),
    language,
    learning,
    voice,
  ];
}

/** @param {import("../shared/types.js").Language} language */
function languageChoice({ code, label, status }) {
  return { value: code, label, group: status === "supported" ? undefined : say("language.learning") };
}

/**
 * Say that the chosen language is still being learned, where it is.
 * @param {House} house
 */
function learningNote(house) {
  const chosen = house.options.languages.find(({ code }) => code === house.letter.dedication.language);
  const isLearning = chosen && chosen.status !== "supported";
  return isLearning ? say("language.learning.note", { label: chosen.label }) : "";
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
    onpick: (value) => setWish(house.letter, "voice", value),
  });
}

/** @param {import("../shared/types.js").Genre} genre */
function genreChoice({ name, label, description }) {
  return {
    value: name,
    label: sayOr(`genre.${name}`, label),
    note: sayOr(`genre.${name}.note`, description),
  };
}

/** @param {{name: string}} mood */
function moodChoice({ name }) {
  return { value: name, label: sayOr(`mood.${name}`, name) };
}

/** @param {{name: string}} length */
function lengthChoice({ name }) {
  return { value: name, label: sayOr(`length.${name}`, name), note: sayOr(`length.${name}.note`, "") };
}
