import type { Bytes, JobId, Millis } from "../base/brand.js";
import type { CostModel } from "../cluster/cost-model.js";
import type { DriverMemory, DriverMemoryTerm } from "../driver/driver-memory.js";
import { mapStatusesBytes, tasksBytes } from "../driver/metadata-bytes.js";
import { isLarge, largeBinaryWarning, largeTaskWarning, taskTooLarge } from "../driver/task-size.js";
import { type Torrent, torrentMs } from "../driver/torrent.js";
import type { SparkError } from "../errors/spark-error.js";
import type { SparkListener, SparkListenerJobEnd, SparkListenerStageCompleted } from "../events/listener.js";
import type { TaskSet } from "../scheduler/task/task-set.js";
import { taskSizes } from "./task-sizes.js";

export interface DriverTasksOptions {
  readonly cost: CostModel;
  readonly memory: DriverMemory;
  /** Above this many reducers a map status has no size for each (F3). */
  readonly averagedAbove: number;
  /** How stage binaries travel. */
  readonly torrent: Torrent;
  /** Largest message to an executor; infinite with a local master, which sends none. */
  readonly maxMessageBytes: Bytes;
  readonly aliveExecutors: () => number;
  /** Shows a warning of Spark's log to the user. */
  readonly warn: (text: string) => void;
  /** The driver has no room, and dies. @returns what its jobs end in */
  readonly noRoom: (term: DriverMemoryTerm, bytes: Bytes) => SparkError;
}

/** What the driver has to do, and to keep, for task sets: their sizes, what sending them takes, and room for what it knows of them (C12, E9). */
export class DriverTasks implements SparkListener {
  private readonly options: DriverTasksOptions;
  /** Bytes held for stage attempts that run, and for the map statuses of jobs that do. */
  private readonly ofStage: Map<string, Bytes> = new Map();
  private readonly ofJob: Map<JobId, Bytes> = new Map();

  constructor(options: DriverTasksOptions) {
    this.options = options;
  }

  /** The set with its sizes. A large stage binary brings Spark's warning. */
  sized(taskSet: TaskSet): TaskSet {
    const sizes = taskSizes(taskSet.stage);
    const { binaryBytes } = sizes;
    if (binaryBytes === undefined) return { ...taskSet, ...sizes };
    const { torrent, aliveExecutors, warn } = this.options;
    if (isLarge(binaryBytes)) warn(largeBinaryWarning(binaryBytes));
    return { ...taskSet, ...sizes, broadcastMs: torrentMs(torrent, binaryBytes, aliveExecutors()) };
  }

  /** Time that serializing the stage's code takes beyond that of any stage. */
  serializeMs({ binaryBytes = 0 }: TaskSet): Millis {
    return binaryBytes * this.options.cost.resultSerializeMsPerByte;
  }

  /** Takes room for a set that is submitted. @returns what aborts it: no room, or a task that is too large for a message */
  submitted(taskSet: TaskSet): SparkError | undefined {
    const noRoom = this.hold(taskSet);
    if (noRoom !== undefined) return noRoom;
    const { taskBytes, partitions, stageId } = taskSet;
    if (taskBytes === undefined) return undefined;
    const { maxMessageBytes, warn } = this.options;
    const large = partitions.find((partition) => isLarge(taskBytes(partition)));
    if (large !== undefined) warn(largeTaskWarning(stageId, taskBytes(large)));
    const tooLarge = partitions.findIndex((partition) => taskBytes(partition) > maxMessageBytes);
    return tooLarge < 0
      ? undefined
      : taskTooLarge(stageId, tooLarge, taskBytes(partitions[tooLarge]!), maxMessageBytes);
  }

  /** True when sending each of the set's tasks takes what it takes for any. */
  isOrdinary({ taskBytes, binaryBytes }: TaskSet): boolean {
    return taskBytes === undefined && binaryBytes === undefined && this.options.memory.slowness === 1;
  }

  /** Driver's time to serialize and send a task: longer when it carries data, and when collections keep the driver busy. */
  dispatchMs({ taskBytes, partitions }: TaskSet, index: number): Millis {
    const { cost, memory } = this.options;
    const carried = taskBytes === undefined ? 0 : taskBytes(partitions[index]!) * cost.taskSendMsPerByte;
    return (cost.taskDispatchMs + carried) * memory.slowness;
  }

  onStageCompleted({ stage }: SparkListenerStageCompleted): void {
    this.release(this.ofStage, `${stage.stageId}.${stage.attempt}`, "tasks");
  }

  /** The statuses of shuffles that no running job needs are the cleaner's, as soon as the program has forgotten them; here at once. */
  onJobEnd({ jobId }: SparkListenerJobEnd): void {
    this.release(this.ofJob, jobId, "mapStatuses");
  }

  private hold({ stage, stageId, stageAttempt, partitions, taskBytes }: TaskSet): SparkError | undefined {
    let tasks = tasksBytes(partitions.length);
    if (taskBytes !== undefined) for (const partition of partitions) tasks += taskBytes(partition);
    const noRoom = this.take(this.ofStage, `${stageId}.${stageAttempt}`, "tasks", tasks);
    if (noRoom !== undefined || stage.kind !== "ShuffleMapTask") return noRoom;
    const statuses = mapStatusesBytes(partitions.length, stage.shuffle.numPartitions, this.options.averagedAbove);
    return this.take(this.ofJob, stage.firstJobId, "mapStatuses", statuses);
  }

  private take<K>(held: Map<K, Bytes>, key: K, term: DriverMemoryTerm, bytes: Bytes): SparkError | undefined {
    const { memory, noRoom } = this.options;
    if (!memory.hold(term, bytes)) return noRoom(term, bytes);
    held.set(key, (held.get(key) ?? 0) + bytes);
    return undefined;
  }

  private release<K>(held: Map<K, Bytes>, key: K, term: DriverMemoryTerm): void {
    const bytes = held.get(key);
    if (bytes === undefined) return;
    held.delete(key);
    this.options.memory.release(term, bytes);
  }
}
