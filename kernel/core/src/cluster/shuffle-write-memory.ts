import type { Bytes } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { ShuffleDependency } from "../rdd/dependency.js";
import { SharedMapOutput } from "../rdd/shared-map-output.js";
import type { MapOutput } from "../rdd/shuffle-write.js";
import { type ShuffleWriterConf, shuffleWriter } from "../rdd/shuffle-writer.js";
import type { TaskContext } from "../rdd/task-context.js";
import { OBJECT_FACTOR, type RecordVolume } from "../rdd/task-memory.js";

export interface ShuffleWriteConf extends ShuffleWriterConf {
  /** `spark.shuffle.file.buffer`. */
  readonly fileBufferBytes: Bytes;
}

export function shuffleWriteConf(conf: RuntimeConfig): ShuffleWriteConf {
  return {
    bypassMergeThreshold: conf.getInt("spark.shuffle.sort.bypassMergeThreshold"),
    usesKryo: conf.get("spark.serializer").endsWith("KryoSerializer"),
    fileBufferBytes: conf.getBytes("spark.shuffle.file.buffer"),
  };
}

/** SQL's serializer puts a row's length before it. */
const ROW_LENGTH_BYTES = 4;

/** Charges a map task for the way in which its shuffle is written: memory, what spills of it, and sorting (F1). */
export function chargeShuffleWrite(
  shuffle: ShuffleDependency<unknown>,
  output: MapOutput,
  context: TaskContext,
  conf: ShuffleWriteConf,
): void {
  shuffle.writer ??= shuffleWriter(shuffle, conf, firstRecord(output));
  const { memory, metrics } = context;
  if (shuffle.writer === "BypassMergeSort") {
    // A file is open for each reducer, with its buffer.
    if (output.size > 0) memory.holdOnHeap(shuffle.numPartitions * conf.fileBufferBytes);
    return;
  }
  const { write } = shuffle;
  const isCombined = !("writeAll" in write) && write.prepare !== undefined;
  const volume = volumeOf(output);
  metrics.charge("sortRows", volume.records);
  if (shuffle.writer === "Serialized") {
    const lengths = "writeAll" in write ? volume.records * ROW_LENGTH_BYTES : 0;
    memory.writeSerialized({ ...volume, memoryBytes: volume.memoryBytes + lengths });
  } else if (!isCombined) memory.fill({ ...volume, memoryBytes: volume.memoryBytes * OBJECT_FACTOR });
}

/** The records of all blocks, serialized in memory and in the file. */
function volumeOf(output: MapOutput): RecordVolume {
  if (output instanceof SharedMapOutput) {
    return { records: Math.round(output.records), memoryBytes: output.dataBytes, diskBytes: output.bytes };
  }
  const volume = { records: 0, memoryBytes: 0, diskBytes: 0 };
  for (const { numRecords, dataBytes, bytes } of output.values()) {
    volume.records += numRecords;
    volume.memoryBytes += dataBytes;
    volume.diskBytes += bytes;
  }
  return volume;
}

function firstRecord(output: MapOutput): unknown {
  for (const { records } of output.values()) for (const record of records) return record;
  return undefined;
}
