// @ts-check
/** Draws a QR code as SVG. */

import { svg } from "./dom.js";

const QUIET = 2; // modules of white around the code; the card it lies on adds the rest

/** @param {string} text */
export function qrCode(text) {
  const code = /** @type {any} */ (window).qrcode(0, "M");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  let path = "";
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (code.isDark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
    }
  }
  const side = size + 2 * QUIET;
  return svg(
    "svg",
    { viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": text, "shape-rendering": "crispEdges" },
    svg("path", { d: path })
  );
}
