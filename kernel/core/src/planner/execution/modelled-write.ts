import { compressedShare } from "../../engine/columnar/index.js";
import { hasHeld, mapOutput, once, type PartitionModel, renamed } from "../../modelled/index.js";
import type { AttributeReference } from "../../plans/expressions/index.js";
import type { WholeWrite } from "../../rdd/dependency.js";
import type { InternalRow } from "../../types/data-type.js";
import { isModelled } from "./modelled-kernel.js";

/** The rows of each reducer; missing where there are none. */
export type PlaceModel = (model: PartitionModel) => ReadonlyMap<number, PartitionModel>;

/** All rows to the first reducer. */
export const toOnePartition: PlaceModel = (model) => new Map([[0, model]]);

/** Rows that are compressed, to tell what is left of the others. */
const ROWS_COMPRESSED = 1_024;

/** The map side of an exchange that takes modelled rows as well: tasks over equal models write one output together. */
export function withModelledRows(
  write: WholeWrite<InternalRow>,
  output: readonly AttributeReference[],
  place: PlaceModel,
): WholeWrite<InternalRow> {
  const types = output.map((a) => a.dataType);
  let compressed: number | undefined;
  const outputOf = once((model: PartitionModel) => {
    const input = renamed(model, output);
    if (input.rows <= 0) return mapOutput(new Map(), 1, 0);
    // Groups that keep values have the same few examples of them: in a second row they would be compressed away.
    compressed ??= compressedShare(input.sample(hasHeld(input) ? 1 : ROWS_COMPRESSED), types);
    return mapOutput(place(input), compressed, input.rowBytes);
  });
  return {
    ...write,
    writeAll: (records, context) => (isModelled(records) ? outputOf(records) : write.writeAll(records, context)),
  };
}
