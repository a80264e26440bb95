// @ts-check
/** When a song should arrive: at once, or at a moment somebody chooses. */

import { h } from "../shared/dom.js";
import { say, sayMoment } from "../shared/strings.js";
import { segments } from "./choices.js";

const USUAL_HOUR = "09:00"; // of tomorrow, until somebody says otherwise

/**
 * Return the question when a song should arrive. A moment is "2027-03-28T09:00" on the clocks of the house,
 * "" is at once.
 * @param {string} moment
 * @param {(moment: string) => void} picked
 */
export function whenQuestion(moment, picked) {
  const input = h("input", {
    type: "datetime-local",
    class: "moment",
    "aria-label": say("when.moment"),
    value: moment || tomorrow(),
    min: written(new Date()),
    onchange: () => picked(input.value),
  });
  input.hidden = !moment;
  const question = segments({
    name: "when",
    legend: say("when"),
    value: moment ? "moment" : "now",
    choices: ["now", "moment"].map((value) => ({ value, label: say(`when.${value}`) })),
    onpick(value) {
      input.hidden = value === "now";
      picked(value === "now" ? "" : input.value);
    },
  });
  question.appendChild(input);
  return question;
}

/**
 * Return a moment in words, "right away" for none.
 * @param {string} moment
 */
export function sayWhen(moment) {
  return moment ? sayMoment(new Date(moment)) : say("when.at_once");
}

/**
 * Whether a moment is still to come.
 * @param {string} moment
 */
export function isToCome(moment) {
  return new Date(moment) > new Date();
}

function tomorrow() {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  return `${written(day).slice(0, 10)}T${USUAL_HOUR}`;
}

/** @param {Date} date */
function written(date) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
