// @ts-check
/** A song has arrived: who it is from, for a few seconds, before it plays. */

import { h } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { backdrop } from "./backdrop.js";

const SHOWN_MS = 5000;
const LONG_NAMES = 60; // letters: longer ones are set smaller

/**
 * @param {import("../shared/types.js").Manifest} manifest
 * @param {() => void} begin
 * @returns {import("./main.js").Screen}
 */
export function arrivalScreen(manifest, begin) {
  let timer = 0;
  const isLong = manifest.to.length + manifest.from.length > LONG_NAMES;
  const element = h(
    "div",
    { class: isLong ? "full arrival long" : "full arrival" },
    backdrop(manifest.cover.path),
    h(
      "div",
      { class: "safe arrival-text" },
      h("img", { class: "cover", src: manifest.cover.path, alt: "" }),
      h("h1", {}, manifest.to ? say("tv.arrived", { to: manifest.to }) : say("tv.arrived.plain")),
      manifest.from ? h("p", { class: "large" }, say("tv.from", { from: manifest.from })) : null
    )
  );
  return {
    element,
    keys: { ok: begin, play: begin },
    enter: () => (timer = window.setTimeout(begin, SHOWN_MS)),
    leave: () => clearTimeout(timer),
  };
}
