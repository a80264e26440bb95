// @ts-check
/** Turns a cover into soft light behind a screen, without a filter that a television cannot afford. */

import { h } from "../shared/dom.js";

const SIDE = 5; // pixels: drawn this small and stretched, any picture is only its light

/** @param {string} path */
export function backdrop(path) {
  const canvas = h("canvas", { class: "backdrop", width: SIDE, height: SIDE, "aria-hidden": "true" });
  const picture = new Image();
  picture.onload = () => {
    canvas.getContext("2d").drawImage(picture, 0, 0, SIDE, SIDE);
    canvas.classList.add("drawn");
  };
  picture.src = path;
  return canvas;
}
