// @ts-check
/** Warns people while there is still room for some songs, and says so when there is none. */

import { api } from "../shared/api.js";
import { h, put } from "../shared/dom.js";
import { say } from "../shared/strings.js";

/**
 * Return a place that stays empty while there is plenty of room; guests, who cannot make any, see nothing.
 * @param {import("../shared/types.js").Me} me
 */
export function roomWarning(me) {
  const element = h("div", { class: "notice", role: "status" });
  if (me.scope !== "guest") {
    api.room().then(
      (room) => tell(element, room),
      () => undefined // a warning that cannot be had must not spoil the page
    );
  }
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {import("../shared/types.js").Room} room
 */
function tell(element, room) {
  if (room.state === "plenty") return;
  const is = room.state === "full" ? "room.full" : "room.low";
  element.className = room.state === "full" ? "notice bad" : "notice gentle";
  element.dataset.code = is;
  put(element, h("strong", {}, say(is, { count: room.songs_left })), say("room.cure"));
}
