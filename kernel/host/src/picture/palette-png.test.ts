import { inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { palettePng } from "./palette-png.js";

/** Red, green, blue and alpha of each pixel, and the chunks by name. */
function read(png: Buffer): { readonly chunks: ReadonlyMap<string, Buffer>; readonly pixels: readonly number[][] } {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    chunks.set(png.toString("latin1", at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const width = chunks.get("IHDR")!.readUInt32BE(0);
  const [colors, alphas] = [chunks.get("PLTE")!, chunks.get("tRNS")!];
  const indices = [...inflateSync(chunks.get("IDAT")!)].filter((_, i) => i % (width + 1) !== 0);
  return { chunks, pixels: indices.map((i) => [...colors.subarray(3 * i, 3 * i + 3), alphas[i]!]) };
}

it("keeps up to 256 colours as they are, also transparent ones", () => {
  const pixels = [
    [255, 0, 0, 255],
    [0, 128, 255, 255],
    [255, 0, 0, 255],
    [0, 0, 0, 0],
  ];
  const png = read(palettePng(Uint8Array.from(pixels.flat()), 2, 2));
  expect(png.pixels).toEqual(pixels);
  expect([...png.chunks.get("IHDR")!]).toEqual([0, 0, 0, 2, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
});

it("gives back colours that were multiplied by their alpha", () => {
  expect(read(palettePng(Uint8Array.from([64, 32, 0, 128]), 1, 1)).pixels).toEqual([[128, 64, 0, 128]]);
});

it("puts a near colour in place of a rare one where there are more", () => {
  const shades = Array.from({ length: 4096 }, (_, i) => [(i % 16) * 17, ((i >> 4) % 16) * 17, (i >> 8) * 17, 255]);
  const often = Array.from({ length: 1000 }, () => [1, 2, 3, 255]);
  const { chunks, pixels } = read(palettePng(Uint8Array.from([...often, ...shades].flat()), 1, 5096));
  expect(chunks.get("PLTE")!.length).toBeLessThanOrEqual(3 * 256);
  expect(pixels[0]).toEqual([1, 2, 3, 255]);
  for (const [i, shade] of shades.entries()) {
    const away = shade.map((byte, k) => Math.abs(byte - pixels[1000 + i]![k]!));
    expect(Math.max(...away)).toBeLessThanOrEqual(90);
  }
});
