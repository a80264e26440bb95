// @ts-check
/** The screen at rest: the time, slow light, and the way to send a song here. */

import { h, icon, put } from "../shared/dom.js";
import { scene } from "../shared/scene.js";
import { pageRegion, say } from "../shared/strings.js";
import { wasHeard } from "./heard.js";
import { qrCode } from "../shared/qr.js";

const CLOCK_MS = 1000;

/**
 * @param {import("../shared/types.js").Hub} hub
 * @param {import("./identity.js").Identity} identity
 * @param {() => Promise<import("../shared/types.js").Manifest[]>} shelf
 * @param {() => void} openShelf
 * @returns {import("./main.js").Screen}
 */
export function waitingScreen(hub, identity, shelf, openShelf) {
  const time = h("p", { class: "time" });
  const date = h("p", { class: "date" });
  const button = h(
    "button",
    { type: "button", class: "choice to-shelf", onclick: openShelf },
    icon("heart"),
    say("tv.wait.shelf")
  );
  const element = waitingSky(hub, identity, h("div", { class: "clock" }, time, date), button);
  const tick = () => showTime(time, date);
  let timer = 0;
  tick();
  shelf().then(
    (songs) => nameButton(button, songs),
    () => undefined
  ); // without the hub the button has no number
  return {
    element,
    keys: { ok: openShelf, up: openShelf, down: openShelf, left: openShelf, right: openShelf, ...leaveApp() },
    enter() {
      timer = window.setInterval(tick, CLOCK_MS);
      button.focus();
    },
    leave: () => clearInterval(timer),
  };
}

/**
 * Inside an app on a webOS television, Back on the resting screen leaves the app.
 * @returns {import("./keys.js").Keys}
 */
function leaveApp() {
  const system = /** @type {any} */ (window).webOSSystem || /** @type {any} */ (window).PalmSystem;
  /** @type {import("./keys.js").Keys} */
  const keys = {};
  if (system && system.platformBack) keys.back = () => system.platformBack();
  return keys;
}

/**
 * @param {import("../shared/types.js").Hub} hub
 * @param {import("./identity.js").Identity} identity
 * @param {HTMLElement} clock
 * @param {HTMLElement} button
 */
function waitingSky(hub, identity, clock, button) {
  const invitation = h(
    "div",
    { class: "invitation" },
    h(
      "div",
      { class: "invitation-text" },
      h("p", { class: "large" }, say("tv.wait")),
      h("p", {}, say("tv.wait.scan")),
      h("p", { class: "address" }, hub.address.replace(/^https?:\/\//, ""))
    ),
    h("div", { class: "qr" }, qrCode(hub.address))
  );
  const sky = scene(
    h(
      "div",
      { class: "safe waiting" },
      h("p", { class: "station" }, h("span", { class: "wordmark" }, "Goodwave"), identity.name),
      clock,
      h("div", { class: "foot" }, button, invitation)
    )
  );
  sky.element.classList.add("full", "night");
  return sky.element;
}

/**
 * @param {HTMLElement} button
 * @param {import("../shared/types.js").Manifest[]} songs
 */
function nameButton(button, songs) {
  const fresh = songs.filter(({ song }) => !wasHeard(song)).length;
  put(
    button,
    icon("heart"),
    say("tv.wait.shelf"),
    songs.length ? h("span", { class: "number" }, String(songs.length)) : null,
    fresh ? h("span", { class: "fresh" }, say("tv.shelf.new")) : null
  );
}

/**
 * Show the time as the television's own region writes it, the half of the day small beside it.
 * @param {HTMLElement} time
 * @param {HTMLElement} date
 */
function showTime(time, date) {
  const now = new Date();
  const parts = new Intl.DateTimeFormat(pageRegion(), { hour: "numeric", minute: "2-digit" }).formatToParts(
    now
  );
  const half = parts.filter(({ type }) => type === "dayPeriod").map(({ value }) => value)[0];
  const digits = parts
    .filter(({ type }) => type !== "dayPeriod")
    .map(({ value }) => value)
    .join("")
    .trim();
  if (time.dataset.shown === digits) return;
  time.dataset.shown = digits;
  put(time, digits, half ? h("span", { class: "half" }, half) : null);
  put(date, now.toLocaleDateString(pageRegion(), { weekday: "long", day: "numeric", month: "long" }));
}
