// @ts-check
/** Gets a sound or a cover over MQTT, in chunks, where it cannot be fetched over HTTP. */

import { sha256 } from "../shared/sha256.js";

const CHUNK_BYTES = 256 * 1024; // as the hub cuts them, and how many it sends at once
const CHUNKS_AT_ONCE = 4;
const ASK_AGAIN_MS = 3000;
const ASK_AT_MOST = 4;

/** @typedef {{listenBytes: (topic: string, heard: (bytes: Uint8Array, topic: string) => void) => () => void}} Line */

/**
 * Return an address of a file that came in chunks and has the hash of the manifest; throws where it does
 * not come. What has come is kept while the line is down.
 * @param {Line} line
 * @param {string} root "goodwave/<hub>"
 * @param {import("../shared/types.js").FileRef} file
 * @param {(first: number) => void} ask asks the hub for the chunks from a number on
 * @returns {Promise<string>}
 */
export function carried(line, root, file, ask) {
  const count = Math.ceil((file.bytes || 0) / CHUNK_BYTES);
  /** @type {Uint8Array[]} */
  const chunks = [];
  let asked = 0;
  let patience = ASK_AT_MOST;
  return new Promise((done, fail) => {
    const missing = () => {
      let first = 0;
      while (first < count && chunks[first]) first += 1;
      return first;
    };
    const askOn = () => {
      asked = missing();
      ask(asked);
    };
    const deaf = line.listenBytes(`${root}/media/${file.sha256}/+`, (bytes, topic) => {
      chunks[Number(topic.split("/").pop())] = bytes;
      patience = ASK_AT_MOST;
      if (missing() >= count) finish();
      else if (missing() >= asked + CHUNKS_AT_ONCE) askOn();
    });
    const timer = setInterval(() => {
      patience -= 1;
      if (patience > 0) askOn();
      else end(() => fail(new Error("no chunks came")));
    }, ASK_AGAIN_MS);
    const end = (/** @type {() => void} */ act) => {
      clearInterval(timer);
      deaf();
      act();
    };
    const finish = () => {
      const whole = joined(chunks.slice(0, count));
      if (sha256(whole) === file.sha256)
        end(() => done(URL.createObjectURL(new Blob([whole], { type: file.type }))));
      else end(() => fail(new Error("the chunks are not the file")));
    };
    if (count) askOn();
    else end(() => fail(new Error("a file without a size")));
  });
}

/** @param {Uint8Array[]} chunks */
function joined(chunks) {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  chunks.forEach((chunk) => {
    whole.set(chunk, at);
    at += chunk.length;
  });
  return whole;
}
