import type { CallSite } from "../events/listener.js";
import { attributeReference, NO_EXPR_ID } from "../plans/expressions/index.js";
import type { LogicalRDD } from "../plans/logical/index.js";
import { MapPartitionsRDD } from "../rdd/map-partitions-rdd.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import { nextTakeWidth } from "../rdd/take-width.js";
import type { InternalRow, StructType } from "../types/data-type.js";
import { rowFromExternal } from "../types/external.js";
import { inferSchema } from "../types/infer-type.js";
import type { SparkContext } from "./spark-context.js";

/** Elements that are looked at for their types: not only the first, since JavaScript writes 2.0 as 2. */
const INSPECTED = 100;
const TAKE = { initialPartitions: 1, scaleUpFactor: 4 } as const;

/**
 * The elements of an RDD as rows. A schema is taken as it is; without one, a job looks at the first elements before the call returns, as PySpark does (Scala's
 * compiler knows the types).
 */
export function rddRelation(
  sparkContext: SparkContext,
  rdd: RDDLineage<unknown>,
  schema: StructType | readonly string[] | undefined,
  method: string,
): LogicalRDD {
  const callSite = sparkContext.callSite(method);
  const isStruct = schema !== undefined && "kind" in schema;
  const struct = isStruct ? schema : inferSchema(firstElements(sparkContext, rdd, callSite), schema ?? []);
  const source = rdd.context.withScope(
    "map",
    callSite,
    () =>
      new MapPartitionsRDD<unknown, InternalRow>(rdd, function* (elements) {
        for (const element of elements) yield rowFromExternal(element, struct);
      }),
  );
  const output = struct.fields.map((f) => attributeReference(f.name, f.dataType, f.nullable, NO_EXPR_ID));
  return { kind: "LogicalRDD", output, source };
}

/** Some elements of the first partition that has any. */
function firstElements(sparkContext: SparkContext, rdd: RDDLineage<unknown>, callSite: CallSite): unknown[] {
  const total = rdd.numPartitions;
  for (let scanned = 0; scanned < total; ) {
    const width = Math.min(nextTakeWidth(scanned, 0, 1, TAKE), total - scanned);
    const partitions = Array.from({ length: width }, (_, i) => scanned + i);
    const found = sparkContext.jobs
      .runJobNow({ rdd, partitions, task: firstOf, callSite, cause: "schema inference" })
      .flat();
    if (found.length > 0) return found.slice(0, INSPECTED);
    scanned += width;
  }
  return [];
}

function firstOf(elements: Iterable<unknown>): unknown[] {
  const taken: unknown[] = [];
  for (const element of elements) {
    taken.push(element);
    if (taken.length === INSPECTED) break;
  }
  return taken;
}
