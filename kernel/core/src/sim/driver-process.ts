import type { Bytes, ExecutorId } from "../base/brand.js";
import {
  driverDied,
  driverExit,
  driverExited,
  driverOutOfMemory,
  OUT_OF_MEMORY,
  tooManyExecutorFailures,
} from "../driver/driver-errors.js";
import type { DriverMemory, DriverMemoryTerm } from "../driver/driver-memory.js";
import type { SparkError } from "../errors/index.js";
import type { ListenerBus } from "../events/listener-bus.js";
import type { MessageLog } from "../events/messages/message-log.js";
import type { GivenUp } from "../platform/index.js";
import type { ExecutorLossReason } from "../scheduler/task/task-end-reason.js";
import type { ApplicationEnd, SimulatedJobRunner } from "./simulated-job-runner.js";
import type { Simulation } from "./simulation.js";

export interface DriverProcessOptions {
  readonly simulation: Simulation;
  readonly bus: ListenerBus;
  readonly messages: MessageLog;
  readonly memory: DriverMemory;
  /** It runs in the cluster and not on the user's machine: `spark.submit.deployMode=cluster`. */
  readonly isInCluster: boolean;
  readonly jobs: () => SimulatedJobRunner;
  readonly aliveExecutors: () => readonly ExecutorId[];
  /** The executor is gone, and what ran on it. */
  readonly executorLost: (executor: ExecutorId, loss: ExecutorLossReason) => void;
  /** Shows a line to the user. */
  readonly print: (text: string) => void;
}

/** What executors say when they end because their driver has gone. */
const DISASSOCIATED: ExecutorLossReason = { reason: "Driver disassociated! Shutting down.", exitCausedByApp: false };
const STOPPED: ExecutorLossReason = { reason: "SparkContext was shut down", exitCausedByApp: false };

/** The driver's process: while it lives the application does. Its end is final, whatever executors are left (E9). */
export class DriverProcess {
  private readonly options: DriverProcessOptions;
  private readonly clients: string[] = [];

  constructor(options: DriverProcessOptions) {
    this.options = options;
  }

  get isAlive(): boolean {
    return !this.options.jobs().isStopped;
  }

  /** Another notebook whose session lives on this driver, by its name. */
  connect(client: string): void {
    this.clients.push(client);
  }

  /** What the user's program did to end it: `spark.stop()`. */
  stop(): void {
    this.end({ reason: "because SparkContext was shut down", since: "the application was stopped" }, STOPPED);
  }

  /** Somebody kills the process. */
  kill(): void {
    this.die(driverDied("its process was killed"));
  }

  /** The user's machine goes away. @returns what comes of it */
  loseLaptop(): string {
    if (this.options.isInCluster) return "The laptop was lost; the driver goes on in the cluster";
    this.die(driverDied("the machine that it ran on was lost"));
    return "The laptop was lost, and the driver with it";
  }

  /** A task ends the process in which it ran, as it can with a local master. */
  exited(code: number): void {
    this.die(driverExited(code), driverExit(code));
  }

  /** The cluster manager gives the application up: its jobs fail. @param loss the executor that was lost last */
  givenUp({ why, limitKey }: GivenUp, loss: ExecutorLossReason): void {
    if (!this.isAlive) return;
    const { simulation, bus } = this.options;
    const errorOf = tooManyExecutorFailures(why, loss, limitKey);
    bus.post("onFault", { timeMs: simulation.now, description: `The application was given up: ${why}` });
    this.tellClients("the application that this session is connected to has failed");
    this.end({ reason: "because SparkContext was shut down", errorOf, since: "the application failed" }, STOPPED);
  }

  /** The heap has no room for what has to be there: the process dies. @returns what its jobs end in */
  outOfMemory(term: DriverMemoryTerm, bytes: Bytes): SparkError {
    const errorOf = driverOutOfMemory(this.options.memory, term, bytes);
    this.die(errorOf, OUT_OF_MEMORY);
    return errorOf();
  }

  /**
   * The process dies: every job fails with the error, and every session on it is lost.
   * @param what in a few words, for the timeline; undefined when somebody else says it there
   */
  private die(errorOf: () => SparkError, what?: string): void {
    if (!this.isAlive) return;
    const { simulation, bus } = this.options;
    if (what !== undefined) bus.post("onFault", { timeMs: simulation.now, description: `The driver died: ${what}` });
    this.tellClients("the driver that this session is connected to has died");
    this.end({ reason: "because the driver died", errorOf, since: "the driver died" }, DISASSOCIATED);
  }

  private tellClients(what: string): void {
    for (const client of this.clients) {
      this.options.print(`${client}: ${what}; its views, cached data and settings are lost.`);
    }
  }

  private end(end: ApplicationEnd, loss: ExecutorLossReason): void {
    if (!this.isAlive) return;
    const { simulation, bus, messages, jobs, aliveExecutors, executorLost } = this.options;
    jobs().stop(end);
    for (const executorId of [...aliveExecutors()]) {
      // A driver that has died tells nobody.
      if (loss === STOPPED) messages.note(simulation.now, "StopExecutor", { executor: executorId });
      executorLost(executorId, loss);
      bus.post("onExecutorRemoved", { timeMs: simulation.now, executorId, reason: loss.reason });
    }
  }
}
