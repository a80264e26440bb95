// @ts-check
/** The screen at the door: it shows a code, and waits until somebody of the house lets it in. */

import { api } from "../shared/api.js";
import { h, put } from "../shared/dom.js";
import { scene } from "../shared/scene.js";
import { say } from "../shared/strings.js";
import { knownIdentity } from "./identity.js";
import { walkRows } from "./keys.js";
import { qrCode } from "../shared/qr.js";

const SECOND_MS = 1000;

/**
 * @param {string} name what the screen is to be called
 * @param {(identity: import("./identity.js").Identity) => void} paired
 * @param {() => void} back called when another name is wanted
 * @returns {import("./main.js").Screen}
 */
export function pairingScreen(name, paired, back) {
  const picture = h("div", { class: "code" });
  const code = h("p", { class: "door-code" });
  const another = h("button", { type: "button", class: "choice small", onclick: back }, say("tv.pair.back"));
  const sky = scene(
    h(
      "div",
      { class: "safe pairing" },
      h("h1", {}, say("tv.pair", { name })),
      h("p", { class: "large" }, say("tv.pair.lead")),
      h("div", { class: "door" }, picture, h("div", {}, h("p", {}, say("tv.pair.code")), code, another))
    )
  );
  sky.element.classList.add("full", "night");
  let gone = false;
  const wait = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

  async function ask() {
    const codes = await api.askIn(name);
    put(picture, qrCode(codes.verification_uri_complete));
    put(code, codes.user_code);
    const end = Date.now() + codes.expires_in * SECOND_MS;
    while (!gone && Date.now() < end) {
      await wait(codes.interval * SECOND_MS);
      if (!gone && (await wasLetIn(codes.device_code))) return true;
    }
    return false;
  }

  async function stay() {
    while (!gone) {
      const isIn = await ask().catch(() => wait(3 * SECOND_MS).then(() => false)); // the hub is away, or said no
      const identity = isIn && !gone && (await knownIdentity());
      if (identity) {
        paired(identity);
        return;
      }
    }
  }

  return {
    element: sky.element,
    keys: walkRows([[another]]),
    enter: () => {
      another.focus();
      stay();
    },
    leave: () => (gone = true),
  };
}

/**
 * Return whether somebody let this screen in; throws ApiError where somebody said no or the code is over.
 * @param {string} deviceCode
 */
async function wasLetIn(deviceCode) {
  try {
    await api.letIn(deviceCode);
    return true;
  } catch (error) {
    if (/** @type {any} */ (error).code === "authorization_pending") return false;
    throw error;
  }
}
