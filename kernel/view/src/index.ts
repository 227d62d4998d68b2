/**
 * `@stageplay/view`: from a run document to pictures and texts. Pure: no Node, no DOM.
 *
 * The way of the data: RunDocument → {@link encodeRun}/{@link decodeRun} → {@link runModel} (derived facts) →
 * {@link dagLayout}, {@link ganttLayout} (numbers) → {@link dagSvg}, {@link ganttSvg}, {@link runSvg}, {@link runText}.
 *
 * @example
 * const run = decodeRun(output.data[RUN_MIME]);
 * const model = runModel(run);
 * element.innerHTML = model.jobs.map((job) => dagSvg(job, { theme: themeFromVars() })).join("");
 */

export { decodeRun } from "./bundle/decode-run.js";
export { encodeRun } from "./bundle/encode-run.js";
export { RUN_MIME, type RunBundle, RunBundleError } from "./bundle/run-bundle.js";
export { runHtml } from "./html/run-html.js";
export { type DagLayoutOptions, dagLayout } from "./layout/dag.js";
export { type GanttLayoutOptions, ganttLayout } from "./layout/gantt.js";
export type * from "./layout/geometry.js";
export { MARK_ROW_HEIGHT, placeMarks } from "./layout/place-marks.js";
export { type PlacedRow, type SequenceLayout, sequenceLayout } from "./layout/sequence-layout.js";
export { ellipsize, textWidth } from "./layout/text-width.js";
export { niceTicks } from "./layout/time-scale.js";
export { cardHtml } from "./lesson/card-html.js";
export { cardText } from "./lesson/card-text.js";
export type { CarriedRun } from "./model/carried-run.js";
export {
  type CoreTimeModel,
  type CoreTimeOwner,
  type CoreTimePart,
  coreSeconds,
  shareText,
} from "./model/core-time.js";
export { type CriticalStep, foldSteps } from "./model/critical-steps.js";
export { foldJobs, type JobFold, jobFoldTitle } from "./model/fold-jobs.js";
export { foldStageRows, foldStages, stagesOf } from "./model/fold-stages.js";
export { lastAction } from "./model/last-action.js";
export { type MemoryCurve, type MemoryLayer, memoryCurve } from "./model/memory-curve.js";
export type { OperatorMetric } from "./model/operator-numbers.js";
export type { PlanLine } from "./model/plan-lines.js";
export { type ComparedLine, planModels, type QueryPlanModel } from "./model/plan-model.js";
export { runModel } from "./model/run-model.js";
export type * from "./model/run-model-types.js";
export { type SequenceLane, sequenceLanes } from "./model/sequence-lanes.js";
export { messageTitle, SequenceReader, sequenceModel } from "./model/sequence-model.js";
export { type SequenceRow, SequenceRows } from "./model/sequence-rows.js";
export type * from "./model/sequence-types.js";
export { sequenceWords } from "./model/sequence-words.js";
export { type SizeAgainstTime, sizeAgainstTime } from "./model/size-against-time.js";
export { type SummaryLine, stageSummary } from "./model/stage-summary.js";
export { StepPyramid, type Steps } from "./model/step-pyramid.js";
export type { TaskOutcome } from "./model/task-facts.js";
export { type MetricKind, printsAsZero, TASK_METRICS, type TaskMetric } from "./model/task-metrics.js";
export { longestPhase, TASK_PHASES, type TaskPhaseName, taskPhases } from "./model/task-phases.js";
export { type TaskFilter, type TaskOrder, taskRows } from "./model/task-rows.js";
export { wholeGraph } from "./model/whole-graph.js";
export { type DagSvgOptions, dagSvg } from "./svg/dag-svg.js";
export { type GanttSvgOptions, ganttSvg } from "./svg/gantt-svg.js";
export { type RunSvgOptions, runSvg } from "./svg/run-svg.js";
export {
  type SequenceSvgOptions,
  sequenceHeadSvg,
  sequencePictureSvg,
  sequenceSvg,
  spoken,
} from "./svg/sequence-svg.js";
export { type SmallDagOptions, smallDagSvg } from "./svg/small-dag.js";
export { SMALL_GANTT_HEIGHT, type SmallGanttOptions, smallGanttSvg } from "./svg/small-gantt.js";
export {
  darkTheme,
  lightTheme,
  STAGE_COLORS,
  stageColor,
  stageTextColor,
  type Theme,
  textColorOn,
  themeFromVars,
} from "./svg/theme.js";
export { csv } from "./text/csv.js";
export { extremesOf, foldedWhat, foldTimes } from "./text/fold-words.js";
export { coreTimeTable, criticalPathTable, stepName, type TextTable } from "./text/ledger-tables.js";
export { messageTable } from "./text/message-table.js";
export { operatorMetricText, operatorMillis, percent, planText } from "./text/plan-text.js";
export {
  ANSWER_MARKS,
  missedPartText,
  predictionResult,
  predictionState,
  predictionTitle,
} from "./text/prediction-lines.js";
export { printable } from "./text/printable.js";
export { runText } from "./text/run-text.js";
export { shortRows } from "./text/short-count.js";
export { stageNumbers } from "./text/stage-numbers.js";
export { taskNumbers } from "./text/task-numbers.js";
export { timeMark } from "./text/time-mark.js";
