import { isAscii } from "node:buffer";

/** The texts of plain byte arrays: four bytes of length before each. */
export function plainTexts(bytes: Uint8Array, at: number, count: number): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const texts = new Array<string>(count);
  // Cutting one long text is several times faster than decoding many short ones; bytes and characters must be the same for that.
  const whole = isAscii(buffer) ? buffer.toString("latin1") : undefined;
  let position = at;
  for (let i = 0; i < count; i++) {
    const start = position + 4;
    position = start + buffer.readUInt32LE(position);
    texts[i] = whole === undefined ? buffer.toString("utf8", start, position) : whole.slice(start, position);
  }
  if (position > buffer.length) throw new Error(`a text ends at byte ${position} of a page of ${buffer.length}`);
  return texts;
}
