import { Prng } from "../base/prng.js";

/** A time between two bounds, in milliseconds. */
export type Span = readonly [least: number, most: number];

type LatencyName =
  | "standaloneExecutor"
  | "yarnMaster"
  | "yarnAssignment"
  | "yarnContainer"
  | "kubernetesPod"
  | "jvmStart";

/** From asking for executors to their registration (D4), all modelled. */
export const LATENCIES: Readonly<Record<LatencyName, Span>> = {
  /** Standalone: the master chooses a worker, which starts the JVM at once; with that, 2.5 to 6 s (N4). */
  standaloneExecutor: [1000, 2000],
  /** YARN: the resource manager accepts the application and its master's JVM starts. */
  yarnMaster: [3000, 6000],
  /** YARN: node managers report once a second, and containers are assigned when they do. */
  yarnAssignment: [0, 1000],
  /** YARN: files are localized, the container starts. */
  yarnContainer: [1500, 6000],
  /** Kubernetes: scheduling, image, start of the pod. */
  kubernetesPod: [2000, 8000],
  /** JVM start to registration with the driver. */
  jvmStart: [1500, 4000],
};

/** Draws from spans; one stream for each application, so that a run can be repeated. */
export class LatencyDraw {
  private readonly random: Prng;

  constructor(seed: number) {
    this.random = Prng.named(seed, "platform");
  }

  /** A whole number of milliseconds within the span. */
  of([least, most]: Span): number {
    return Math.round(least + this.random.next() * (most - least));
  }
}
