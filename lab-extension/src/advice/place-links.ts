import type { FindingPlace } from "@stageplay/core";
import type { RunModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import type { TabHost, TabTarget } from "../tabs/run-tab.js";

/** Where a finding shows, as links to the other views: each place once. */
export function placeLinks(places: readonly FindingPlace[], model: RunModel, host: TabHost): readonly HTMLElement[] {
  const links = places.flatMap((place) => targetsOf(place, model));
  const byText = new Map(links.map((link) => [link.text, link]));
  return [...byText.values()].map(({ text, target }) => {
    const button = element(
      "button",
      { type: "button", class: "sp-button", "data-lm-suppress-shortcuts": "true" },
      text,
    );
    button.addEventListener("click", () => host.goTo(target));
    return button;
  });
}

interface PlaceLink {
  readonly text: string;
  readonly target: TabTarget;
}

function targetsOf(place: FindingPlace, { tasksDrawn, run }: RunModel): readonly PlaceLink[] {
  const { jobId, stageId, stageAttempt = 0, task, executionId, operator } = place;
  const links: PlaceLink[] = [];
  if (stageId !== undefined) {
    const stage = stageAttempt === 0 ? String(stageId) : `${stageId}.${stageAttempt}`;
    links.push({ text: `Stage ${stage}`, target: { tab: "stages", stage } });
    // A bundle that left tasks out counts its rows anew.
    const isThere = task !== undefined && tasksDrawn.drawn === tasksDrawn.total && task < run.tasks.length;
    if (isThere) {
      const partition = run.tasks.columns.partition[task]!;
      links.push({
        text: `Task ${partition} of stage ${stage} on the timeline`,
        target: { tab: "timeline", task, stage },
      });
    }
  } else if (jobId !== undefined) {
    links.push({ text: `Job ${jobId}`, target: { tab: "dag", jobId } });
  }
  if (executionId !== undefined) {
    const name = operator === undefined ? "" : `: ${/^\w+/.exec(operator)?.[0] ?? ""}`;
    links.push({
      text: `Plan of query ${executionId}${name}`,
      target: { tab: "plan", executionId, ...(operator === undefined ? {} : { operator }) },
    });
  }
  return links;
}
