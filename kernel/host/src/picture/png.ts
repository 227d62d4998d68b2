import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";
import { palettePng } from "./palette-png.js";

/** Pixels a unit of the SVG: sharp on dense screens, and still less than 100 kB for a usual run. */
const SCALE = 1.5;

const require = createRequire(import.meta.url);
// Without a font file text vanishes silently, and Bold is never derived from the regular face.
const FONT_FILES = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((name) =>
  require.resolve(`dejavu-fonts-ttf/ttf/${name}`),
);

/** A PNG and the size at which it is meant to be shown. */
export interface Picture {
  readonly base64: string;
  readonly width: number;
  readonly height: number;
}

/** Paints an SVG with the bundled DejaVu fonts. */
export function paintPng(svg: string): Picture {
  const resvg = new Resvg(svg, {
    fitTo: { mode: "zoom", value: SCALE },
    font: {
      loadSystemFonts: false,
      fontFiles: FONT_FILES,
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
    },
  });
  const image = resvg.render();
  return {
    base64: palettePng(image.pixels, image.width, image.height).toString("base64"),
    width: Math.round(image.width / SCALE),
    height: Math.round(image.height / SCALE),
  };
}
