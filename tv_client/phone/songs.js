// @ts-check
/** The songs made in this house, newest first, and those that hold the words somebody looks for. */

import { api, SONGS_AT_ONCE } from "../shared/api.js";
import { h, icon, put } from "../shared/dom.js";
import { pageRegion, say, sayNames, sayOr } from "../shared/strings.js";
import { notice } from "./notice.js";
import { seenSongs } from "./sent.js";
import { titleOf } from "./song.js";

/** @typedef {import("../shared/types.js").Song} Song */

const TYPING_MS = 250;

/**
 * Return the page of all songs; guests see those they asked for here.
 * @param {import("./main.js").House} house
 * @returns {Promise<{element: HTMLElement, title: string}>}
 */
export async function songsPage(house) {
  const songs = await seenSongs(house);
  const isGuest = house.me.scope === "guest";
  const shelf = isGuest ? h("ul", { class: "songs-list" }, ...songs.map(row)) : library(songs);
  const body = songs.length ? shelf : empty();
  return { element: h("div", { class: "songs" }, h("h1", {}, say("songs")), body), title: say("songs") };
}

/** @param {Song[]} newest */
function library(newest) {
  const trouble = notice();
  const list = h("ul", { class: "songs-list" });
  const told = h("p", { class: "lead", role: "status" });
  const more = h("button", { type: "button", class: "plain more", onclick: () => goOn() }, say("songs.more"));
  const input = h("input", {
    type: "search",
    "aria-label": say("songs.search"),
    placeholder: say("songs.search"),
    autocomplete: "off",
    oninput: () => look(),
  });
  let words = "";
  let last = "";
  let timer = 0;

  const add = (/** @type {Song[]} */ songs) => {
    songs.forEach((song) => list.appendChild(row(song)));
    if (songs.length) last = songs[songs.length - 1].id;
    more.hidden = songs.length < SONGS_AT_ONCE;
  };
  const fresh = (/** @type {Song[]} */ songs) => {
    put(list);
    add(songs);
    put(told, songs.length ? "" : say("songs.none", { words }));
  };
  const goOn = () => api.songs(words, last).then(add, trouble.fail);
  const look = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      words = input.value.trim();
      const asked = words;
      trouble.clear();
      api.songs(words).then((songs) => asked === words && fresh(songs), trouble.fail);
    }, TYPING_MS);
  };
  fresh(newest);
  return h(
    "div",
    {},
    h("div", { class: "search" }, icon("search"), input),
    trouble.element,
    told,
    list,
    more
  );
}

/** @param {Song} song */
function row(song) {
  const picture = song.files
    ? h("img", { src: song.files.cover, alt: "", loading: "lazy", width: 72, height: 72 })
    : h("span", { class: `no-cover ${song.state}` });
  return h(
    "li",
    {},
    h(
      "a",
      { href: `#/songs/${song.id}` },
      picture,
      h(
        "span",
        { class: "card-text" },
        h("strong", {}, titleOf(song)),
        h("span", { class: "note" }, sayNames(song.dedication)),
        h("span", { class: `note when ${song.state}` }, when(song))
      )
    )
  );
}

/** @param {Song} song */
function when(song) {
  if (song.state !== "done") return sayOr(`songs.${song.state}`, song.state);
  return new Date(song.created_at).toLocaleDateString(pageRegion(), {
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}

function empty() {
  return h(
    "div",
    { class: "empty" },
    h("h2", {}, say("songs.empty")),
    h("p", { class: "lead" }, say("songs.empty.lead")),
    h("a", { class: "primary", href: "#/" }, say("songs.first"))
  );
}
