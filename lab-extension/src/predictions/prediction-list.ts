import type { PredictionVerdict } from "@stageplay/core";
import { element } from "../dom/element.js";
import type { TabHost } from "../tabs/run-tab.js";
import { predictionPanel } from "./prediction-panel.js";

/** The verdicts on what was predicted, above the tabs. A run that is drawn again keeps them as they are, so that no button loses the focus. */
export class PredictionList {
  readonly node: HTMLElement = element("div", { class: "sp-predictions" });
  private readonly host: TabHost;
  private shown = "";

  constructor(host: TabHost) {
    this.host = host;
  }

  update(predictions: readonly PredictionVerdict[]): void {
    const state = JSON.stringify(predictions);
    if (state === this.shown) return;
    this.shown = state;
    this.node.replaceChildren(...predictions.map((prediction) => predictionPanel(prediction, this.host)));
  }
}
