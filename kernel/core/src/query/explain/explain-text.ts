import type { ExplainMode } from "../../backend.js";
import { type LogicalPlan, logicalLine, logicalText, outputOf, statisticsOf } from "../../plans/logical/index.js";
import { physicalText } from "../../plans/physical/index.js";
import { simpleString } from "../../types/type-name.js";
import type { QueryExecution } from "../query-execution.js";
import { codegenText } from "./codegen-text.js";
import { formattedPlan } from "./formatted-plan.js";
import { statisticsText } from "./statistics-text.js";
import { traceText } from "./trace-text.js";

/** The text of `df.explain(mode)` (G13). */
export function explainText(query: QueryExecution, mode: ExplainMode): string {
  switch (mode) {
    case "simple":
      return `== Physical Plan ==\n${physicalText(query.executedPlan, { ids: true, brief: true })}`;
    case "extended":
      return [
        `== Parsed Logical Plan ==\n${parsedText(query.parsed)}`,
        `== Analyzed Logical Plan ==\n${schemaLine(query.analyzed)}\n${logicalText(query.analyzed)}`,
        `== Optimized Logical Plan ==\n${logicalText(query.optimizedPlan)}`,
        physical(query),
      ].join("\n");
    case "cost":
      return `== Optimized Logical Plan ==\n${logicalText(query.optimizedPlan, withStatistics)}\n${physical(query)}\n`;
    case "formatted":
      return `== Physical Plan ==\n${formattedPlan(query.executedPlan)}\n`;
    case "codegen":
      return codegenText(query.executedPlan);
    case "trace":
      return traceText(query.trace);
  }
}

function physical(query: QueryExecution): string {
  return `== Physical Plan ==\n${physicalText(query.executedPlan)}`;
}

/** What a reader and `distinct()` give is resolved at once; Spark shows what was asked of them. */
function parsedText(plan: LogicalPlan): string {
  return logicalText(plan, (node) => (node === plan ? askedFor(node) : undefined) ?? logicalLine(node));
}

function askedFor(plan: LogicalPlan): string | undefined {
  if (plan.kind === "Distinct" && plan.allColumns === true) {
    return "'UnresolvedDeduplicate DeduplicateAllColumnsAsKey, false, true";
  }
  if (plan.kind !== "LogicalRelation") return undefined;
  const { format, paths } = plan.relation;
  return `UnresolvedDataSource format: ${format}, isStreaming: false, paths: ${paths.length} provided`;
}

/** `id: bigint, k: string`. */
function schemaLine(plan: LogicalPlan): string {
  return outputOf(plan)
    .map(({ name, dataType }) => `${name}: ${simpleString(dataType)}`)
    .join(", ");
}

function withStatistics(plan: LogicalPlan): string {
  return `${logicalLine(plan)}, ${statisticsText(statisticsOf(plan))}`;
}
