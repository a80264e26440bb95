// @ts-check
/** A song plays: the cover, whose it is, and the words lighting up as they are sung. */

import { h, icon, put } from "../shared/dom.js";
import { lyricsView, runClock } from "../shared/lyrics.js";
import { say } from "../shared/strings.js";
import { backdrop } from "./backdrop.js";

const HINTS_MS = 7000;
const LINE_AT = 0.36; // of the height of the words: where the sung line stands

/** @typedef {import("../shared/types.js").Manifest} Manifest */

/**
 * @param {Manifest} manifest
 * @param {HTMLAudioElement} sound
 * @param {{started: () => void, thank: () => void, stopped: () => void, failed: () => void, ended: () => void,
 *   carry: () => Promise<string>, words: () => Promise<import("../shared/types.js").Details>}} told
 * @returns {import("./main.js").Screen & {toggle: (playing: boolean) => void}}
 */
export function stageScreen(manifest, sound, told) {
  const words = h("div", { class: "words" });
  const done = h("div", { class: "done" });
  const element = stageLook(manifest, words, done);
  const hints = hintBar(element, told);
  let halt = () => undefined;
  let begun = false;
  let brought = "";
  let here = false;

  const play = () =>
    sound.play().then(
      () => element.classList.remove("refused"),
      (error) => {
        if (error.name === "NotAllowedError") element.classList.add("refused");
      }
    );
  const toggle = (/** @type {boolean} */ playing) => {
    if (playing) play();
    else sound.pause();
  };
  const heard = /** @type {Record<string, () => void>} */ ({
    playing() {
      if (!begun) told.started();
      begun = true;
      element.classList.add("playing");
      hints.show(true);
    },
    pause() {
      element.classList.remove("playing");
      hints.show(false);
    },
    ended: told.ended,
    error: () => bring().catch(() => here && told.failed()),
  });
  /** The sound cannot be fetched: let the hub bring it over the other line, once. */
  async function bring() {
    if (brought) throw new Error("brought already");
    brought = "asked for";
    brought = await told.carry();
    if (!here) return;
    sound.src = brought;
    play();
  }
  function enter() {
    here = true;
    Object.keys(heard).forEach((name) => sound.addEventListener(name, heard[name]));
    sound.src = manifest.audio.path;
    /** @type {(seconds: number) => void} */
    let show = () => undefined; // sung without words shown until they are there
    told.words().then(
      (details) => (show = buildWords(details, words)),
      () => undefined
    );
    halt = /** @type {() => undefined} */ (
      runClock(sound, (seconds) => {
        show(seconds);
        done.style.transform = `scaleX(${sound.duration ? seconds / sound.duration : 0})`;
      })
    );
    play();
  }
  function leave() {
    here = false;
    if (brought) URL.revokeObjectURL(brought);
    Object.keys(heard).forEach((name) => sound.removeEventListener(name, heard[name]));
    halt();
    hints.stop();
    sound.pause();
    sound.removeAttribute("src");
  }
  const flip = () => toggle(sound.paused);
  return {
    element,
    toggle,
    enter,
    leave,
    keys: {
      ok: flip,
      toggle: flip,
      play: () => toggle(true),
      pause: () => toggle(false),
      stop: told.stopped,
      back: told.stopped,
      red: told.thank,
      left: () => hints.show(!sound.paused),
      right: () => hints.show(!sound.paused),
      up: () => hints.show(!sound.paused),
      down: () => hints.show(!sound.paused),
    },
  };
}

/**
 * @param {Manifest} manifest
 * @param {HTMLElement} words
 * @param {HTMLElement} done
 */
function stageLook(manifest, words, done) {
  const { to, from } = manifest;
  const names =
    to && from
      ? say("tv.for_from", { to, from })
      : to
        ? say("tv.for", { to })
        : from
          ? say("tv.from", { from })
          : "";
  return h(
    "div",
    { class: "full stage" },
    backdrop(manifest.cover.path),
    h(
      "div",
      { class: "safe stage-grid" },
      h(
        "div",
        { class: "stage-song" },
        h("img", { class: "cover", src: manifest.cover.path, alt: "" }),
        h("h1", {}, manifest.title),
        h("p", { class: "names" }, names)
      ),
      words
    ),
    h("div", { class: "press-ok" }, h("p", {}, icon("play"), say("tv.ok"))),
    h("div", { class: "bar" }, done)
  );
}

/**
 * Fill the column of words; returns what lights them at a second.
 * @param {import("../shared/types.js").Details} details
 * @param {HTMLElement} words
 */
function buildWords(details, words) {
  const view = lyricsView(details, {
    follow(line) {
      const offset = line.offsetTop + line.offsetHeight / 2 - words.clientHeight * LINE_AT;
      view.element.style.transform = `translateY(${-offset}px)`;
    },
  });
  put(words, view.element);
  return view.show;
}

/**
 * The keys that help here; they fade while the song plays and come back when a key is pressed.
 * @param {HTMLElement} element
 * @param {{thank: () => void, stopped: () => void}} told
 */
function hintBar(element, told) {
  let timer = 0;
  const ok = h("span", {});
  const bar = h(
    "div",
    { class: "hints" },
    h("span", { class: "hint-key" }, h("kbd", {}, "OK"), ok),
    h(
      "button",
      { type: "button", tabindex: "-1", class: "hint-key", onclick: told.thank },
      h("kbd", { class: "red" }, icon("heart")),
      say("tv.hint.heart")
    ),
    h(
      "button",
      { type: "button", tabindex: "-1", class: "hint-key", onclick: told.stopped },
      h("kbd", {}, icon("back")),
      say("tv.hint.back")
    )
  );
  element.appendChild(bar);
  return {
    show(/** @type {boolean} */ playing) {
      put(ok, say(playing ? "tv.hint.ok.pause" : "tv.hint.ok.play"));
      bar.classList.add("shown");
      clearTimeout(timer);
      if (playing) timer = window.setTimeout(() => bar.classList.remove("shown"), HINTS_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
