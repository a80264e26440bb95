// @ts-check
/** One song: while it is made, when it failed, and when it is there to be heard and sent. */

import { api, details } from "../shared/api.js";
import { h, icon, put } from "../shared/dom.js";
import { player } from "../shared/player.js";
import { say, sayNames } from "../shared/strings.js";
import { deliverySection } from "./deliveries.js";
import { makingView } from "./making.js";
import { notice } from "./notice.js";
import { keepLetter } from "./store.js";
import { sure } from "./sure.js";
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
  if (isOver({ song })) return { element: unfinished(house, song, show), leave: () => undefined };
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
  const files = /** @type {import("../shared/types.js").Files} */ (song.files);
  const heading = h(
    "div",
    { class: "finished-title" },
    h("h1", {}, titleOf(song)),
    h("p", { class: "lead" }, sayNames(song.dedication))
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
      messageSaid(song),
      keepRow(song, files),
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
    h("a", { class: "plain", href: "#/" }, icon("pen"), say("song.another")),
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

/** @param {Song} song */
function messageSaid({ dedication }) {
  const heading = h("h2", { class: "label" }, say("song.message"));
  return h("section", { class: "said" }, heading, h("p", {}, dedication.message));
}

/**
 * The way to delete a song; guests have none.
 * @param {House} house
 * @param {Song} song
 */
function removal(house, song) {
  if (house.me.scope === "guest") return null;
  const remove = () => api.remove(song.id).then(() => house.go("#/songs"));
  return sure(say("song.delete"), say("song.delete.sure"), say("song.delete.yes"), remove);
}

/**
 * A song that failed or was cancelled: why, and the ways to try again, as it was or with other words.
 * @param {House} house
 * @param {Song} song
 * @param {(song: Song) => void} show
 */
function unfinished(house, song, show) {
  const why = notice();
  const trouble = notice();
  const hasFailed = song.state === "failed";
  if (song.error && hasFailed) why.fail(song.error);
  const retry = () => {
    trouble.clear();
    again.disabled = true;
    api.retry(song.id).then(show, (error) => {
      again.disabled = false;
      trouble.fail(error);
    });
  };
  const change = () => {
    house.letter.dedication = { ...house.letter.dedication, ...song.dedication };
    keepLetter(house.letter);
    house.go("#/");
  };
  const again = h(
    "button",
    { type: "button", class: "primary", onclick: retry },
    say(hasFailed ? "making.retry" : "making.resume")
  );
  return h(
    "div",
    { class: "unfinished" },
    h("h1", {}, say(hasFailed ? "making.failed" : "making.cancelled")),
    why.element,
    messageSaid(song),
    trouble.element,
    again,
    h("p", {}, h("button", { type: "button", class: "plain", onclick: change }, icon("pen"), say("making.again"))),
    removal(house, song)
  );
}
