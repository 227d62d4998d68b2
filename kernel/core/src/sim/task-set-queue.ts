import type { Millis, StageId } from "../base/brand.js";
import { formatNoun } from "../base/format.js";
import type { MessageLog } from "../events/messages/message-log.js";
import type { TaskSet } from "../scheduler/task/task-set.js";
import type { Simulation } from "./simulation.js";

/** Task sets whose tasks the driver is building: between the DAGScheduler's wish and the TaskScheduler. */
export class TaskSetQueue {
  private readonly simulation: Simulation;
  private waiting: TaskSet[] = [];
  private readonly built: number;

  /** @param submitTasks the TaskScheduler's. */
  constructor(simulation: Simulation, messages: MessageLog, submitTasks: (taskSet: TaskSet) => void) {
    this.simulation = simulation;
    this.built = simulation.register((stageId, attempt) => {
      const taskSet = this.waiting.find((set) => set.stageId === stageId && set.stageAttempt === attempt);
      if (taskSet === undefined) return; // cancelled meanwhile
      this.waiting = this.waiting.filter((other) => other !== taskSet);
      const text = formatNoun(taskSet.partitions.length, "task");
      messages.note(simulation.now, "submitTasks", { a: stageId, b: attempt, text });
      submitTasks(taskSet);
    });
  }

  /** Hands a task set to the scheduler once the driver has built its tasks. */
  submitAfter(delayMs: Millis, taskSet: TaskSet): void {
    this.waiting.push(taskSet);
    this.simulation.after(delayMs, this.built, taskSet.stageId, taskSet.stageAttempt);
  }

  /** Forgets the task sets of a cancelled stage. */
  cancel(stageId: StageId): void {
    if (this.waiting.length > 0) this.waiting = this.waiting.filter((taskSet) => taskSet.stageId !== stageId);
  }
}
