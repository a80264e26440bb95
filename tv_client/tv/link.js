// @ts-check
/** The screen's line to the hub: songs and commands come in, events go out. */

import { openLine } from "../shared/mqtt.js";
import { carried } from "./chunks.js";
import { forgetTold, noteTold, toldInVain } from "./tickets.js";
import { wordDesk } from "./words.js";

/** @typedef {import("../shared/types.js").Manifest} Manifest */
/** @typedef {{command: string, song?: string, volume?: number}} Command */

/**
 * Open the line of a display; it tells everyone that the display is on, and by its last will that it is off.
 * @param {import("../shared/types.js").Hub} hub
 * @param {import("../shared/types.js").Me} me
 * @param {string} id
 * @param {{song: (manifest: Manifest) => void, command: (command: Command) => void,
 *   state: (online: boolean) => void}} heard
 * @returns {{tell: (event: string, manifest: Manifest, reply?: string) => void,
 *   carry: (kind: "audio" | "cover", manifest: Manifest) => Promise<string>,
 *   words: (manifest: Manifest) => Promise<import("../shared/types.js").Details>}} tells the hub an event; gets
 *   a file, or the words with their times, without HTTP
 */
export function openLink(hub, me, id, heard) {
  const root = `goodwave/${hub.id}/display/${id}`;
  const line = openLine(hub, me, `display-${id}`, { topic: `${root}/status`, message: { status: "offline" } });
  const desk = wordDesk();
  line.listen(`${root}/inbox/+`, (told) => (told.audio ? heard.song(told) : desk.bring(told)));
  line.listen(`${root}/command`, (told) => (told.command === "noted" ? forgetTold(told) : heard.command(told)));
  line.onState((online) => {
    if (online) line.tell(`${root}/status`, { status: "online" }, true);
    heard.state(online);
  });
  line.listen(`goodwave/${hub.id}/status`, (/** @type {{status: string}} */ told) => {
    if (told.status === "online") toldInVain().forEach((event) => line.tell(`${root}/event`, event));
  });
  const want = (/** @type {string} */ song, /** @type {string} */ file, /** @type {number} */ from) =>
    line.tell(`${root}/event`, { event: "wants", song, file, from });
  return {
    tell(event, manifest, reply) {
      const told = { event, song: manifest.song, ticket: manifest.ticket, reply };
      noteTold(told);
      line.tell(`${root}/event`, told);
    },
    carry: (kind, { song, [kind]: file }) =>
      carried(line, `goodwave/${hub.id}`, file, (from) => want(song, kind, from)),
    words: ({ song }) => desk.wait(song, () => want(song, "details", 0)),
  };
}
