// @ts-check
/** Draws the evening sky that every page shares: a sun that rises over slow water. */

import { h, svg } from "./dom.js";

// Two equal waves side by side: moved by half its width, the water looks as it did before.
const WAVES = [
  "M0 60 C150 20 350 20 500 60 S850 100 1000 60 S1350 20 1500 60 S1850 100 2000 60 V200 H0z",
  "M0 70 C125 100 375 100 500 70 S875 40 1000 70 S1375 100 1500 70 S1875 40 2000 70 V200 H0z",
  "M0 60 C180 95 320 30 500 55 S820 90 1000 60 C1180 95 1320 30 1500 55 S1820 90 2000 60 V200 H0z",
];

/**
 * Return the sky; `rise(0..1)` lifts the sun.
 * @param {...(Node | null)} children what stands before it
 * @returns {{element: HTMLElement, rise: (share: number) => void}}
 */
export function scene(...children) {
  const waters = WAVES.map((d, index) =>
    svg(
      "svg",
      { class: `water water-${index + 1}`, viewBox: "0 0 2000 200", preserveAspectRatio: "none" },
      svg("path", { d })
    )
  );
  const sky = h("div", { class: "sky", "aria-hidden": "true" }, h("div", { class: "sun" }), ...waters);
  const element = h("div", { class: "scene" }, sky, ...children);
  return { element, rise: (share) => element.style.setProperty("--rise", String(share)) };
}
