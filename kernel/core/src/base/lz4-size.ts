/** LZ4 looks for repeats of at least four bytes, never among the last ones of a block. */
const MIN_MATCH = 4;
const LAST_LITERALS = 5;
const MATCH_LIMIT = 12;
const HASH_LOG = 13;
const LONG_RUN = 15;

/** By hash: where such bytes were last seen in this call, with the call's number above 16 bits. What other calls left there counts as 0, so nothing is cleared. */
const table = new Int32Array(1 << HASH_LOG);
const LAST_CALL = 0x7fff;
let call = 0;

function hashOf(sequence: number): number {
  return Math.imul(sequence, 2654435761) >>> (32 - HASH_LOG);
}

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
  if (call === LAST_CALL) table.fill(0);
  call = call === LAST_CALL ? 1 : call + 1;
  const mark = call << 16;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lastStart = end - MATCH_LIMIT + 1;
  const matchEnd = end - LAST_LITERALS;
  let size = 0;
  let anchor = start;
  if (end - start > MATCH_LIMIT) {
    let ip = start + 1;
    table[hashOf(view.getInt32(start, true))] = mark;
    search: for (;;) {
      let next = ip;
      let step = 1;
      let attempts = 1 << 6;
      let match: number;
      let sequence: number;
      do {
        ip = next;
        next += step;
        step = attempts++ >> 6;
        if (next > lastStart) break search;
        sequence = view.getInt32(ip, true);
        const h = hashOf(sequence);
        const seen = table[h]!;
        match = seen >> 16 === call ? start + (seen & 0xffff) : start;
        table[h] = mark | (ip - start);
      } while (view.getInt32(match, true) !== sequence);
      while (ip > anchor && match > start && bytes[ip - 1] === bytes[match - 1]) {
        ip--;
        match--;
      }
      const literals = ip - anchor;
      size += literals + lengthBytes(literals);
      for (;;) {
        // A token and an offset, then the repeat.
        let length = MIN_MATCH;
        while (
          ip + length + 4 <= matchEnd &&
          view.getInt32(ip + length, true) === view.getInt32(match + length, true)
        ) {
          length += 4;
        }
        while (ip + length < matchEnd && bytes[ip + length] === bytes[match + length]) length++;
        size += 3 + lengthBytes(length - MIN_MATCH);
        ip += length;
        anchor = ip;
        if (ip >= lastStart) break search;
        table[hashOf(view.getInt32(ip - 2, true))] = mark | (ip - 2 - start);
        sequence = view.getInt32(ip, true);
        const h = hashOf(sequence);
        const seen = table[h]!;
        match = seen >> 16 === call ? start + (seen & 0xffff) : start;
        table[h] = mark | (ip - start);
        if (view.getInt32(match, true) !== sequence) break;
      }
      ip++;
    }
  }
  const rest = end - anchor;
  return size + 1 + rest + lengthBytes(rest);
}
