import type { TracePhase, TraceStep } from "@stageplay/core";
import { element } from "../dom/element.js";
import { focusable } from "../dom/focusable.js";

const MARK_CLASSES = { " ": "same", "-": "gone", "+": "new", "!": "changed" } as const;
/** Unchanged lines shown before and after what changed. */
const CONTEXT = 1;

/** What planning did, phase by phase: a line a rule, which opens to what the rule changed. */
export function ruleTrace(steps: readonly TraceStep[]): readonly HTMLElement[] {
  const phases = new Map<TracePhase, TraceStep[]>();
  for (const step of steps) phases.set(step.phase, [...(phases.get(step.phase) ?? []), step]);
  return [...phases].map(([phase, ofPhase]) =>
    element(
      "section",
      { class: "sp-trace-phase", "aria-label": phase },
      element("h2", { class: "sp-heading" }, phase),
      ...ofPhase.map(ruleDetails),
    ),
  );
}

function ruleDetails(step: TraceStep): HTMLElement {
  const changed = step.diff.filter(({ mark }) => mark !== " ").length;
  const details = element(
    "details",
    { class: "sp-rule" },
    element(
      "summary",
      { "data-lm-suppress-shortcuts": "true" },
      element("b", {}, step.rule),
      element(
        "small",
        {},
        `${changed} ${changed === 1 ? "line" : "lines"}${step.reason === undefined ? "" : ` · ${step.reason}`}`,
      ),
    ),
  );
  // The lines are made when somebody opens them: a big plan has thousands.
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(diffLines(step));
  });
  return details;
}

function diffLines(step: TraceStep): HTMLElement {
  const { diff } = step;
  const near = diff.map((_, i) =>
    diff.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some(({ mark }) => mark !== " "),
  );
  const block = focusable(element("pre", { class: "sp-diff", role: "group" }), `What ${step.rule} changed`);
  let skipped = false;
  for (const [i, { mark, text }] of diff.entries()) {
    if (!near[i]) {
      skipped = true;
      continue;
    }
    if (skipped) block.append(element("span", { class: "sp-muted" }, "  ⋯\n"));
    skipped = false;
    block.append(element("span", { class: `sp-diff-${MARK_CLASSES[mark]}` }, `${mark} ${text}\n`));
  }
  if (skipped) block.append(element("span", { class: "sp-muted" }, "  ⋯\n"));
  return block;
}
