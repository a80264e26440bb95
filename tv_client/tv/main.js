// @ts-check
/** Starts the television page: find the hub, know who we are, open the line, wait for songs. */

import { api } from "../shared/api.js";
import { put } from "../shared/dom.js";
import { loadStrings, say } from "../shared/strings.js";
import { knownIdentity } from "./identity.js";
import { hearRemote } from "./keys.js";
import { openLink } from "./link.js";
import { pairingScreen } from "./pairing.js";
import { openStation } from "./station.js";
import { welcomeScreen } from "./welcome.js";

const TRY_AGAIN_MS = 3000;
const LOOK_FOR_NEWS_MS = 15000;
const DRAWN_WIDTH = 1920;
const DRAWN_HEIGHT = 1080;

/**
 * @typedef {{element: HTMLElement, keys: import("./keys.js").Keys, enter?: () => void, leave?: () => void}} Screen
 */

/** @type {Screen | null} */
let screen = null;

start();

async function start() {
  fitScreen();
  window.addEventListener("resize", fitScreen);
  await patiently(loadStrings);
  hearRemote(() => (screen ? screen.keys : {}));
  const hub = await patiently(api.hub);
  const identity = (await patiently(knownIdentity)) || (await comeIn());
  /** @type {ReturnType<typeof openLink>} */
  let link;
  const station = openStation(hub, identity, show, {
    tell: (event, manifest, reply) => link.tell(event, manifest, reply),
    carry: (kind, manifest) => link.carry(kind, manifest),
    words: (manifest) => link.words(manifest),
  });
  link = openLink(hub, identity.me, identity.id, {
    song: station.arrive,
    command: station.obey,
    state: (online) => showAway(!online),
  });
  setInterval(() => renewWhenIdle(hub, station), LOOK_FOR_NEWS_MS);
  station.rest();
}

/** @returns {Promise<import("./identity.js").Identity>} */
function comeIn() {
  return new Promise((paired) => {
    const askName = () => show(welcomeScreen((name) => show(pairingScreen(name, paired, askName))));
    askName();
  });
}

/** The screens are drawn for 1920 by 1080; any other window shows them smaller or larger, whole. */
function fitScreen() {
  const { innerWidth: width, innerHeight: height } = window;
  const scale = Math.min(width / DRAWN_WIDTH, height / DRAWN_HEIGHT);
  const left = (width - scale * DRAWN_WIDTH) / 2;
  const top = (height - scale * DRAWN_HEIGHT) / 2;
  document.body.style.transform = scale === 1 ? "none" : `translate(${left}px, ${top}px) scale(${scale})`;
}

/** @param {Screen} next */
function show(next) {
  if (screen && screen.leave) screen.leave();
  screen = next;
  put(/** @type {HTMLElement} */ (document.getElementById("screen")), next.element);
  if (next.enter) next.enter();
}

/**
 * Ask until there is an answer: a television is switched on before the hub is.
 * @template T
 * @param {() => Promise<T>} question
 * @returns {Promise<T>}
 */
async function patiently(question) {
  for (;;) {
    try {
      const answer = await question();
      showAway(false);
      return answer;
    } catch (error) {
      showAway(true);
      await new Promise((done) => setTimeout(done, TRY_AGAIN_MS));
    }
  }
}

/** @param {boolean} away */
function showAway(away) {
  const pill = /** @type {HTMLElement} */ (document.getElementById("away"));
  put(pill, say("tv.away"));
  pill.hidden = !away || pill.textContent === "tv.away";
}

/**
 * Load the page again, between songs, when the hub has become another one or has forgotten this screen:
 * a page on a television lives for months.
 * @param {import("../shared/types.js").Hub} known
 * @param {{idle: () => boolean}} station
 */
async function renewWhenIdle(known, station) {
  const asked = await Promise.all([api.hub(), knownIdentity()]).catch(() => null);
  if (!asked || !station.idle()) return;
  const [hub, identity] = asked;
  const same =
    hub.id === known.id &&
    hub.version === known.version &&
    hub.mqtt.ws_port === known.mqtt.ws_port &&
    hub.address === known.address;
  if (!same || !identity) location.reload();
}
