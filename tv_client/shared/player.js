// @ts-check
/** The player of the phone and the share page: cover, play button, position, words that light up. */

import { h, icon, put } from "./dom.js";
import { lyricsView, runClock } from "./lyrics.js";
import { clockTime, say, sayError } from "./strings.js";

/**
 * Return a player for a finished song.
 * @param {{files: import("./types.js").Files | null, duration_seconds: number | null}} song
 * @param {import("./types.js").Details} details
 * @param {HTMLElement} heading the title, under the picture
 * @returns {{element: HTMLElement, stop: () => void}}
 */
export function player(song, details, heading) {
  const files = /** @type {import("./types.js").Files} */ (song.files);
  const audio = h("audio", { src: files.audio, preload: "metadata" });
  const trouble = h("p", { class: "player-trouble", role: "alert" });
  const words = lyricsView(details, {
    follow: scrollWithin,
    seek: (seconds) => {
      audio.currentTime = seconds;
      play(audio, trouble);
    },
  });
  const position = positionBar(audio, song.duration_seconds || 0);
  const tick = (/** @type {number} */ seconds) => {
    words.show(seconds);
    position.show(seconds);
  };
  const halt = followSound(audio, tick);
  audio.addEventListener("error", () => showTrouble(trouble));
  const element = h(
    "div",
    { class: "player" },
    h(
      "div",
      { class: "player-art" },
      h("img", { class: "cover", src: files.cover, alt: "" }),
      playButton(audio, trouble)
    ),
    heading,
    position.element,
    trouble,
    h("section", { class: "player-words", "aria-label": say("song.lyrics"), tabindex: "0" }, words.element),
    audio
  );
  return {
    element,
    stop() {
      halt();
      audio.pause();
    },
  };
}

/**
 * Run the clock only while there is sound, and once after every seek.
 * @param {HTMLAudioElement} audio
 * @param {(seconds: number) => void} tick
 */
function followSound(audio, tick) {
  let halt = () => undefined;
  const rest = () => {
    halt();
    tick(audio.currentTime);
  };
  audio.addEventListener("play", () => {
    halt();
    halt = /** @type {() => undefined} */ (runClock(audio, tick));
  });
  ["pause", "ended", "seeked"].forEach((name) =>
    audio.addEventListener(name, () => (audio.paused ? rest() : undefined))
  );
  tick(0);
  return () => halt();
}

/**
 * @param {HTMLAudioElement} audio
 * @param {HTMLElement} trouble
 */
function playButton(audio, trouble) {
  const button = h("button", {
    class: "play",
    type: "button",
    onclick: () => (audio.paused ? play(audio, trouble) : audio.pause()),
  });
  const draw = () => {
    put(button, icon(audio.paused ? "play" : "pause"));
    button.setAttribute("aria-label", say(audio.paused ? "song.play" : "song.pause"));
  };
  ["play", "pause", "ended"].forEach((name) => audio.addEventListener(name, draw));
  draw();
  return button;
}

/**
 * @param {HTMLAudioElement} audio
 * @param {HTMLElement} trouble
 */
function play(audio, trouble) {
  put(trouble);
  if (audio.error) audio.load();
  audio.play().catch((error) => {
    if (error.name !== "AbortError") showTrouble(trouble);
  });
}

/** @param {HTMLElement} trouble */
function showTrouble(trouble) {
  const { text, hint } = sayError({ code: "audio" });
  put(trouble, `${text} ${hint}`);
}

/**
 * @param {HTMLAudioElement} audio
 * @param {number} length
 */
function positionBar(audio, length) {
  const now = h("span", { class: "time" }, clockTime(0));
  const bar = h("input", {
    type: "range",
    min: 0,
    max: length,
    step: 0.1,
    value: 0,
    "aria-label": say("song.position"),
  });
  bar.addEventListener("input", () => (audio.currentTime = Number(bar.value)));
  return {
    element: h("div", { class: "position" }, now, bar, h("span", { class: "time" }, clockTime(length))),
    show(/** @type {number} */ seconds) {
      bar.value = String(seconds);
      bar.style.setProperty("--done", `${length ? (100 * seconds) / length : 0}%`);
      bar.setAttribute("aria-valuetext", clockTime(seconds));
      put(now, clockTime(seconds));
    },
  };
}

/**
 * Keep the sung line in the upper third of its own box, without moving the page.
 * @param {HTMLElement} line
 */
function scrollWithin(line) {
  const box = /** @type {HTMLElement | null} */ (line.closest(".player-words"));
  if (box) box.scrollTo({ top: line.offsetTop - box.clientHeight * 0.35, behavior: "smooth" });
}
