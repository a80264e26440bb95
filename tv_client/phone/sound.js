// @ts-check
/** The questions of how a song should sound. */

import { h, put } from "../shared/dom.js";
import { say, sayOr } from "../shared/strings.js";
import { chips, list, segments } from "./choices.js";
import { setWish } from "./store.js";

/** @typedef {import("./main.js").House} House */

/**
 * Return style, mood, length, language and voice, as asked on the first page.
 * @param {House} house
 */
export function soundQuestions(house) {
  const { options } = house;
  const wish = house.letter.dedication;
  const pick = (/** @type {keyof typeof wish} */ key) => (/** @type {string} */ value) =>
    setWish(house.letter, key, value);
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
