// @ts-check
/** The song is over: the message itself, and a way to say thank you. */

import { h, icon, put } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { backdrop } from "./backdrop.js";
import { walkRows } from "./keys.js";

const SHOWN_MS = 30000;
const SHOWN_BEFORE_NEXT_MS = 8000;
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
  const stay = () => {
    clearTimeout(timer);
    timer = window.setTimeout(choose.done, more ? SHOWN_BEFORE_NEXT_MS : SHOWN_MS);
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
          h("p", { class: `message ${sizeOf(manifest.message)}` }, manifest.message),
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
      stay();
      thanks.focus();
    },
    leave: () => clearTimeout(timer),
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
 * A long letter is set smaller, never cut.
 * @param {string} message
 */
function sizeOf(message) {
  return message.length > 420 ? "longest" : message.length > 180 ? "longer" : "";
}
