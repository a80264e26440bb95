// @ts-check
/** Sends a finished song to televisions and shows how far it has come. */

import { api } from "../shared/api.js";
import { h, icon, put } from "../shared/dom.js";
import { say, sayMoment, sayOr } from "../shared/strings.js";
import { displayDot } from "./displays.js";
import { fold } from "./fold.js";
import { notice } from "./notice.js";
import { sayWhen, whenQuestion } from "./when.js";

/** @typedef {import("../shared/types.js").Song} Song */
/** @typedef {import("../shared/types.js").Display} Display */

const LOOK_EVERY_MS = 3000;

/**
 * Return the list of televisions, each with its state for this song and a button to send it there; guests
 * see those to which it goes.
 * Thanks from a television are shown while the page is open.
 * @param {import("./main.js").House} house
 * @param {Song} song
 */
export function deliverySection(house, song) {
  const rows = h("ul", { class: "televisions" });
  const trouble = notice();
  const maySend = house.me.scope !== "guest";
  let moment = "";
  const question = whenQuestion(moment, (chosen) => {
    moment = chosen;
    later.tell(sayWhen(moment));
  });
  const later = fold(say("when"), question);
  later.tell(sayWhen(moment));
  const element = h(
    "section",
    { class: "deliver", hidden: true },
    h("h2", { class: "label" }, say(maySend ? "song.send" : "song.way")),
    rows,
    maySend && later.element,
    trouble.element
  );
  /** @type {Set<string>} */
  const thanked = new Set();
  let drawn = "";
  const look = async () => {
    const [displays, news] = await Promise.all([api.displays(), api.song(song.id)]);
    const stateAt = (/** @type {Display} */ display) =>
      thanked.has(display.id) ? "thanked" : stateOf(news, display);
    const wordsOf = (/** @type {Display} */ display) =>
      wordsAbout(deliveryTo(news, display.id));
    const shown = maySend ? displays : displays.filter(({ id }) => deliveryTo(news, id));
    const now = JSON.stringify(shown.map((display) => [display, stateAt(display), wordsOf(display)]));
    if (now === drawn) return; // drawing again would take the focus from a button
    drawn = now;
    const sender = (/** @type {Display} */ display) => (maySend ? () => send(display) : null);
    put(rows, ...shown.map((one) => row(one, stateAt(one), wordsOf(one), sender(one))));
    element.hidden = shown.length === 0;
  };
  const deaf = house.line().listen(`goodwave/${house.hub.id}/display/+/event`, (told, topic) => {
    if (told.event !== "thanked" || told.song !== song.id) return;
    thanked.add(topic.split("/")[3]);
    look().catch(() => undefined); // the next look draws it
  });
  const send = (/** @type {Display} */ display) => {
    trouble.clear();
    api.deliver(song.id, display.id, moment).then(look).catch(trouble.fail);
  };
  const goOn = () => {
    if (!element.isConnected) {
      deaf();
      return;
    }
    look()
      .catch(() => undefined)
      .then(() => setTimeout(goOn, LOOK_EVERY_MS)); // the next look tells
  };
  look()
    .catch(trouble.fail)
    .then(() => setTimeout(goOn, LOOK_EVERY_MS));
  return element;
}

/**
 * @param {Song} song
 * @param {string} display
 */
function deliveryTo(song, display) {
  return song.deliveries.find((one) => one.display === display);
}

/**
 * Return how far a song has come to a display: its state, or the code of what holds it up.
 * @param {Song} song
 * @param {Display} display
 */
function stateOf(song, display) {
  const delivery = deliveryTo(song, display.id);
  if (!delivery) return "";
  return delivery.notice ? delivery.notice.code : delivery.state;
}

/**
 * Return the words that came back, or when a song is to arrive; "" where the state says it all.
 * @param {import("../shared/types.js").Delivery | undefined} delivery
 */
function wordsAbout(delivery) {
  if (!delivery) return "";
  if (delivery.reply && delivery.reply !== "heart") return say("song.answered", { words: delivery.reply });
  const isToCome = delivery.state === "pending" && delivery.due_at && new Date(delivery.due_at) > new Date();
  if (!isToCome) return "";
  const when = sayMoment(new Date(delivery.due_at || ""));
  return say("song.due", { when });
}

/**
 * @param {Display} display
 * @param {string} state
 * @param {string} words what came back or is known beside the state
 * @param {(() => void) | null} send null for those who may not
 */
function row(display, state, words, send) {
  const label = `${say(state ? "song.send.again" : "song.send.button")}: ${display.name}`;
  return h(
    "li",
    { "data-display": display.id, "data-state": state },
    icon("tv"),
    h(
      "span",
      { class: "card-text" },
      h("strong", {}, display.name),
      state ? h("span", { class: "note way" }, words || sayOr(`song.${state}`, state)) : displayDot(display)
    ),
    send &&
      h(
        "button",
        { type: "button", class: "plain", "aria-label": label, onclick: send },
        say(state ? "song.send.again" : "song.send.button")
      )
  );
}
