// @ts-check
/** The page behind a shared link: one song, to be heard and read along. */

import { api, details } from "../shared/api.js";
import { h, put } from "../shared/dom.js";
import { player } from "../shared/player.js";
import { scene } from "../shared/scene.js";
import { loadStrings, say, sayError, sayNames } from "../shared/strings.js";

const page = /** @type {HTMLElement} */ (document.getElementById("page"));

start();

async function start() {
  await loadStrings();
  const sky = scene(
    h("p", { class: "wordmark" }, "Goodwave"),
    h("p", { class: "tagline" }, say("share.lead"))
  );
  sky.rise(0.62);
  put(/** @type {HTMLElement} */ (document.getElementById("top")), sky.element);
  try {
    put(page, await songView(location.pathname.split("/").pop() || ""));
  } catch (error) {
    showTrouble(error);
  }
}

/** @param {string} token */
async function songView(token) {
  const song = await api.shared(decodeURIComponent(token));
  const heading = h(
    "div",
    { class: "finished-title" },
    h("h1", {}, song.title),
    h("p", { class: "lead" }, sayNames(song))
  );
  const sound = player(song, await details(song.files.song), heading);
  document.title = `${song.title} · Goodwave`;
  return h(
    "article",
    {},
    sound.element,
    h("section", { class: "said" }, h("h2", {}, say("share.message")), h("p", {}, song.message))
  );
}

/** @param {any} error */
function showTrouble(error) {
  const { text, hint } = sayError(error);
  put(page, h("div", { class: "trouble", role: "alert" }, h("h1", {}, text), h("p", {}, hint)));
}
