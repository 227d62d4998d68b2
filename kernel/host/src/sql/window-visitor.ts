import type { ParsedExpression } from "@stageplay/core";
import type {
  FrameBoundContext,
  WindowFrameContext,
  WindowSpecContext,
} from "dt-sql-parser/dist/lib/spark/SparkSqlParser.js";
import { visitExpression } from "./expression-visitor.js";
import { visitSortItem } from "./query-visitor.js";
import { unsupported } from "./unsupported.js";

type ParsedWindow = Extract<ParsedExpression, { node: "window" }>;

/** `call OVER (…)`. */
export function visitWindow(call: ParsedExpression, ctx: WindowSpecContext): ParsedWindow {
  if (ctx._name) throw unsupported("a named window (OVER w)", "Write the window itself behind OVER.");
  const frame = ctx.windowFrame();
  return {
    node: "window",
    function: call,
    partitionBy: ctx.expression().map(visitExpression),
    orderBy: (ctx.orderOrSortByClause()?.sortItem() ?? []).map(visitSortItem),
    ...(frame ? { frame: visitFrame(frame) } : {}),
  };
}

function visitFrame(ctx: WindowFrameContext): NonNullable<ParsedWindow["frame"]> {
  const [start, end] = ctx.frameBound();
  return {
    type: ctx.KW_ROWS() ? "RowFrame" : "RangeFrame",
    lower: visitBound(start!),
    upper: end ? visitBound(end) : 0,
  };
}

function visitBound(ctx: FrameBoundContext): number {
  if (ctx.KW_CURRENT()) return 0;
  const sign = ctx.KW_PRECEDING() ? -1 : 1;
  if (ctx.KW_UNBOUNDED()) return sign * Number.POSITIVE_INFINITY;
  const distance = visitExpression(ctx.expression()!);
  if (distance.node === "literal" && typeof distance.value === "number") return sign * distance.value;
  throw unsupported(`the frame bound ${ctx.getText()}`, "Give a number.");
}
