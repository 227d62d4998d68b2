import { SPARK_VERSIONS, type SparkVersion } from "../../conf/spark-version.js";
import { SparkError } from "../../errors/spark-error.js";
import { amount, listOf, mapOf, pattern, record, type Shape, type ShapeProblem, words } from "../bank/shape.js";

/** Version of this kernel, as lessons ask for it. */
export const KERNEL_VERSION = "0.1.0";

/** What a lesson's first cell says of itself. */
export interface LessonRequest {
  /** `L02` */
  readonly id: string;
  /** Version of the notebook; its bank has the same. */
  readonly version?: number;
  /** Versions of the kernel that it was written for, `>=0.1`. */
  readonly kernel?: string;
  /** Whose defaults hold: `spark-4.x` (which is meant when it is absent) or `spark-3.x`. */
  readonly profile?: string;
  /** Seed of all random streams; 42 when absent. */
  readonly seed?: number;
  /** Settings that hold for the whole lesson. */
  readonly conf?: Readonly<Record<string, string | number | boolean>>;
  /** For a lesson without a bank: what else its card says. */
  readonly title?: string;
  readonly difficulty?: string;
  readonly minutes?: number;
  readonly goals?: readonly string[];
}

const PROFILES: Readonly<Record<string, SparkVersion>> = { "spark-4.x": "4.3", "spark-3.x": "3.5" };
const USUAL_PROFILE = "spark-4.x";
const USUAL_SEED = 42;

const setting: Shape<string | number | boolean> = (value, path, problem) => {
  if (["string", "number", "boolean"].includes(typeof value)) return value as string;
  problem({ path, message: "should be text, a number, true or false" });
  return "";
};

const requestShape: Shape<LessonRequest> = record(
  { id: pattern(/^\S+$/, "L02") },
  {
    version: amount,
    kernel: words,
    profile: words,
    seed: amount,
    conf: mapOf(setting),
    title: words,
    difficulty: words,
    minutes: amount,
    goals: listOf(words),
  },
);

/** @throws SparkError INVALID_LESSON, which names what is wrong */
export function checkRequest(request: LessonRequest): LessonRequest {
  const problems: ShapeProblem[] = [];
  const checked = requestShape(request, "", (problem) => problems.push(problem));
  if (problems.length === 0) return checked;
  throw new SparkError({
    condition: "INVALID_LESSON",
    message: `The lesson's card is not complete: ${problems.map(({ path, message }) => `${path} ${message}`).join("; ")}.`,
    nextStep: 'Write `lesson({ id: "L02", version: 1, kernel: ">=0.1", profile: "spark-4.x", seed: 42 })`.',
  });
}

/** The settings that a lesson pins. */
export function pinnedSettings({ profile, seed, conf, id, title }: LessonRequest): Readonly<Record<string, string>> {
  const pinned: Record<string, string> = {
    "spark.app.name": title ?? id,
    "spark.stageplay.sparkVersion": PROFILES[profile ?? USUAL_PROFILE] ?? PROFILES[USUAL_PROFILE]!,
    "spark.stageplay.seed": String(seed ?? USUAL_SEED),
  };
  for (const [key, value] of Object.entries(conf ?? {})) pinned[key] = String(value);
  return pinned;
}

/** What to say where the lesson was written for another kernel, profile or bank; the lesson goes on all the same. */
export function requestNotes({ kernel, profile, version }: LessonRequest, bankVersion: number | undefined): string[] {
  const notes: string[] = [];
  const needed = kernel === undefined ? undefined : /^>=\s*(\d+(?:\.\d+)*)$/.exec(kernel)?.[1];
  if (kernel !== undefined && needed === undefined)
    notes.push(`Its \`kernel: "${kernel}"\` is not understood: write \`">=0.1"\`. It goes on all the same.`);
  if (needed !== undefined && compareVersions(KERNEL_VERSION, needed) < 0)
    notes.push(
      `It was written for kernel ${needed} or later, and this is ${KERNEL_VERSION}. It goes on, and some cells may not work. Next step: update Stageplay.`,
    );
  if (profile !== undefined && !Object.hasOwn(PROFILES, profile))
    notes.push(
      `It was written for the profile ${profile}, which this kernel does not have: it has ${Object.keys(PROFILES).join(" and ")}. ` +
        `It goes on as Spark ${SPARK_VERSIONS[PROFILES[USUAL_PROFILE]!]}, and counts may differ from the text. Next step: update Stageplay, or choose one of these profiles.`,
    );
  if (version !== undefined && bankVersion !== undefined && version !== bankVersion)
    notes.push(
      `This notebook is version ${version}, and the questions and hints at hand are version ${bankVersion}: some may not fit. Next step: get notebook and kernel of one release.`,
    );
  return notes;
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
