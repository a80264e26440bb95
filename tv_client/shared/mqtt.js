// @ts-check
/** Keeps a line to the hub's broker: MQTT 3.1.1 over WebSocket, that mends itself. */

/**
 * @typedef {Object} Line
 * @property {(topic: string, heard: (message: any, topic: string) => void) => () => void} listen
 *   hear JSON messages of a topic (`+` stands for one level); returns how to stop
 * @property {(topic: string, heard: (bytes: Uint8Array, topic: string) => void) => () => void} listenBytes
 *   hear messages that are no JSON
 * @property {(topic: string, message: object, retain?: boolean) => void} tell
 * @property {(changed: (online: boolean) => void) => void} onState called at once, then at every change
 * @property {() => boolean} isOpen
 * @property {() => void} close
 */

import { api } from "./api.js";

const RECONNECT_MS = 2000;

/**
 * Open a line; it reconnects and subscribes again by itself.
 * @param {import("./types.js").Hub} hub
 * @param {import("./types.js").Me} me whose name and password open the broker
 * @param {string} role "phone" or "display-<id>"; a random part makes the client id unique
 * @param {{topic: string, message: object}} [lastWill]
 * @returns {Line}
 */
export function openLine(hub, me, role, lastWill) {
  const client = /** @type {any} */ (window).mqtt.connect(
    address(hub),
    {
      protocolVersion: 4,
      clientId: `goodwave-${role}-${Math.random().toString(16).slice(2, 10)}`,
      username: me.mqtt.user,
      password: me.mqtt.password,
      keepalive: 20,
      reconnectPeriod: RECONNECT_MS,
      connectTimeout: 5000,
      will: lastWill && {
        topic: lastWill.topic,
        payload: JSON.stringify(lastWill.message),
        qos: 1,
        retain: true,
      },
    }
  );
  /** @type {{topic: string, heard: (message: any, topic: string) => void, raw: boolean}[]} */
  let ears = [];
  /** @type {((online: boolean) => void)[]} */
  const watchers = [];
  const changed = () => watchers.forEach((watcher) => watcher(client.connected));

  client.on("connect", changed);
  client.on("close", changed);
  client.on("close", () => renewPassword(client));
  client.on("error", () => undefined); // the line mends itself; "close" has told the watchers
  client.on("message", (/** @type {string} */ topic, /** @type {Uint8Array} */ payload) => {
    const fitting = ears.filter((ear) => fits(ear.topic, topic));
    const message = fitting.every((ear) => ear.raw) ? null : parse(payload);
    fitting.forEach((ear) => {
      if (ear.raw) ear.heard(payload, topic);
      else if (message !== null) ear.heard(message, topic);
    });
  });
  const listen = (
    /** @type {string} */ topic,
    /** @type {(message: any, topic: string) => void} */ heard,
    raw = false
  ) => {
    const ear = { topic, heard, raw };
    ears.push(ear);
    client.subscribe(topic, { qos: 1 });
    return () => {
      ears = ears.filter((other) => other !== ear);
      if (!ears.some((other) => other.topic === topic)) client.unsubscribe(topic);
    };
  };

  return {
    listen: (topic, heard) => listen(topic, heard),
    listenBytes: (topic, heard) => listen(topic, heard, true),
    tell: (topic, message, retain) =>
      client.publish(topic, JSON.stringify(message), { qos: 1, retain: Boolean(retain) }),
    onState(watcher) {
      watchers.push(watcher);
      watcher(client.connected);
    },
    isOpen: () => client.connected,
    close: () => client.end(true),
  };
}

/**
 * A password is good for a day, and a page on a television lives for months.
 * @param {any} client
 */
function renewPassword(client) {
  api.me().then(
    (me) => (client.options.password = me.mqtt.password),
    () => undefined // the hub is away; the next try asks again
  );
}

/**
 * An empty message clears a retained one and says nothing.
 * @param {Uint8Array} payload
 */
function parse(payload) {
  try {
    return payload.length ? JSON.parse(new TextDecoder().decode(payload)) : null;
  } catch (error) {
    return null;
  }
}

/**
 * Over https the hub's own broker is behind the door that the page came through: one certificate for both.
 * @param {import("./types.js").Hub} hub
 */
function address(hub) {
  const secure = location.protocol === "https:";
  if (secure && !hub.mqtt.host) return `wss://${location.host}/mqtt`;
  return `${secure ? "wss" : "ws"}://${hub.mqtt.host || location.hostname}:${hub.mqtt.ws_port}/`;
}

/**
 * @param {string} pattern
 * @param {string} topic
 */
function fits(pattern, topic) {
  const wanted = pattern.split("/");
  const levels = topic.split("/");
  return (
    wanted.length === levels.length &&
    wanted.every((level, index) => level === "+" || level === levels[index])
  );
}
