// @ts-check
/** The shelf of kept songs: a row of covers that the arrows walk along. */

import { h, put } from "../shared/dom.js";
import { pageRegion, say, sayError } from "../shared/strings.js";
import { scene } from "../shared/scene.js";
import { backdrop } from "./backdrop.js";
import { wasHeard } from "./heard.js";

/** @typedef {import("../shared/types.js").Manifest} Manifest */

const STEP_PX = 372; // a cover and the space after it

/**
 * @param {() => Promise<Manifest[]>} load
 * @param {{play: (manifest: Manifest) => void, back: () => void}} choose
 * @param {string} [song] where to stand at first
 * @returns {import("./main.js").Screen}
 */
export function shelfScreen(load, choose, song) {
  const light = h("div", { class: "light" });
  const about = h("div", { class: "about" });
  const row = h("div", { class: "row" });
  /** @type {{manifest: Manifest, button: HTMLElement}[]} */
  let books = [];
  let at = 0;

  const stand = (/** @type {number} */ index) => {
    if (!books.length) return;
    at = Math.min(Math.max(index, 0), books.length - 1);
    const { manifest, button } = books[at];
    row.style.transform = `translateX(${-at * STEP_PX}px)`;
    button.focus({ preventScroll: true });
    put(about, ...aboutSong(manifest));
    put(light, backdrop(manifest.cover.path));
  };
  const fill = (/** @type {Manifest[]} */ songs) => {
    books = songs.map((manifest) => ({
      manifest,
      button: coverButton(manifest, () => choose.play(manifest)),
    }));
    put(row, ...books.map(({ button }) => button));
    if (books.length) stand(songs.findIndex((one) => one.song === song));
    else showEmpty();
  };
  const showEmpty = () => {
    const sky = scene();
    sky.element.classList.add("full", "night");
    put(light, sky.element);
    put(about, h("p", { class: "large" }, say("tv.shelf.empty")));
  };
  return {
    element: h(
      "div",
      { class: "full shelf" },
      light,
      h(
        "div",
        { class: "safe" },
        h("p", { class: "station" }, h("span", { class: "wordmark" }, "Goodwave"), say("tv.shelf")),
        about,
        row
      )
    ),
    keys: {
      left: () => stand(at - 1),
      right: () => stand(at + 1),
      ok: () => books.length && choose.play(books[at].manifest),
      play: () => books.length && choose.play(books[at].manifest),
      back: choose.back,
      stop: choose.back,
    },
    enter: () => load().then(fill, (error) => put(about, h("p", { class: "large" }, sayError(error).text))),
  };
}

/** @param {Manifest} manifest */
function aboutSong(manifest) {
  const { to, from } = manifest;
  const names =
    to && from
      ? say("tv.for_from", { to, from })
      : to
        ? say("tv.for", { to })
        : from
          ? say("tv.from", { from })
          : "";
  const day = new Date(manifest.sent_at).toLocaleDateString(pageRegion(), {
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  return [h("h1", {}, manifest.title), h("p", { class: "names" }, [names, day].filter(Boolean).join(" · "))];
}

/**
 * @param {Manifest} manifest
 * @param {() => void} play
 */
function coverButton(manifest, play) {
  return h(
    "button",
    {
      type: "button",
      class: "book",
      "data-song": manifest.song,
      "aria-label": manifest.title,
      onclick: play,
    },
    h("img", { src: manifest.cover.path, alt: "" }),
    wasHeard(manifest.song) ? null : h("span", { class: "fresh" }, say("tv.shelf.new"))
  );
}
