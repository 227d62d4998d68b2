const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;

const wrap = (x: bigint): bigint => BigInt.asUintN(64, x);
const rotate = (x: bigint, n: bigint): bigint => wrap(x << n) | (x >> (64n - n));
const round = (accumulator: bigint, input: bigint): bigint => wrap(rotate(wrap(accumulator + input * P2), 31n) * P1);

function finish(hash: bigint): bigint {
  let h = hash ^ (hash >> 33n);
  h = wrap(h * P2);
  h ^= h >> 29n;
  h = wrap(h * P3);
  return BigInt.asIntN(64, h ^ (h >> 32n));
}

/** The hash of a 32-bit number (Spark's `XXH64.hashInt`). */
export function xxHashInt(value: number, seed: bigint): bigint {
  const h = wrap(seed + P5 + 4n) ^ wrap(BigInt.asUintN(32, BigInt(value)) * P1);
  return finish(wrap(rotate(h, 23n) * P2 + P3));
}

export function xxHashLong(value: bigint, seed: bigint): bigint {
  const h = wrap(seed + P5 + 8n) ^ round(0n, wrap(value));
  return finish(wrap(rotate(h, 27n) * P1 + P4));
}

export function xxHashBytes(bytes: Uint8Array, seed: bigint): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  let h = wrap(seed + P5);
  if (bytes.length >= 32) {
    const lanes = [wrap(seed + P1 + P2), wrap(seed + P2), wrap(seed), wrap(seed - P1)] as [
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    for (; at <= bytes.length - 32; at += 32) {
      for (let lane = 0; lane < 4; lane++) lanes[lane] = round(lanes[lane]!, view.getBigUint64(at + 8 * lane, true));
    }
    h = wrap(rotate(lanes[0], 1n) + rotate(lanes[1], 7n) + rotate(lanes[2], 12n) + rotate(lanes[3], 18n));
    for (const lane of lanes) h = wrap((h ^ round(0n, lane)) * P1 + P4);
  }
  h = wrap(h + BigInt(bytes.length));
  for (; at <= bytes.length - 8; at += 8) {
    h = wrap(rotate(h ^ round(0n, view.getBigUint64(at, true)), 27n) * P1 + P4);
  }
  if (at <= bytes.length - 4) {
    h = wrap(rotate(h ^ wrap(BigInt(view.getUint32(at, true)) * P1), 23n) * P2 + P3);
    at += 4;
  }
  for (; at < bytes.length; at++) h = wrap(rotate(h ^ wrap(BigInt(bytes[at]!) * P5), 11n) * P1);
  return finish(h);
}
