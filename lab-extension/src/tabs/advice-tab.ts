import { FINDING_TITLES, type Finding, formatNoun } from "@stageplay/core";
import type { RunModel } from "@stageplay/view";
import { findingCard } from "../advice/finding-card.js";
import { element } from "../dom/element.js";
import type { RunTab, RunTabFactory, TabHost } from "./run-tab.js";

/** What could be better about the run, dearest first: what was seen, why, and the line to change. */
class AdviceTab implements RunTab {
  readonly node: HTMLElement = element("div", { class: "sp-advice" });
  private readonly host: TabHost;

  constructor(host: TabHost) {
    this.host = host;
  }

  update(model: RunModel): void {
    const { advice } = model.run;
    if (advice === undefined) {
      this.node.replaceChildren(
        element("p", { class: "sp-muted" }, "The advisor looks at a run when its cell has ended."),
      );
      return;
    }
    const cards = advice.map((finding) => findingCard(finding, model, this.host));
    this.node.replaceChildren(...(cards.length === 0 ? nothingToSay() : cards), silenceHint(advice));
  }
}

/** Silence is worth something only when it says what was looked at. */
function nothingToSay(): readonly HTMLElement[] {
  const titles = Object.values(FINDING_TITLES);
  return [
    element(
      "p",
      { class: "sp-advice-nothing" },
      `✓ Nothing to say: ${formatNoun(titles.length, "thing")} were looked for, and none was found.`,
    ),
    element(
      "details",
      { class: "sp-advice-looked" },
      element("summary", { "data-lm-suppress-shortcuts": "true" }, "What was looked for"),
      element("ul", {}, ...titles.map((title) => element("li", {}, title))),
    ),
  ];
}

/** How to hear less of it. */
function silenceHint(advice: readonly Finding[]): HTMLElement {
  const ids = advice.slice(0, 2).map(({ id }) => id);
  if (ids.length === 0) return element("span", { hidden: "" });
  return element(
    "p",
    { class: "sp-muted sp-advice-hint" },
    "To leave findings out: ",
    element("code", {}, `spark.conf.set("spark.stageplay.advisor.silence", "${ids.join(",")}")`),
    ". When one speaks is a setting, too: ",
    element("code", {}, `spark.stageplay.advisor.${ids[0]!}.…`),
  );
}

export const adviceTab: RunTabFactory = {
  id: "advice",
  title: "Advice",
  badge: ({ run: { advice = [] } }) =>
    advice.length === 0 ? undefined : { text: String(advice.length), label: formatNoun(advice.length, "finding") },
  create: (host) => new AdviceTab(host),
};
