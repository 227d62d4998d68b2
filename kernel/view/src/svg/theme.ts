/** Colours of a picture as data; every value goes into an SVG attribute or style as it is. */
export interface Theme {
  readonly name: "light" | "dark" | "vars";
  readonly background: string;
  readonly text: string;
  /** Secondary text, icons, arrows. */
  readonly muted: string;
  readonly line: string;
  /** Fill of operator boxes and table stripes. */
  readonly soft: string;
  readonly accent: string;
  readonly bad: string;
  readonly good: string;
  /** Band of an executor in the Gantt chart. */
  readonly lane: string;
  /** Strokes of the hatching over failed tasks and skipped stages. */
  readonly hatch: string;
  readonly fontFamily: string;
}

/** DejaVu Sans first: the static picture is drawn with it and text widths are measured for it. */
const FONT = "'DejaVu Sans', system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

export const lightTheme: Theme = {
  name: "light",
  background: "#ffffff",
  text: "#1f2328",
  muted: "#59636e",
  line: "#d0d7de",
  soft: "#f6f8fa",
  accent: "#0969da",
  bad: "#b3261e",
  good: "#1a7f37",
  lane: "#eef1f4",
  hatch: "#000000",
  fontFamily: FONT,
};

export const darkTheme: Theme = {
  name: "dark",
  background: "#111418",
  text: "#e6edf3",
  muted: "#9198a1",
  line: "#30363d",
  soft: "#1a1f26",
  accent: "#58a6ff",
  bad: "#ff7b72",
  good: "#3fb950",
  lane: "#1c222a",
  hatch: "#ffffff",
  fontFamily: FONT,
};

/**
 * A theme of CSS variables, for a page that sets `--sp-background`, `--sp-text`, `--sp-muted`, `--sp-line`, `--sp-soft`,
 * `--sp-accent`, `--sp-bad`, `--sp-good`, `--sp-lane`, `--sp-hatch` and `--sp-font` (each falls back to the light theme).
 *
 * @param prefix start of the variables' names, `--sp-` by default.
 */
export function themeFromVars(prefix = "--sp-"): Theme {
  const variable = (name: keyof Theme): string => `var(${prefix}${name}, ${lightTheme[name]})`;
  return {
    name: "vars",
    background: variable("background"),
    text: variable("text"),
    muted: variable("muted"),
    line: variable("line"),
    soft: variable("soft"),
    accent: variable("accent"),
    bad: variable("bad"),
    good: variable("good"),
    lane: variable("lane"),
    hatch: variable("hatch"),
    fontFamily: `var(${prefix}font, ${FONT})`,
  };
}

/**
 * Okabe–Ito with a darker grey, which differs from the pink for all eyes; a test holds how different they are. They repeat after eight, so a label
 * always goes with them.
 */
export const STAGE_COLORS: readonly string[] = [
  "#0072B2",
  "#E69F00",
  "#009E73",
  "#CC79A7",
  "#56B4E9",
  "#D55E00",
  "#F0E442",
  "#666666",
];

/** The colour of a stage by its `colorIndex`. */
export function stageColor(colorIndex: number): string {
  return STAGE_COLORS[colorIndex % STAGE_COLORS.length] ?? "#666666";
}

/** Text colour that can be read on {@link stageColor}: white on the dark blue and the grey, near-black elsewhere. */
export function stageTextColor(colorIndex: number): string {
  return textColorOn(stageColor(colorIndex));
}

/** White or near-black, whichever can be read on a colour `#rrggbb` of ours. */
export function textColorOn(fill: string): string {
  return DARK_FILLS.has(fill) ? "#ffffff" : "#111111";
}

const DARK_FILLS: ReadonlySet<string> = new Set(["#0072B2", "#666666"]);
