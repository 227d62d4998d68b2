/** Spark's `functions`: everything that makes a column. */

export * from "./functions/aggregate-functions.js";
export type { ColumnOrName } from "./functions/call.js";
export * from "./functions/collection-functions.js";
export * from "./functions/column.js";
export * from "./functions/conditional-functions.js";
export * from "./functions/date-functions.js";
export * from "./functions/json-functions.js";
export * from "./functions/lambda-functions.js";
export * from "./functions/math-functions.js";
export * from "./functions/sort-functions.js";
export * from "./functions/string-functions.js";
export * from "./functions/text-functions.js";
export * from "./functions/udf.js";
export * from "./functions/value-functions.js";
export * from "./functions/window-functions.js";
