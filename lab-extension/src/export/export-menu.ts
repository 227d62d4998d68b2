import { type RunModel, runHtml, runSvg } from "@stageplay/view";
import { element } from "../dom/element.js";
import { pngOfSvg } from "./png-of-svg.js";
import { saveFile } from "./save-file.js";

type Format = "png" | "svg" | "html";

const FORMATS: readonly (readonly [format: Format, words: string])[] = [
  ["png", "PNG"],
  ["svg", "SVG"],
  ["html", "HTML"],
];

/** Saves the run as a file: a picture, or a page that opens without Jupyter. */
export class ExportMenu {
  private readonly outcome = element("span", { role: "status" });
  readonly node: HTMLElement;
  private model: RunModel | undefined;

  constructor() {
    const buttons = FORMATS.map(([format, words]) => {
      const button = element(
        "button",
        {
          type: "button",
          class: "sp-link",
          "data-export": format,
          "aria-label": `Save this run as ${words}`,
          "data-lm-suppress-shortcuts": "true",
        },
        words,
      );
      button.addEventListener("click", () => void this.save(format));
      return button;
    });
    this.node = element(
      "span",
      { class: "sp-export", role: "group", "aria-label": "Save" },
      "Save ",
      ...buttons,
      this.outcome,
    );
  }

  update(model: RunModel): void {
    this.model = model;
  }

  private async save(format: Format): Promise<void> {
    if (this.model === undefined) return;
    const { run } = this.model;
    const cell = run.cell === undefined ? "" : `-cell-${run.cell}`;
    const file = `stageplay-run-${run.runId}${cell}.${format}`;
    try {
      saveFile(file, await contentOf(this.model, format));
      this.say(`Saved as ${file}`, true);
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error), false);
    }
  }

  private say(words: string, good: boolean): void {
    this.outcome.className = good ? "sp-visually-hidden" : "sp-bad";
    this.outcome.textContent = words;
  }
}

async function contentOf({ run }: RunModel, format: Format): Promise<Blob> {
  if (format === "html") return new Blob([runHtml(run)], { type: "text/html" });
  const svg = runSvg(run, { theme: "light" });
  return format === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : pngOfSvg(svg);
}
