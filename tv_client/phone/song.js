// @ts-check
/** One song: while it is made, when it failed, and when it is there to be heard and sent. */

import { api, details } from "../shared/api.js";
import { h, icon, put } from "../shared/dom.js";
import { player } from "../shared/player.js";
import { say } from "../shared/strings.js";
import { deliverySection } from "./deliveries.js";
import { makingView } from "./making.js";
import { notice } from "./notice.js";
import { keepLetter } from "./store.js";
import { isOver, watchSong } from "./watch.js";

/** @typedef {import("../shared/types.js").Song} Song */
/** @typedef {import("./main.js").House} House */

/**
 * @param {House} house
 * @param {string} id
 * @returns {Promise<{element: HTMLElement, title: string, leave: () => void}>}
 */
export async function songPage(house, id) {
  const element = h("div", { class: "song" });
  let leave = () => undefined;
  const show = async (/** @type {Song} */ song) => {
    leave();
    const view = await viewOf(house, song, show);
    leave = /** @type {() => undefined} */ (view.leave);
    put(element, view.element);
  };
  const song = await api.song(id);
  await show(song);
  return { element, title: titleOf(song), leave: () => leave() };
}

/** @param {Song} song */
export function titleOf(song) {
  const { to } = song.dedication;
  return song.title || (to ? say("making", { to }) : say("making.plain"));
}

/**
 * @param {House} house
 * @param {Song} song
 * @param {(song: Song) => void} show
 * @returns {Promise<{element: HTMLElement, leave: () => void}>}
 */
async function viewOf(house, song, show) {
  if (song.state === "done") return finished(house, song);
  if (isOver({ song })) return { element: unfinished(house, song), leave: () => undefined };
  const view = makingView(song, titleOf(song));
  view.show(song);
  const leave = watchSong(
    house,
    song,
    (news) => (isOver({ song: news }) ? show(news) : view.show(news)),
    view.lost
  );
  return { element: view.element, leave };
}

/**
 * @param {House} house
 * @param {Song} song
 */
async function finished(house, song) {
  const { to, from, message } = song.dedication;
  const files = /** @type {import("../shared/types.js").Files} */ (song.files);
  const names = [to && say("song.for", { to }), from && say("song.from", { from })].filter(Boolean).join(" ");
  const heading = h(
    "div",
    { class: "finished-title" },
    h("h1", {}, titleOf(song)),
    h("p", { class: "lead" }, names)
  );
  const sound = player(song, await details(files.song), heading);
  const element = h(
    "article",
    { class: "finished" },
    h("div", { class: "finished-sound" }, sound.element),
    h(
      "div",
      { class: "finished-text" },
      deliverySection(house, song),
      h("section", { class: "said" }, h("h2", { class: "label" }, say("song.message")), h("p", {}, message)),
      keepRow(song, files),
      h("p", {}, h("a", { class: "plain", href: "#/" }, icon("pen"), say("song.another"))),
      removal(house, song)
    )
  );
  return { element, leave: sound.stop };
}

/**
 * @param {Song} song
 * @param {import("../shared/types.js").Files} files
 */
function keepRow(song, files) {
  const told = notice();
  const link = song.share ? new URL(song.share, location.href).href : "";
  const copied = () => told.tell(copy(link) ? say("song.share.done") : say("song.share.failed", { link }));
  return h(
    "div",
    { class: "keep" },
    link
      ? h(
          "button",
          { type: "button", class: "plain share", onclick: copied },
          icon("link"),
          say("song.share")
        )
      : null,
    h(
      "a",
      { class: "plain", href: files.audio, download: `${titleOf(song)}.mp3` },
      icon("download"),
      say("song.download")
    ),
    told.element
  );
}

/**
 * Copy without the clipboard interface, which plain http pages do not have.
 * @param {string} text
 */
function copy(text) {
  const box = h("textarea", { class: "unseen", readonly: true }, text);
  document.body.appendChild(box);
  box.select();
  const done = document.execCommand("copy");
  document.body.removeChild(box);
  return done;
}

/**
 * @param {House} house
 * @param {Song} song
 */
function removal(house, song) {
  const place = h("div", { class: "removal" });
  const trouble = notice();
  const remove = () => api.remove(song.id).then(() => house.go("#/songs"), trouble.fail);
  const rest = () =>
    put(
      place,
      h("button", { type: "button", class: "plain quiet", onclick: sure }, icon("trash"), say("song.delete"))
    );
  const sure = () =>
    put(
      place,
      h("p", { role: "alert" }, say("song.delete.sure")),
      h("button", { type: "button", class: "plain danger", onclick: remove }, say("song.delete.yes")),
      h("button", { type: "button", class: "plain", onclick: rest }, say("song.delete.no")),
      trouble.element
    );
  rest();
  return place;
}

/**
 * A song that failed or was cancelled: why, and the way to try again with the same words.
 * @param {House} house
 * @param {Song} song
 */
function unfinished(house, song) {
  const trouble = notice();
  if (song.error && song.state === "failed") trouble.fail(song.error);
  const again = () => {
    house.letter.dedication = { ...house.letter.dedication, ...song.dedication };
    keepLetter(house.letter);
    house.go("#/");
  };
  return h(
    "div",
    { class: "unfinished" },
    h("h1", {}, say(song.state === "failed" ? "making.failed" : "making.cancelled")),
    trouble.element,
    h(
      "section",
      { class: "said" },
      h("h2", { class: "label" }, say("song.message")),
      h("p", {}, song.dedication.message)
    ),
    h("button", { type: "button", class: "primary", onclick: again }, say("making.again")),
    removal(house, song)
  );
}
