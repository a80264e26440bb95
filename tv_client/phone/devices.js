// @ts-check
/** Who may come in: screens are let in by their code, people invited by a link, anyone sent away. */

import { api } from "../shared/api.js";
import { h, put } from "../shared/dom.js";
import { qrCode } from "../shared/qr.js";
import { say } from "../shared/strings.js";
import { field } from "./door.js";
import { fold } from "./fold.js";
import { notice } from "./notice.js";
import { screensSection } from "./screens.js";

/** @typedef {import("./main.js").House} House */
/** @typedef {import("../shared/types.js").Device} Device */

const GUEST_SONGS = 10;
const GUEST_HOURS = 24;

/**
 * @param {House} house
 * @param {string} code a screen's code that the address carried, or ""
 * @returns {Promise<{element: HTMLElement, title: string}>}
 */
export async function devicesPage(house, code) {
  const isAdmin = house.me.scope === "admin";
  const [waiting, devices, displays] = await Promise.all([
    api.atTheDoor(),
    isAdmin ? api.devices() : [],
    api.displays(),
  ]);
  const list = h("ul", { class: "devices-list" });
  drawList(house, list, devices);
  const element = h(
    "div",
    { class: "devices" },
    h("h1", {}, say("devices")),
    screenQuestion(waiting, code),
    screensSection(house, displays),
    isAdmin && h("section", {}, h("h2", {}, say("devices.people")), invitations(), everyone(list, devices))
  );
  return { element, title: say("devices") };
}

/**
 * @param {{name: string}[]} waiting
 * @param {string} code
 */
function screenQuestion(waiting, code) {
  const trouble = notice();
  const input = h("input", {
    id: "screen-code",
    value: code,
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    placeholder: "BCDF-GHJK",
    required: true,
  });
  const button = h("button", { class: "primary", type: "submit" }, say("devices.screen.in"));

  /** @param {Event} event */
  async function letIn(event) {
    event.preventDefault();
    button.disabled = true;
    trouble.clear();
    try {
      const { name } = await api.approve(input.value);
      input.value = "";
      trouble.tell(say("devices.screen.done", { name }));
    } catch (error) {
      trouble.fail(error);
    }
    button.disabled = false;
  }

  const names = waiting.map(({ name }) => name).join(", ");
  return h(
    "form",
    { class: "card", onsubmit: letIn },
    h("h2", {}, say("devices.screen")),
    names && h("p", { class: "note" }, say("devices.waiting", { names })),
    field("screen-code", say("devices.screen.hint"), input),
    h("div", { class: "actions" }, trouble.element, button)
  );
}

/**
 * @param {HTMLElement} list
 * @param {Device[]} devices
 */
function everyone(list, devices) {
  const { element, tell } = fold(say("devices.list"), list);
  tell(devices.map(({ name }) => name).join(", "));
  return element;
}

function invitations() {
  const trouble = notice();
  const made = h("div", { class: "invitation" });
  const name = h("input", { id: "invite-name", maxlength: 60, placeholder: say("door.name.example") });
  const invite = async (/** @type {string} */ scope, /** @type {string} */ label, isGuest = false) => {
    trouble.clear();
    try {
      const limits = { hours: isGuest ? GUEST_HOURS : null, songs: isGuest ? GUEST_SONGS : null };
      const { link } = await api.invite({ scope, name: name.value.trim() || label, ...limits });
      put(made, ...invitation(link));
    } catch (error) {
      trouble.fail(error);
    }
  };
  const offer = (/** @type {string} */ scope, /** @type {string} */ key, isGuest = false) =>
    h("button", { type: "button", class: "plain", onclick: () => invite(scope, say(key), isGuest) }, say(key));
  const { element, tell } = fold(
    say("devices.invite"),
    field("invite-name", say("devices.invite.name"), name),
    h(
      "div",
      { class: "row" },
      offer("sender", "devices.invite.phone"),
      offer("guest", "devices.invite.guest", true)
    ),
    trouble.element,
    made
  );
  tell(say("devices.invite.note"));
  return element;
}

/** @param {string} link */
function invitation(link) {
  const copy = h("button", { type: "button", class: "plain" }, say("devices.copy"));
  const text = h("input", { class: "link", value: link, readonly: true, "aria-label": say("devices.invite.link") });
  copy.addEventListener("click", () => {
    text.select();
    document.execCommand("copy"); // the clipboard API needs https
    put(copy, say("devices.copied"));
  });
  return [
    h("p", { class: "note" }, say("devices.invite.link")),
    h("div", { class: "invitation-code" }, qrCode(link)),
    text,
    copy,
  ];
}

/**
 * @param {House} house
 * @param {HTMLElement} list
 * @param {Device[]} devices
 */
function drawList(house, list, devices) {
  put(list, ...devices.map((device) => row(house, list, device)));
}

/**
 * @param {House} house
 * @param {HTMLElement} list
 * @param {Device} device
 */
function row(house, list, device) {
  const isMine = device.id === house.me.id;
  const notes = [
    say(`devices.scope.${device.scope}`),
    isMine && say("devices.this"),
    device.songs_left !== null && say("devices.songs_left", { count: device.songs_left }),
  ];
  const button = h("button", { type: "button", class: "plain" }, say("devices.away"));
  let isSure = false;
  button.addEventListener("click", async () => {
    if (isSure) {
      await api.sendAway(device.id);
      drawList(house, list, await api.devices());
    }
    isSure = true;
    put(button, say("devices.away.sure"));
  });
  return h(
    "li",
    {},
    h("span", { class: "card-text" }, h("strong", {}, device.name), h("span", { class: "note" }, notes.filter(Boolean).join(" · "))),
    isMine ? null : button
  );
}
