import type { PlacedText } from "../layout/geometry.js";
import { element, escapeText } from "./element.js";

export interface TextStyle {
  readonly size: number;
  readonly fill: string;
  readonly anchor?: "start" | "middle" | "end";
  readonly bold?: boolean;
  /** Colour of a halo, for texts that lines may cross. */
  readonly halo?: string;
  readonly className?: string;
}

/** A text at its baseline; the whole text is its tooltip when it was cut. */
export function svgText(text: PlacedText, style: TextStyle): string {
  const title = text.full === undefined ? "" : element("title", {}, escapeText(text.full));
  return element(
    "text",
    {
      x: text.x,
      y: text.y,
      class: style.className,
      "font-size": style.size,
      fill: style.fill,
      "text-anchor": style.anchor === "start" ? undefined : style.anchor,
      "font-weight": style.bold === true ? "bold" : undefined,
      ...(style.halo === undefined
        ? {}
        : { "paint-order": "stroke", stroke: style.halo, "stroke-width": 3, "stroke-linejoin": "round" }),
    },
    escapeText(text.text),
    title,
  );
}
