// @ts-check
/** Builds elements; text is always text, never markup. */

/** @typedef {Node | string | null | false | undefined} Child */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Return a new element. Attributes whose value is false, null or undefined are left out, true stands
 * alone, and functions under `onclick` and its like become listeners.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {any}
 */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * Return a new SVG element.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {any}
 */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * @param {Element} element
 * @param {Record<string, any> | undefined} attributes
 * @param {Child[]} children
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  add(element, children);
  return element;
}

/**
 * @param {Element} element
 * @param {Child[]} children
 */
function add(element, children) {
  for (const child of children) {
    if (child === null || child === false || child === undefined) continue;
    element.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
}

/**
 * Replace what an element holds.
 * @param {Element} element
 * @param {...Child} children
 */
export function put(element, ...children) {
  while (element.firstChild) element.removeChild(element.firstChild);
  add(element, children);
}

const SHAPES = {
  play: "M8 5.2v13.6c0 .8.9 1.3 1.6.8l10-6.8c.6-.4.6-1.2 0-1.6l-10-6.8C8.900 3.900 8 4.400 8 5.200z",
  pause: "M7 4.500h3.200v15H7zM13.800 4.500H17v15h-3.200z",
  heart:
    "M12 20.300l-1.300-1.200C5.900 14.800 3 12.200 3 8.900 3 6.300 5 4.300 7.600 4.300c1.500 0 3 .7 4 1.900l.4.5.4-.5c1-1.200 2.500-1.900 4-1.900C19 4.300 21 6.300 21 8.900c0 3.300-2.900 5.900-7.700 10.200z",
  back: "M15.500 4.500L8 12l7.500 7.500-1.600 1.600L4.800 12l9.100-9.100z",
  down: "M12 16.200L4.300 8.500l1.500-1.500 6.200 6.200 6.200-6.200 1.500 1.500z",
  tv: "M3 5.500C3 4.700 3.700 4 4.500 4h15c.8 0 1.500.7 1.500 1.500v10c0 .8-.7 1.500-1.500 1.500h-15c-.8 0-1.500-.7-1.500-1.500zm2 .5v9h14V6zm3 13h8v1.600H8z",
  link: "M10.600 13.400a1 1 0 0 0 1.400 1.400l.1-.1 5-5a3.500 3.500 0 0 0-5-5l-2.300 2.300 1.400 1.400 2.300-2.300a1.500 1.500 0 0 1 2.200 2.200l-5 5zM13.400 10.600a1 1 0 0 0-1.400-1.400l-5.100 5.100a3.500 3.500 0 0 0 5 5l2.300-2.300-1.400-1.400-2.300 2.300a1.500 1.500 0 0 1-2.200-2.200l5-5z",
  download: "M11 3h2v9.200l3.300-3.300 1.400 1.400L12 16l-5.700-5.700 1.400-1.400L11 12.200zM4 18h16v2H4z",
  check: "M9.500 17.600l-5.600-5.600 1.500-1.500 4.100 4.100 9.100-9.100 1.500 1.500z",
  search:
    "M10.500 3.500a7 7 0 1 1 0 14 7 7 0 0 1 0-14zm0 2a5 5 0 1 0 0 10 5 5 0 0 0 0-10zm5.700 9.300l4.800 4.800-1.400 1.400-4.800-4.800z",
  trash: "M9 3h6l1 2h4v2H4V5h4zM6 8.500h12l-1 12H7zm3.500 2.500v7H11v-7zm3.500 0v7h1.500v-7z",
  again: "M12 5V2L7 6.500 12 11V7.500a4.700 4.700 0 1 1-4.700 4.700H5A7 7 0 1 0 12 5z",
  locked: "M7 10V7.500a5 5 0 0 1 10 0V10h1.500v11h-13V10zm2 0h6V7.500a3 3 0 0 0-6 0z",
  unlocked: "M7 10V7.500a5 5 0 0 1 9.600-2l-1.900.800A3 3 0 0 0 9 7.500V10h9.500v11h-13V10zm.5 2v7h9v-7z",
  pen: "M4 16.800V20h3.200L17 10.200 13.800 7zM19.700 7.500a.9.9 0 0 0 0-1.200l-2-2a.9.9 0 0 0-1.200 0L15 5.800 18.200 9z",
};

/**
 * Return a small picture that follows the colour of the text; it is hidden from screen readers.
 * @param {keyof typeof SHAPES} name
 */
export function icon(name) {
  return svg(
    "svg",
    { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: SHAPES[name] })
  );
}
