// @ts-check
/** Watches a song being made: the line brings each step at once, the hub is asked what time is left. */

import { api } from "../shared/api.js";

/** @typedef {import("../shared/types.js").Song} Song */

const ASK_EVERY_MS = 2000;
const OVER = ["done", "failed", "cancelled"];

/**
 * @param {{song: Pick<Song, "state">}} watched
 */
export const isOver = ({ song }) => OVER.includes(song.state);

/**
 * Tell `changed` what is known of a song whenever it changes, until it is over; returns how to stop.
 * `lost` hears of a hub that does not answer; watching goes on.
 * @param {import("./main.js").House} house
 * @param {Song} song
 * @param {(song: Song) => void} changed
 * @param {(error: any) => void} lost
 */
export function watchSong(house, song, changed, lost) {
  const line = house.line();
  let known = song;
  let stopped = false;

  const learn = (/** @type {Partial<Song>} */ news) => {
    if (stopped) return;
    known = { ...known, ...news };
    if (isOver({ song: known })) stop();
    changed(known);
  };
  const ask = () => api.song(song.id).then(learn, (error) => stopped || lost(error));
  const deaf = line.listen(`goodwave/${house.hub.id}/song/${song.id}/progress`, (news) => {
    if (OVER.includes(news.state))
      ask(); // the whole song is wanted: its files, its error
    else learn({ state: news.state, step: news.step, fraction: news.fraction, position: 0 });
  });
  const timer = setInterval(ask, ASK_EVERY_MS);
  function stop() {
    stopped = true;
    clearInterval(timer);
    deaf();
  }
  return stop;
}
