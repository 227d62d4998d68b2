import {
  type BroadcastExchangeExec,
  type PhysicalPlan,
  physicalOutput,
  physicalTree,
  type ShuffleExchangeExec,
} from "../../plans/physical/index.js";
import { canonicalKey } from "../canonical-key.js";
import type { PreparationRule } from "./preparation-rule.js";

type Exchange = ShuffleExchangeExec | BroadcastExchangeExec;

/** Of equal exchanges one runs; the others read its result (G5). */
export const reuseExchange: PreparationRule = (plan, { conf }) => {
  if (!conf.getBoolean("spark.sql.exchange.reuse")) return plan;
  const known = new Map<string, Exchange>();
  const visit = (node: PhysicalPlan): PhysicalPlan => {
    const rebuilt = physicalTree.mapChildren(node, visit);
    if (rebuilt.kind !== "ShuffleExchangeExec" && rebuilt.kind !== "BroadcastExchangeExec") return rebuilt;
    const key = canonicalKey(rebuilt);
    const exchange = known.get(key);
    if (exchange !== undefined) return { kind: "ReusedExchangeExec", output: physicalOutput(rebuilt), exchange };
    known.set(key, rebuilt);
    return rebuilt;
  };
  return visit(plan);
};
