/** MurmurHash3 x86 32-bit, as Scala's `MurmurHash3` and Java's hash seeding use it (not SQL's variant, G17). */
const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

const rotl = (x: number, r: number): number => (x << r) | (x >>> (32 - r));

export function mixLast(hash: number, data: number): number {
  return hash ^ Math.imul(rotl(Math.imul(data, C1), 15), C2);
}

export function mix(hash: number, data: number): number {
  return (Math.imul(rotl(mixLast(hash, data), 13), 5) + 0xe6546b64) | 0;
}

export function finalizeHash(hash: number, length: number): number {
  let h = hash ^ length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Hash of whole 32-bit little-endian words: `MurmurHash3.bytesHash` for inputs of 4·n bytes. */
export function wordsHash(words: readonly number[], seed: number): number {
  let h = seed;
  for (const word of words) h = mix(h, word);
  return finalizeHash(h, words.length * 4);
}
