// @ts-check
/** The songs made in this house, newest first. */

import { api } from "../shared/api.js";
import { h } from "../shared/dom.js";
import { pageRegion, say, sayOr } from "../shared/strings.js";
import { titleOf } from "./song.js";

/** @typedef {import("../shared/types.js").Song} Song */

/** @returns {Promise<{element: HTMLElement, title: string}>} */
export async function songsPage() {
  const songs = await api.songs();
  const body = songs.length ? h("ul", { class: "songs-list" }, ...songs.map(row)) : empty();
  return { element: h("div", { class: "songs" }, h("h1", {}, say("songs")), body), title: say("songs") };
}

/** @param {Song} song */
function row(song) {
  const { to, from } = song.dedication;
  const names = [to && say("song.for", { to }), from && say("song.from", { from })].filter(Boolean).join(" ");
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
        h("span", { class: "note" }, names),
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
