// @ts-check
/** The song is over: the message itself, and a way to say thank you. */

import { h, icon, put } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { backdrop } from "./backdrop.js";
import { walkRows } from "./keys.js";

const SHOWN_MS = 30000;
const SHOWN_BEFORE_NEXT_MS = 8000;
const READ_FIRST_MS = 6000; // and as long at its end
const CRAWL_PX_A_SECOND = 26;
const ANSWERS = ["tv.answer.loved", "tv.answer.tears", "tv.answer.call"];

/**
 * @param {import("../shared/types.js").Manifest} manifest
 * @param {boolean} more another song waits
 * @param {{thank: (words?: string) => void, again: () => void, done: () => void}} choose
 * @returns {import("./main.js").Screen}
 */
export function endingScreen(manifest, more, choose) {
  let timer = 0;
  const thanks = h(
    "button",
    { type: "button", class: "choice", onclick: () => thank() },
    icon("heart"),
    say("tv.end.thank")
  );
  const again = h(
    "button",
    { type: "button", class: "choice", onclick: choose.again },
    icon("again"),
    say("tv.end.again")
  );
  const done = h("button", { type: "button", class: "choice", onclick: choose.done }, say("tv.end.done"));
  const thank = () => {
    if (thanks.classList.contains("sent")) return;
    thanks.classList.add("sent");
    put(thanks, icon("heart"), say("tv.end.thanked"));
    choose.thank();
  };
  const words = ANSWERS.map((key) => answerButton(say(key), choose.thank));
  const walk = walkRows([[thanks, again, done], words]);
  const message = h("p", { class: `message ${sizeOf(manifest.message)}` }, manifest.message);
  let crawl = { ms: 0, stop: () => undefined };
  const stay = () => {
    clearTimeout(timer);
    const shown = more ? SHOWN_BEFORE_NEXT_MS : SHOWN_MS;
    timer = window.setTimeout(choose.done, Math.max(shown, crawl.ms));
  };
  const staying = (/** @type {() => void} */ act) => () => {
    stay();
    act();
  };
  return {
    element: h(
      "div",
      { class: "full ending" },
      backdrop(manifest.cover.path),
      h(
        "div",
        { class: "safe ending-grid" },
        h("img", { class: "cover", src: manifest.cover.path, alt: "" }),
        h(
          "div",
          { class: "letter" },
          h(
            "p",
            { class: "wrote" },
            manifest.from ? say("tv.end.wrote", { from: manifest.from }) : say("tv.end.wrote.plain")
          ),
          message,
          h("div", { class: "choices" }, thanks, again, done),
          h("div", { class: "choices answers" }, ...words)
        )
      )
    ),
    keys: {
      left: staying(walk.left),
      right: staying(walk.right),
      up: staying(walk.up),
      down: staying(walk.down),
      ok: staying(walk.ok),
      red: staying(thank),
      back: choose.done,
      stop: choose.done,
      play: choose.again,
    },
    enter() {
      crawl = crawlThrough(message);
      stay();
      thanks.focus();
    },
    leave() {
      clearTimeout(timer);
      crawl.stop();
    },
  };
}

/**
 * A few words back, sent once.
 * @param {string} words
 * @param {(words: string) => void} send
 */
function answerButton(words, send) {
  const button = h("button", { type: "button", class: "choice answer" }, words);
  button.addEventListener("click", () => {
    if (button.classList.contains("sent")) return;
    button.classList.add("sent");
    put(button, icon("heart"), words);
    send(words);
  });
  return button;
}

/**
 * Move a letter that is longer than its place slowly on, as fast as one reads aloud.
 * @param {HTMLElement} letter
 * @returns {{ms: number, stop: () => undefined}} how long that takes, 0 for one that fits
 */
function crawlThrough(letter) {
  const hidden = letter.scrollHeight - letter.clientHeight;
  if (hidden <= 0) return { ms: 0, stop: () => undefined };
  const begun = Date.now() + READ_FIRST_MS;
  let frame = 0;
  const move = () => {
    letter.scrollTop = Math.max(0, (CRAWL_PX_A_SECOND * (Date.now() - begun)) / 1000);
    frame = requestAnimationFrame(move);
  };
  move();
  return {
    ms: 2 * READ_FIRST_MS + (1000 * hidden) / CRAWL_PX_A_SECOND,
    stop: () => void cancelAnimationFrame(frame),
  };
}

/**
 * A long letter is set smaller, never cut.
 * @param {string} message
 */
function sizeOf(message) {
  return message.length > 420 ? "longest" : message.length > 180 ? "longer" : "";
}
