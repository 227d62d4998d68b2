/**
 * Parquet's hybrid of run-length and bit-packed runs: fills `out` with numbers of `width` bits that start at byte `at`. The library's own reader fills arrays
 * that are not typed, a bit at a time; codes of dictionaries are most of what a scan reads.
 *
 * @throws Error when the bytes end before `out` is full
 */
export function readHybrid(bytes: Uint8Array, at: number, width: number, out: Int32Array | Uint8Array): void {
  const position = { at };
  let filled = 0;
  while (filled < out.length) {
    if (position.at >= bytes.length) throw new Error(`a run of codes ends after ${filled} of ${out.length}`);
    const header = readVarint(bytes, position);
    filled =
      (header & 1) === 1
        ? readPacked(bytes, position, width, { out, from: filled, count: (header >>> 1) * 8 })
        : readRun(bytes, position, width, { out, from: filled, count: header >>> 1 });
  }
}

interface Run {
  readonly out: Int32Array | Uint8Array;
  readonly from: number;
  /** As the file says; the last run of a page may be longer than the page. */
  readonly count: number;
}

interface Position {
  at: number;
}

function readVarint(bytes: Uint8Array, position: Position): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[position.at++]!;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}

/** One value, `count` times, in as few whole bytes as it needs. */
function readRun(bytes: Uint8Array, position: Position, width: number, { out, from, count }: Run): number {
  let value = 0;
  for (let shift = 0; shift < width; shift += 8) value |= bytes[position.at++]! << shift;
  const end = Math.min(from + count, out.length);
  out.fill(value, from, end);
  return end;
}

/** Values side by side, least significant bit first. */
function readPacked(bytes: Uint8Array, position: Position, width: number, { out, from, count }: Run): number {
  const start = position.at;
  position.at += (count * width) >>> 3;
  const end = Math.min(from + count, out.length);
  // Four bytes at once hold a value of up to 25 bits wherever it begins; the last values have no four bytes before them.
  const direct = width > 25 ? 0 : Math.min(end - from, Math.floor(((bytes.length - start - 4) * 8) / width));
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const mask = 2 ** width - 1;
  for (let i = 0, bit = 0; i < direct; i++, bit += width) {
    out[from + i] = (view.getUint32(bit >>> 3, true) >>> (bit & 7)) & mask;
  }
  for (let i = Math.max(0, direct); i < end - from; i++) out[from + i] = bitByBit(bytes, start, i * width, width);
  return end;
}

function bitByBit(bytes: Uint8Array, start: number, first: number, width: number): number {
  let value = 0;
  for (let bit = 0; bit < width; bit++) {
    const at = first + bit;
    if (((bytes[start + (at >>> 3)]! >>> (at & 7)) & 1) === 1) value += 2 ** bit;
  }
  return value;
}
