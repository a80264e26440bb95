// @ts-check
/** SHA-256 (FIPS 180-4): browsers keep their own for https, and the pages of a home are plain http. */

const PRIMES = firstPrimes(64);
const ROUND = Uint32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
const START = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

/**
 * Return the hash of some bytes, in hexadecimal.
 * @param {Uint8Array} bytes
 */
export function sha256(bytes) {
  const padded = pad(bytes);
  const words = new DataView(padded.buffer);
  const state = Uint32Array.from(START);
  const schedule = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i += 1) schedule[i] = words.getUint32(block + 4 * i);
    mix(state, schedule);
  }
  return Array.from(state, (word) => `0000000${word.toString(16)}`.slice(-8)).join("");
}

/**
 * @param {Uint32Array} state
 * @param {Uint32Array} w its first 16 words are the block
 */
function mix(state, w) {
  for (let i = 16; i < 64; i += 1) {
    const early = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    const late = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    w[i] = w[i - 16] + early + w[i - 7] + late;
  }
  let [a, b, c, d, e, f, g, h] = Array.from(state);
  for (let i = 0; i < 64; i += 1) {
    const choice = (e & f) ^ (~e & g);
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + ROUND[i] + w[i]) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] += word));
}

/** @param {Uint8Array} bytes */
function pad(bytes) {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const end = new DataView(padded.buffer);
  end.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  end.setUint32(padded.length - 4, bytes.length << 3);
  return padded;
}

/** @param {number} word @param {number} by */
function turn(word, by) {
  return (word >>> by) | (word << (32 - by));
}

/** The first 32 bits of what stands behind the point. @param {number} root */
function fraction(root) {
  return Math.floor((root - Math.floor(root)) * 0x100000000);
}

/** @param {number} count */
function firstPrimes(count) {
  const primes = /** @type {number[]} */ ([]);
  for (let n = 2; primes.length < count; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
  return primes;
}
