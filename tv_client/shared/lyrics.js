// @ts-check
/** Lights up words as they are sung, by the clock of the sound itself. */

import { h } from "./dom.js";

const BREATH_SECONDS = 4; // shorter silences need no sign

/** @typedef {import("./types.js").Details} Details */
/** @typedef {{element: HTMLElement, start: number, end: number}} Part */
/** @typedef {Part & {words: Part[]}} Line */

/**
 * @typedef {Object} LyricsView
 * @property {HTMLElement} element
 * @property {(seconds: number) => void} show light what is sung at this second
 */

/**
 * Return the words of a song as a column of lines. Words carry data-start and data-end; the one being
 * sung has the class `lit`, those sung before it `sung`; lines are `past`, `now`, `next` or plain.
 * @param {Details} details
 * @param {{follow: (line: HTMLElement) => void, seek?: (seconds: number) => void}} behaviour
 *   `follow` brings a line into view; `seek` makes lines clickable
 * @returns {LyricsView}
 */
export function lyricsView(details, behaviour) {
  const element = h("div", { class: "lyrics" });
  /** @type {Line[]} */
  const lines = [];
  /** @type {Part[]} */
  const breaths = [];
  let silentFrom = 0;
  for (const section of details.lyrics.sections) {
    const block = h("div", { class: "lyrics-section" });
    for (const line of section.lines) {
      if (line.start - silentFrom >= BREATH_SECONDS) {
        breaths.push(buildBreath(silentFrom, line.start));
        block.appendChild(breaths[breaths.length - 1].element);
      }
      silentFrom = line.end;
      const built = buildLine(line);
      if (behaviour.seek) makeSeekable(built, behaviour.seek);
      lines.push(built);
      block.appendChild(built.element);
    }
    if (section.lines.length) element.appendChild(block);
  }
  let shown = -2;
  return {
    element,
    show(seconds) {
      const index = lastStarted(lines, seconds);
      if (index !== shown) {
        markLines(lines, index, seconds);
        behaviour.follow(lines.length ? lines[Math.max(index, 0)].element : element);
        shown = index;
      }
      showBreaths(breaths, seconds);
      lines.slice(Math.max(0, index - 1), index + 2).forEach((line) => lightWords(line, seconds));
    },
  };
}

/**
 * Return three dots that fill while nobody sings, so that one knows when it goes on.
 * @param {number} start
 * @param {number} end
 * @returns {Part}
 */
function buildBreath(start, end) {
  const element = h("p", { class: "breath", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
  return { element, start, end };
}

/**
 * @param {Part[]} breaths
 * @param {number} seconds
 */
function showBreaths(breaths, seconds) {
  for (const { element, start, end } of breaths) {
    const now = start <= seconds && seconds < end;
    element.classList.toggle("now", now);
    const gone = (seconds - start) / (end - start);
    Array.from(element.children, (dot, index) =>
      dot.classList.toggle("full", gone * element.children.length >= index)
    );
  }
}

/**
 * Call `tick` with the sound's own time at every drawn frame; returns how to stop.
 * @param {HTMLMediaElement} audio
 * @param {(seconds: number) => void} tick
 */
export function runClock(audio, tick) {
  let frame = 0;
  const draw = () => {
    tick(audio.currentTime);
    frame = requestAnimationFrame(draw);
  };
  draw();
  return () => cancelAnimationFrame(frame);
}

/**
 * @param {import("./types.js").TimedLine} line
 * @returns {Line}
 */
function buildLine(line) {
  const element = h("p", { class: "line" });
  const words = line.words.map((word, index) => {
    const span = h("span", { class: "word", "data-start": word.start, "data-end": word.end }, word.text);
    if (index) element.appendChild(document.createTextNode(" "));
    element.appendChild(span);
    return { element: span, start: word.start, end: word.end };
  });
  return { element, start: line.start, end: line.end, words };
}

/**
 * @param {Line} line
 * @param {(seconds: number) => void} seek
 */
function makeSeekable(line, seek) {
  line.element.classList.add("seekable");
  line.element.addEventListener("click", () => seek(line.start));
}

/**
 * Return the index of the last part that has begun, -1 before the first.
 * @param {Part[]} parts in order of time
 * @param {number} seconds
 */
export function lastStarted(parts, seconds) {
  let index = -1;
  while (index + 1 < parts.length && parts[index + 1].start <= seconds) index += 1;
  return index;
}

/**
 * @param {Line[]} lines
 * @param {number} current
 * @param {number} seconds
 */
function markLines(lines, current, seconds) {
  lines.forEach((line, index) => {
    const { classList } = line.element;
    classList.toggle("past", index < current);
    classList.toggle("now", index === current);
    classList.toggle("next", index === current + 1);
    if (index < current - 1 || index > current + 1) lightWords(line, seconds);
  });
}

/**
 * @param {Line} line
 * @param {number} seconds
 */
function lightWords(line, seconds) {
  for (const word of line.words) {
    const lit = word.start <= seconds && seconds < word.end;
    word.element.classList.toggle("sung", word.end <= seconds);
    if (word.element.classList.toggle("lit", lit)) {
      const share = (seconds - word.start) / (word.end - word.start);
      word.element.style.setProperty("--sung", `${(share * 100).toFixed(1)}%`);
    }
  }
}
