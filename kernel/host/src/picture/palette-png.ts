import { crc32, deflateSync } from "node:zlib";

/** Entries of a palette of one byte a pixel. */
const MOST_COLORS = 256;
const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");

/**
 * Writes pixels as a PNG of at most 256 colours: two fifths of the size of a true-colour one, so that notebooks of many runs stay small enough to be shared. A drawing has a few hundred, nearly all of them shades at the edges of
 * letters: those that occur often stay as they are, the others become the nearest of them.
 *
 * @param pixels red, green, blue, alpha, a byte each, multiplied by alpha, row by row
 * @see https://www.w3.org/TR/png-3/
 */
export function palettePng(pixels: Uint8Array, width: number, height: number): Buffer {
  const colors = new Uint32Array(pixels.buffer.slice(pixels.byteOffset, pixels.byteOffset + width * height * 4));
  const counts = countsOf(colors);
  const often = [...counts].sort(([a, more], [b, less]) => less - more || a - b).map(([color]) => color);
  const palette = paletteOf(often);
  const indices = new Map(often.map((color) => [color, nearest(palette, color).index]));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // 8 bits a pixel, indices into the palette
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap(straight))),
    chunk("tRNS", Buffer.from(palette.map(alphaOf))),
    chunk("IDAT", deflateSync(scanlines(colors, width, height, indices))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function countsOf(colors: Uint32Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  // Most pixels are like the one before them.
  for (let i = 0; i < colors.length; ) {
    const from = i;
    const color = colors[i]!;
    while (i < colors.length && colors[i] === color) i++;
    counts.set(color, (counts.get(color) ?? 0) + i - from);
  }
  return counts;
}

/** Rows of indices, each after a zero: no filter. */
function scanlines(
  colors: Uint32Array,
  width: number,
  height: number,
  indices: ReadonlyMap<number, number>,
): Uint8Array {
  const lines = new Uint8Array((width + 1) * height);
  let color = -1;
  let index = 0;
  for (let y = 0, at = 0; y < height; y++) {
    at++;
    for (let x = 0; x < width; x++) {
      const next = colors[y * width + x]!;
      if (next !== color) {
        color = next;
        index = indices.get(color)!;
      }
      lines[at++] = index;
    }
  }
  return lines;
}

/** Colours that are no nearer to each other than they have to be for the palette to hold them all; those that occur often come first. */
function paletteOf(often: readonly number[]): readonly number[] {
  for (let apart = 0; ; apart = apart * 2 + 1) {
    const palette: number[] = [];
    for (const color of often) {
      if (nearest(palette, color).distance > apart) palette.push(color);
      if (palette.length > MOST_COLORS) break;
    }
    if (palette.length <= MOST_COLORS) return palette;
  }
}

/** The place of the nearest colour, and the square of the way to it. */
function nearest(palette: readonly number[], color: number): { readonly index: number; readonly distance: number } {
  let index = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < palette.length && least > 0; i++) {
    const distance = squareBetween(palette[i]!, color);
    if (distance >= least) continue;
    least = distance;
    index = i;
  }
  return { index, distance: least };
}

function squareBetween(a: number, b: number): number {
  let sum = 0;
  for (let shift = 0; shift < 32; shift += 8) sum += (((a >>> shift) & 0xff) - ((b >>> shift) & 0xff)) ** 2;
  return sum;
}

/** Red, green, blue and alpha of a pixel, as little-endian machines read it. */
function bytesOf(color: number): readonly number[] {
  return [color & 0xff, (color >>> 8) & 0xff, (color >>> 16) & 0xff, alphaOf(color)];
}

function alphaOf(color: number): number {
  return color >>> 24;
}

/** Red, green and blue as PNG has them, not multiplied by alpha. */
function straight(color: number): readonly number[] {
  const alpha = alphaOf(color);
  return bytesOf(color)
    .slice(0, 3)
    .map((byte) => (alpha === 0 ? 0 : Math.min(255, Math.round((byte * 255) / alpha))));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
