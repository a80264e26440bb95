// @ts-check
/** What the screen does when: rests, lets a song arrive, plays it, and goes on to the next. */

import { api } from "../shared/api.js";
import { put } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { arrivalScreen } from "./arrival.js";
import { ensureCover } from "./cover.js";
import { endingScreen } from "./ending.js";
import { markHeard } from "./heard.js";
import { shelfScreen } from "./shelf.js";
import { stageScreen } from "./stage.js";
import { isNew } from "./tickets.js";
import { waitingScreen } from "./waiting.js";
import { wordsOf } from "./words.js";

/** @typedef {import("../shared/types.js").Manifest} Manifest */

const TOAST_MS = 6000;

/**
 * Return the station of this screen.
 * @param {import("../shared/types.js").Hub} hub
 * @param {import("./identity.js").Identity} identity
 * @param {(screen: import("./main.js").Screen) => void} show
 * @param {ReturnType<typeof import("./link.js").openLink>} link
 */
export function openStation(hub, identity, show, link) {
  const { tell } = link;
  const sound = /** @type {HTMLAudioElement} */ (document.getElementById("sound"));
  /** @type {Manifest[]} */
  let queue = [];
  /** @type {Manifest | null} */
  let current = null;
  /** @type {{toggle: (playing: boolean) => void} | null} */
  let stage = null;
  /** @type {() => void} where to go when no song waits */
  let home = rest;

  const shelf = () => api.shelf(identity.id);

  function rest() {
    current = null;
    stage = null;
    home = rest;
    show(waitingScreen(hub, identity, shelf, () => openShelf()));
  }
  /** @param {string} [song] where to stand */
  function openShelf(song) {
    current = null;
    stage = null;
    const play = (/** @type {Manifest} */ manifest) => {
      home = () => openShelf(manifest.song);
      listen(manifest);
    };
    show(shelfScreen(shelf, { play, back: rest }, song));
  }
  /** @param {Manifest} manifest */
  function arrive(manifest) {
    tell("received", manifest);
    if (!isNew(manifest.ticket)) return;
    ensureCover(manifest, (one) => link.carry("cover", one));
    if ([...queue, current].some((known) => known && known.song === manifest.song)) return;
    if (manifest.manner === "toast" || manifest.manner === "wait") layDown(manifest);
    else if (!current) announce(manifest);
    else {
      queue.push(manifest);
      toast(manifest.from ? say("tv.waiting", { from: manifest.from }) : say("tv.waiting.plain"));
    }
  }
  /**
   * Let a song wait on the shelf, with a word about it or without.
   * @param {Manifest} manifest
   */
  function layDown(manifest) {
    if (manifest.manner === "toast")
      toast(manifest.from ? say("tv.lies", { from: manifest.from }) : say("tv.lies.plain"));
    if (!current && home === rest) rest(); // the button to the shelf says that there is something new
  }
  /** @param {Manifest} manifest */
  function announce(manifest) {
    current = manifest;
    home = rest;
    show(arrivalScreen(manifest, () => listen(manifest)));
  }
  /** @param {Manifest} manifest */
  function listen(manifest) {
    current = manifest;
    const screen = stageScreen(manifest, sound, {
      started: () => tell("playing", manifest),
      carry: () => link.carry("audio", manifest),
      words: () => wordsOf(manifest, () => link.words(manifest)),
      thank: () => thank(manifest),
      stopped: goOn,
      failed: () => {
        toast(say("tv.lost"));
        goOn();
      },
      ended() {
        tell("played", manifest);
        markHeard(manifest.song);
        finish(manifest);
      },
    });
    stage = screen;
    show(screen);
  }
  /** @param {Manifest} manifest */
  function finish(manifest) {
    stage = null;
    show(
      endingScreen(manifest, queue.length > 0, {
        thank: (words) => thank(manifest, words),
        again: () => listen(manifest),
        done: goOn,
      })
    );
  }
  function goOn() {
    const next = queue.shift();
    if (next) announce(next);
    else home();
  }
  /**
   * @param {Manifest} manifest
   * @param {string} [words]
   */
  function thank(manifest, words) {
    tell("thanked", manifest, words || "heart");
    toast(say(words ? "tv.answered" : "tv.thanked"));
  }
  /** @param {import("./link.js").Command} order */
  async function obey(order) {
    if (order.command === "volume" && typeof order.volume === "number")
      sound.volume = Math.min(Math.max(order.volume, 0), 1);
    if (order.command === "pause" && stage) stage.toggle(false);
    if (order.command === "stop" && current) {
      queue = [];
      rest();
    }
    if (order.command === "next" && current) goOn();
    if (order.command === "play") await playOrder(order.song);
  }
  /** @param {string | undefined} song */
  async function playOrder(song) {
    if (!song || (current && current.song === song)) {
      if (stage) stage.toggle(true);
      return;
    }
    const wanted = (await shelf().catch(() => [])).find((one) => one.song === song);
    if (wanted) listen(wanted);
  }
  return { arrive, obey, rest, idle: () => current === null };
}

let toastTimer = 0;

/** @param {string} text */
function toast(text) {
  const place = /** @type {HTMLElement} */ (document.getElementById("toast"));
  put(place, text);
  place.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = window.setTimeout(() => place.classList.remove("shown"), TOAST_MS);
}
