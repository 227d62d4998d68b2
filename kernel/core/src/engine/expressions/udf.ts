import { SparkError } from "../../errors/spark-error.js";
import { dataTypeOf, type ScalaUDF } from "../../plans/expressions/index.js";
import { externalizer, fromExternal } from "../../types/external.js";
import type { Evaluator } from "./evaluator.js";

/**
 * A call of a user's function: values go in as `collect()` would give them and come back as `createDataFrame` would take them.
 * @throws SparkError (from the evaluator) FAILED_EXECUTE_UDF, with the user's error as its cause
 */
export function compileUDF(e: ScalaUDF, args: readonly Evaluator[]): Evaluator {
  const outward = e.args.map((arg) => externalizer(dataTypeOf(arg), e.timeZone));
  const type = dataTypeOf(e);
  const { f } = e;
  return (row) => {
    const values = args.map((arg, i) => outward[i]!(arg(row)));
    let result: unknown;
    try {
      result = f(...values);
    } catch (error) {
      throw failed(e, error);
    }
    return fromExternal(result, type, e.timeZone);
  };
}

function failed({ name }: ScalaUDF, cause: unknown): SparkError {
  const functionName = name ?? "UDF";
  return new SparkError({
    condition: "FAILED_EXECUTE_UDF",
    message: `User defined function (\`${functionName}\`) failed due to: ${cause instanceof Error ? cause.message : String(cause)}.`,
    nextStep: "Correct the function; nulls reach it as null.",
    parameters: { functionName },
    cause,
  });
}
