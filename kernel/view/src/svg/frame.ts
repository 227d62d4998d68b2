import { element } from "./element.js";
import type { Theme } from "./theme.js";

/** A part of a picture: elements at the origin and the room they take. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

/** Shared definitions: the arrow head and the hatching of failed tasks. Ids start with `idPrefix`. */
export function definitions(theme: Theme, idPrefix: string): string {
  const arrow = element(
    "marker",
    { id: `${idPrefix}-arrow`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
    element("path", { d: "M0,0 L8,4 L0,8 z", fill: theme.muted }),
  );
  const hatch = element(
    "pattern",
    { id: `${idPrefix}-hatch`, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    element("rect", { width: 1.6, height: 5, fill: theme.hatch, "fill-opacity": 0.6 }),
  );
  return element("defs", {}, arrow, hatch);
}

/** A whole SVG document around a picture. `label` tells screen readers what it shows. */
export function svgDocument(
  picture: Picture,
  theme: Theme,
  idPrefix: string,
  label: string,
  className: string,
): string {
  const { width, height, body } = picture;
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: className,
      width: Math.ceil(width),
      height: Math.ceil(height),
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      role: "group",
      "aria-label": label,
      "font-family": theme.fontFamily,
    },
    definitions(theme, idPrefix),
    body,
  );
}

/** Ids are used in `url(#…)`: only letters, digits, `_` and `-` stay. */
export function safeId(idPrefix: string): string {
  return idPrefix.replace(/[^\w-]/g, "_");
}

export function translated(x: number, y: number, body: string, scale = 1): string {
  const scaling = scale === 1 ? "" : ` scale(${Math.round(scale * 1000) / 1000})`;
  return element(
    "g",
    { transform: `translate(${Math.round(x * 10) / 10},${Math.round(y * 10) / 10})${scaling}` },
    body,
  );
}
