// @ts-check
/** The second page: the lyrics, to be changed at will, and where the song should play. */

import { api } from "../shared/api.js";
import { h, icon, put } from "../shared/dom.js";
import { say } from "../shared/strings.js";
import { destination } from "./displays.js";
import { lyricsText, writeDraft } from "./drafting.js";
import { notice } from "./notice.js";
import { noteSent } from "./sent.js";
import { namesQuestion } from "./saying.js";
import { drawSections, edited } from "./sheet.js";
import { nextLetter } from "./store.js";
import { languageOffer, leftOut, themeChip, titleField } from "./suggestions.js";

/** @typedef {import("./main.js").House} House */
/** @typedef {import("./suggestions.js").Rewrite} Rewrite */

/**
 * @param {House} house
 * @returns {{element: HTMLElement, title: string} | null} null where there are no lyrics yet
 */
export function draftPage(house) {
  if (!house.letter.lyrics) return null;
  const trouble = notice();
  const button = h("button", { class: "primary", type: "submit" });
  let place = "";
  const drawButton = () =>
    put(button, say(place ? "send.to" : "send"), place ? h("span", { class: "button-note" }, place) : null);
  const going = destination(house, (told) => {
    place = told;
    drawButton();
  });
  const element = h(
    "form",
    { class: "draft", onsubmit: (/** @type {Event} */ event) => send(event) },
    h("p", { class: "crumb" }, h("a", { href: "#/" }, icon("back"), say("draft.edit"))),
    h("h1", {}, say("draft")),
    h("p", { class: "lead" }, say("draft.lead")),
    desk(house),
    namesQuestion(house),
    going,
    h("div", { class: "actions sticky" }, trouble.element, button)
  );

  /** @param {Event} event */
  async function send(event) {
    event.preventDefault();
    trouble.clear();
    button.disabled = true;
    put(button, say("sending"));
    try {
      const song = await order(house);
      noteSent(song.id);
      nextLetter(house.letter);
      house.go(`#/songs/${song.id}`);
    } catch (error) {
      trouble.fail(error);
    } finally {
      button.disabled = false;
      drawButton();
    }
  }
  return { element, title: say("draft") };
}

/** @param {House} house */
function order(house) {
  const { dedication, display, at, key, lyrics } = house.letter;
  const moment = (display && at) || null;
  const wish = { dedication, lyrics: lyrics && lyricsText(lyrics), display: display || null, at: moment };
  return api.order(wish, key);
}

/**
 * The lyrics with everything that can be asked of the lyricist.
 * @param {House} house
 */
function desk(house) {
  const trouble = notice();
  const place = h("div", { class: "desk" });
  const busy = h("p", { class: "note busy", role: "status" });
  /** @type {Rewrite} */
  async function rewrite(how) {
    trouble.clear();
    place.classList.add("waiting");
    put(busy, say("writing"));
    try {
      await writeDraft(house, how);
      draw();
    } catch (error) {
      trouble.fail(error);
    } finally {
      place.classList.remove("waiting");
      put(busy);
    }
  }
  function draw() {
    const lines = h("div", {});
    drawSections(house, lines);
    put(
      place,
      languageOffer(house, rewrite),
      themeChip(house, rewrite),
      h("div", { class: "sheet" }, titleField(house), lines),
      h(
        "p",
        { class: "note legend" },
        h("span", { class: "mark", "aria-hidden": "true" }, "“"),
        say("draft.legend")
      ),
      requests(house, rewrite, draw, () => put(place, ownWords(house, rewrite, draw))),
      leftOut(house, draw)
    );
  }
  draw();
  return h("div", {}, place, busy, trouble.element);
}

/**
 * The buttons under the sheet.
 * @param {House} house
 * @param {Rewrite} rewrite
 * @param {() => void} redraw
 * @param {() => void} writeAll
 */
function requests(house, rewrite, redraw, writeAll) {
  const before = house.letter.lyrics && house.letter.lyrics.before;
  const goBack = () => {
    house.letter.lyrics = before;
    edited(house);
    redraw();
  };
  const button = (
    /** @type {() => void} */ onclick,
    /** @type {Node | null} */ picture,
    /** @type {string} */ label
  ) => h("button", { type: "button", class: "plain", onclick }, picture, label);
  return h(
    "div",
    { class: "requests" },
    before ? null : button(() => rewrite(), icon("again"), say("draft.another")),
    before
      ? button(goBack, icon("back"), say("draft.song"))
      : button(() => rewrite({ wordForWord: true }), null, say("draft.verbatim")),
    button(writeAll, icon("pen"), say("draft.own"))
  );
}

/**
 * All the lyrics as one text, for a person who wants to write them themselves.
 * @param {House} house
 * @param {Rewrite} rewrite
 * @param {() => void} leave
 */
function ownWords(house, rewrite, leave) {
  const { lyrics, dedication } = house.letter;
  const text = h(
    "textarea",
    {
      class: "own-words",
      rows: 16,
      lang: dedication.language,
      "aria-label": say("draft.own"),
      spellcheck: "true",
    },
    lyrics ? lyricsText(lyrics) : ""
  );
  const use = h(
    "button",
    { type: "button", class: "plain", onclick: () => rewrite({ own: text.value }) },
    say("own.use")
  );
  return h(
    "div",
    { class: "sheet" },
    h("p", { class: "note" }, say("own.lead")),
    text,
    h(
      "div",
      { class: "requests" },
      use,
      h("button", { type: "button", class: "plain quiet", onclick: leave }, say("own.leave"))
    )
  );
}
