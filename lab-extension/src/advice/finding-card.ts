import { type Finding, formatMillis, formatNoun } from "@stageplay/core";
import type { RunModel } from "@stageplay/view";
import { copyButton } from "../dom/copy-button.js";
import { element } from "../dom/element.js";
import { lineLink } from "../lines/line-link.js";
import type { TabHost } from "../tabs/run-tab.js";
import { placeLinks } from "./place-links.js";

/** Severity by shape and word, not by colour alone. */
const SEVERITY = { serious: "✕ serious", warning: "▲ warning", note: "• note" } as const;

/** One finding: what was seen, why it is so, what to change, and where to look. */
export function findingCard(finding: Finding, model: RunModel, host: TabHost): HTMLElement {
  const { title, severity, seen, cause, fix, change, callSite } = finding;
  const links = placeLinks(finding.places, model, host);
  return element(
    "section",
    { class: `sp-finding sp-finding-${severity}`, "data-finding": finding.id, "aria-label": `${severity}: ${title}` },
    element(
      "header",
      { class: "sp-finding-head" },
      element("span", { class: "sp-finding-severity" }, SEVERITY[severity]),
      element("h2", { class: "sp-finding-title" }, title),
      ...(callSite === undefined ? [] : [lineLink(callSite)]),
      element("span", { class: "sp-muted" }, costText(finding)),
    ),
    element(
      "dl",
      { class: "sp-finding-parts" },
      ...part("Seen", seen),
      ...part("Why", cause),
      ...part("Fix", fix),
      ...(change === undefined
        ? []
        : part(
            "Change",
            element("code", { class: "sp-finding-change" }, change),
            copyButton({ label: "Copy", what: "Copy the line to change", text: () => change }),
          )),
      ...(links.length === 0 ? [] : part("Look at", ...links)),
    ),
  );
}

function part(name: string, ...content: readonly (Node | string)[]): readonly HTMLElement[] {
  return [element("dt", {}, name), element("dd", {}, ...content)];
}

/** What it is about, and what the change would save as far as the run tells. */
function costText({ costMs, savesMs, occurrences }: Finding): string {
  const parts = [
    ...(occurrences > 1 ? [`seen ${formatNoun(occurrences, "time")}`] : []),
    ...(costMs >= 1 ? [`${formatMillis(costMs)} core time`] : []),
    ...(savesMs !== undefined && savesMs >= 1 ? [`would save about ${formatMillis(savesMs)} (modelled)`] : []),
  ];
  return parts.join(" · ");
}
