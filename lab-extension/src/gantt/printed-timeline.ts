import { ganttSvg, type RunModel, themeFromVars } from "@stageplay/view";
import { element } from "../dom/element.js";
import { onPrint } from "../dom/on-print.js";
import { importSvg } from "../dom/safe-svg.js";

const WIDTH = 900;

/** Ids within SVG are the page's. */
let pictures = 0;

/** The timeline on paper: an SVG that shrinks with the page, where the chart of the screen has a width of its own and would be cut. */
export class PrintedTimeline {
  readonly node: HTMLElement = element("div", { class: "sp-print-only" });
  private readonly idPrefix = `sp-printed-${pictures++}`;
  private readonly stop: () => void;

  /** @param model the run as it is now; undefined prints nothing */
  constructor(model: () => RunModel | undefined) {
    const draw = (): void => {
      const gantt = model()?.gantt;
      if (gantt === undefined || gantt.count === 0) return;
      const svg = ganttSvg(gantt, { theme: themeFromVars(), width: WIDTH, idPrefix: this.idPrefix });
      this.node.replaceChildren(importSvg(svg));
    };
    this.stop = onPrint(draw, () => this.node.replaceChildren());
  }

  dispose(): void {
    this.stop();
  }
}
