import { type RunModel, runHtml, runSvg } from "@stageplay/view";
import { element } from "../dom/element.js";
import type { TabFile } from "../tabs/run-tab.js";
import { pngOfSvg } from "./png-of-svg.js";
import { saveFile } from "./save-file.js";

const TYPES = { png: "image/png", svg: "image/svg+xml", html: "text/html", csv: "text/csv" } as const;
type Format = keyof typeof TYPES;
type Content = Blob | string | undefined;

/** What the whole run can be saved as. */
const OF_RUN: readonly {
  readonly format: Format;
  readonly content: (model: RunModel) => Content | Promise<Content>;
}[] = [
  { format: "png", content: ({ run }) => pngOfSvg(runSvg(run, { theme: "light" })) },
  { format: "svg", content: ({ run }) => runSvg(run, { theme: "light" }) },
  { format: "html", content: ({ run }) => runHtml(run) },
];

/** Saves the run as a file: a picture, or a page that opens without Jupyter; and what the selected tab alone has to offer. */
export class ExportMenu {
  private readonly outcome = element("span", { role: "status" });
  private readonly ofTab = element("span", { class: "sp-export" });
  readonly node: HTMLElement;
  private model: RunModel | undefined;
  private offered: readonly TabFile[] = [];

  constructor() {
    const buttons = OF_RUN.map(({ format, content }) =>
      this.button({ format, text: format.toUpperCase(), what: "run" }, () => this.model && content(this.model)),
    );
    this.node = element(
      "span",
      { class: "sp-export", role: "group", "aria-label": "Save" },
      "Save ",
      ...buttons,
      this.ofTab,
      this.outcome,
    );
  }

  update(model: RunModel): void {
    this.model = model;
  }

  /** Offers the files of the selected tab. */
  offer(files: readonly TabFile[]): void {
    if (files === this.offered) return;
    this.offered = files;
    this.ofTab.replaceChildren(
      ...files.map(({ what, format, content }) =>
        this.button({ format, text: `${what} ${format.toUpperCase()}`, what }, content),
      ),
    );
  }

  private button(
    { format, text, what }: { readonly format: Format; readonly text: string; readonly what: string },
    content: () => Content | Promise<Content>,
  ): HTMLButtonElement {
    const button = element(
      "button",
      {
        type: "button",
        class: "sp-link",
        "data-export": what === "run" ? format : `${what}-${format}`,
        "aria-label": what === "run" ? `Save this run as ${text}` : `Save ${text}`,
        "data-lm-suppress-shortcuts": "true",
      },
      text,
    );
    button.addEventListener("click", () => void this.save(what === "run" ? "" : `-${what}`, format, content));
    return button;
  }

  private async save(what: string, format: Format, make: () => Content | Promise<Content>): Promise<void> {
    if (this.model === undefined) return;
    const { run } = this.model;
    const cell = run.cell === undefined ? "" : `-cell-${run.cell}`;
    // Numbers and words of our own: nothing of the run's texts gets into a file's name.
    const file = `stageplay-run-${run.runId}${cell}${what}.${format}`;
    try {
      const content = await make();
      if (content === undefined) return;
      saveFile(file, new Blob([content], { type: TYPES[format] }));
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
