// @ts-check
/** What most people leave as it is, folded away under a line that says how it stands. */

import { h, icon, put } from "../shared/dom.js";

/**
 * Return a fold; `tell` says in its line how things stand.
 * @param {string} title
 * @param {...(Node | null)} children
 * @returns {{element: any, tell: (text: string) => void}}
 */
export function fold(title, ...children) {
  const note = h("span", { class: "fold-note" });
  const element = h(
    "details",
    { class: "fold" },
    h(
      "summary",
      {},
      h("span", { class: "fold-text" }, h("strong", { class: "fold-title" }, title), note),
      icon("down")
    ),
    h("div", { class: "fold-body" }, ...children)
  );
  return { element, tell: (text) => put(note, text) };
}
