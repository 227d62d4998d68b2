export {
  ColumnModel,
  daysBetween,
  hotValues,
  secondsBetween,
  sequentialFrom,
  tailOf,
  textOf,
  uniformNumbers,
  uniformValues,
  zipfOf,
} from "./column-model.js";
export { hasHeld, hashPlacement, mapOutput, placed, rangePlacement, spreadEvenly } from "./exchange-model.js";
export { extremeRows } from "./extreme-rows.js";
export { renamed } from "./marginal.js";
export { measured } from "./measured-model.js";
export { type ModelKernel, modelKernel, once } from "./model-kernel.js";
export { tooManyRows } from "./modelled-errors.js";
export { type ModelledPairsOptions, ModelledPairsRDD } from "./modelled-pairs-rdd.js";
export { MOST_ROWS_MADE, PartitionModel } from "./partition-model.js";
export { type ColumnModels, type ModelledTableOptions, TableModel } from "./table-model.js";
