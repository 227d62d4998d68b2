/** LZ4 looks for repeats of at least four bytes, never among the last ones of a block. */
const MIN_MATCH = 4;
const LAST_LITERALS = 5;
const MATCH_LIMIT = 12;
const HASH_LOG = 13;
const LONG_RUN = 15;

const table = new Uint16Array(1 << HASH_LOG);

/** Bytes that the length of a run takes beyond its four bits. */
function lengthBytes(length: number): number {
  return length < LONG_RUN ? 0 : 1 + Math.floor((length - LONG_RUN) / 255);
}

/**
 * How many bytes LZ4's fast compressor makes of `bytes[start … end)`, at most 64 KiB: the very search that Spark's codec does, of which
 * only the length is kept.
 *
 * @example
 * lz4Size(new Uint8Array(1000), 0, 1000); // 14
 */
export function lz4Size(bytes: Uint8Array, start: number, end: number): number {
  const read = (at: number): number =>
    bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  const hash = (at: number): number => Math.imul(read(at), 2654435761) >>> (32 - HASH_LOG);
  const lastStart = end - MATCH_LIMIT + 1;
  const matchEnd = end - LAST_LITERALS;
  let size = 0;
  let anchor = start;
  if (end - start > MATCH_LIMIT) {
    table.fill(0);
    let ip = start + 1;
    table[hash(start)] = 0;
    search: for (;;) {
      let next = ip;
      let step = 1;
      let attempts = 1 << 6;
      let match: number;
      do {
        ip = next;
        next += step;
        step = attempts++ >> 6;
        if (next > lastStart) break search;
        const h = hash(ip);
        match = start + table[h]!;
        table[h] = ip - start;
      } while (read(match) !== read(ip));
      while (ip > anchor && match > start && bytes[ip - 1] === bytes[match - 1]) {
        ip--;
        match--;
      }
      const literals = ip - anchor;
      size += literals + lengthBytes(literals);
      for (;;) {
        // A token and an offset, then the repeat.
        let length = MIN_MATCH;
        while (ip + length < matchEnd && bytes[ip + length] === bytes[match + length]) length++;
        size += 3 + lengthBytes(length - MIN_MATCH);
        ip += length;
        anchor = ip;
        if (ip >= lastStart) break search;
        table[hash(ip - 2)] = ip - 2 - start;
        const h = hash(ip);
        match = start + table[h]!;
        table[h] = ip - start;
        if (read(match) !== read(ip)) break;
      }
      ip++;
    }
  }
  const rest = end - anchor;
  return size + 1 + rest + lengthBytes(rest);
}
