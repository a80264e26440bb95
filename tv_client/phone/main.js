// @ts-check
/** Starts the phone page: asks the hub what it offers, then shows the page that the address names. */

import { api } from "../shared/api.js";
import { h, icon, put } from "../shared/dom.js";
import { openLine } from "../shared/mqtt.js";
import { scene } from "../shared/scene.js";
import { LANGUAGES, loadStrings, pageLanguage, say, switchLanguage } from "../shared/strings.js";
import { composePage } from "./compose.js";
import { devicesPage } from "./devices.js";
import { comeIn } from "./door.js";
import { draftPage } from "./draft.js";
import { notice } from "./notice.js";
import { roomWarning } from "./room.js";
import { songPage } from "./song.js";
import { songsPage } from "./songs.js";
import { keepLetter, loadLetter } from "./store.js";

/**
 * What every page needs.
 * @typedef {{hub: import("../shared/types.js").Hub, me: import("../shared/types.js").Me, options: import("../shared/types.js").Options,
 *   letter: import("./store.js").Letter, keep: () => void, line: () => import("../shared/mqtt.js").Line,
 *   go: (address: string) => void}} House
 * @typedef {{element: HTMLElement, title: string, place?: string, leave?: () => void}} Page
 */

// Where songs begin, and where they are deleted.
const WARNED = ["", "songs"];
const page = /** @type {HTMLElement} */ (document.getElementById("page"));
let leave = () => undefined;
let visit = 0;

start();

async function start() {
  await loadStrings();
  drawHeader([]);
  drawFooter();
  try {
    const house = await openHouse();
    drawHeader(house.me.scope === "guest" ? ["songs"] : ["songs", "devices"]);
    window.addEventListener("hashchange", () => show(house));
    await show(house);
  } catch (error) {
    const trouble = notice();
    put(page, h("div", { class: "alone" }, trouble.element));
    trouble.fail(error, { label: say("retry"), run: () => location.reload() });
  }
}

/** @returns {Promise<House>} */
async function openHouse() {
  const screenCode = new URLSearchParams(location.hash.slice(1)).get("screen");
  const me = await comeIn((door) => put(page, door));
  if (screenCode) history.replaceState(null, "", `#/devices/${encodeURIComponent(screenCode)}`);
  const [hub, options] = await Promise.all([api.hub(), api.options()]);
  const letter = loadLetter(options, pageLanguage());
  /** @type {import("../shared/mqtt.js").Line | null} */
  let line = null;
  return {
    hub,
    me,
    options,
    letter,
    keep: () => keepLetter(letter),
    line: () => line || (line = openLine(hub, me, "phone")),
    go: (address) => (location.hash = address),
  };
}

/** @param {House} house */
async function show(house) {
  visit += 1;
  const mine = visit;
  const [, place = "", id = ""] = location.hash.split("/");
  leave();
  leave = () => undefined;
  const made = await open(house, place, decodeURIComponent(id)).catch(failedPage);
  if (mine !== visit) {
    if (made.leave) made.leave(); // the person has gone on while this page was loading
    return;
  }
  leave = /** @type {() => undefined} */ (made.leave || leave);
  document.body.dataset.place = made.place || place;
  document.title = `${made.title} · Goodwave`;
  put(page, WARNED.includes(place) && roomWarning(house.me), made.element);
  window.scrollTo(0, 0);
  if (visit > 1) page.focus({ preventScroll: true });
}

/**
 * @param {House} house
 * @param {string} place
 * @param {string} id
 * @returns {Promise<Page>}
 */
async function open(house, place, id) {
  if (place === "devices" && house.me.scope !== "guest") return devicesPage(house, id);
  if (place === "songs") return id ? songPage(house, id) : songsPage(house);
  return (place === "lyrics" && draftPage(house)) || composePage(house);
}

/**
 * @param {any} error
 * @returns {Page}
 */
function failedPage(error) {
  const trouble = notice();
  trouble.fail(error, { label: say("retry"), run: () => location.reload() });
  return { element: h("div", { class: "alone" }, trouble.element), title: say("error.unknown") };
}

/** @param {string[]} places where the person may go, besides the first page */
function drawHeader(places) {
  const sky = scene(
    h(
      "div",
      { class: "bar-top" },
      h("a", { class: "wordmark", href: "#/" }, "Goodwave"),
      h(
        "nav",
        {},
        ...places.map((place) => h("a", { class: "nav", href: `#/${place}` }, say(`nav.${place}`)))
      )
    ),
    h("p", { class: "tagline" }, say("tagline"))
  );
  sky.rise(0.62);
  put(/** @type {HTMLElement} */ (document.getElementById("top")), sky.element);
}

function drawFooter() {
  const choices = Object.keys(LANGUAGES).map((code) =>
    h("option", { value: code, selected: code === pageLanguage() }, LANGUAGES[code])
  );
  const select = h("select", { onchange: () => switchLanguage(select.value) }, ...choices);
  put(
    /** @type {HTMLElement} */ (document.getElementById("foot")),
    h("label", {}, h("span", {}, say("language")), h("span", { class: "list-box" }, select, icon("down")))
  );
}
