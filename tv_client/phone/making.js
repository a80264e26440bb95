// @ts-check
/** A song being made: the sun rises with the work, and every step has its name. */

import { api } from "../shared/api.js";
import { h, icon, put } from "../shared/dom.js";
import { scene } from "../shared/scene.js";
import { say, sayMoment } from "../shared/strings.js";
import { notice } from "./notice.js";

/** @typedef {import("../shared/types.js").Song} Song */

const STEPS = ["lyrics", "score", "vocals", "band", "cover", "mix", "package"];

/**
 * Return the view of a song that is not finished; `show` draws its news.
 * @param {Song} song
 * @param {string} title
 * @returns {{element: HTMLElement, show: (song: Song) => void, lost: (error: any) => void}}
 */
export function makingView(song, title) {
  const sky = scene();
  const percent = h("span", { class: "percent", "aria-hidden": "true" });
  const bar = h(
    "div",
    { class: "bar", role: "progressbar", "aria-valuemin": 0, "aria-valuemax": 100 },
    h("div", { class: "bar-done" })
  );
  const status = h("p", { class: "status", role: "status" });
  const left = h("p", { class: "left" });
  const steps = STEPS.map((name) =>
    h("li", { "data-step": name }, h("span", { class: "step-mark" }, icon("check")), say(`step.${name}`))
  );
  const trouble = notice();
  const cancel = h(
    "button",
    { type: "button", class: "plain quiet", onclick: () => stop() },
    say("making.cancel")
  );

  const stop = () => {
    cancel.disabled = true;
    api.cancel(song.id).catch((error) => {
      cancel.disabled = false;
      trouble.fail(error);
    });
  };
  const element = h(
    "div",
    { class: "making" },
    sky.element,
    h("h1", {}, title),
    status,
    h("div", { class: "bar-row" }, bar, percent),
    left,
    h("ol", { class: "steps" }, ...steps),
    trouble.element,
    h("p", { class: "lead" }, [whereTo(song), say("making.lead")].filter(Boolean).join(" ")),
    cancel
  );
  return {
    element,
    lost: (error) => trouble.fail(error),
    show(news) {
      trouble.clear();
      const done = Math.round(100 * (news.fraction || 0));
      sky.rise(news.fraction || 0);
      bar.firstChild.style.width = `${done}%`;
      bar.setAttribute("aria-valuenow", String(done));
      bar.setAttribute("aria-label", say("making.percent", { percent: done }));
      put(percent, `${done} %`);
      markSteps(steps, news);
      const text = statusText(news);
      if (status.textContent !== text) put(status, text);
      put(left, timeLeft(news.seconds_left));
    },
  };
}

/** @param {Song} song */
function statusText({ state, step, position }) {
  if (state === "making" && step) return say(`step.${step}`);
  if (state === "making") return say("making.begins");
  if (!position) return say("making.queued");
  return position === 1 ? say("making.queued.next") : say("making.queued.place", { place: position });
}

/**
 * Return the time left as a person would say it, no more exact than it is known.
 * @param {number | null} seconds
 */
function timeLeft(seconds) {
  if (seconds === null) return say("making.left.unknown");
  if (seconds < 8) return say("making.left.moment");
  if (seconds < 55) return say("making.left.seconds", { count: Math.ceil(seconds / 5) * 5 });
  const minutes = Math.round(seconds / 60);
  return minutes <= 1 ? say("making.left.minute") : say("making.left.minutes", { count: minutes });
}

/**
 * Where the song goes once it is finished.
 * @param {Song} song
 */
function whereTo({ deliveries }) {
  const [delivery] = deliveries;
  if (!delivery) return "";
  const { display_name: name, due_at: due } = delivery;
  return due
    ? say("making.to.when", { name, when: sayMoment(new Date(due)) })
    : say("making.to", { name });
}

/**
 * The bar is the hub's; a step is done once a later one runs.
 * @param {HTMLElement[]} steps
 * @param {Song} song
 */
function markSteps(steps, song) {
  const now = song.step ? STEPS.indexOf(song.step) : -1;
  steps.forEach((step, index) => {
    step.className = index < now ? "done" : index === now ? "now" : "";
    if (index === now) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  });
}
