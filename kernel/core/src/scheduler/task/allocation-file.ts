import { parseXml, type XmlElement, XmlError } from "../../base/xml.js";
import type { RuntimeConfig } from "../../conf/runtime-config.js";
import { SparkError } from "../../errors/spark-error.js";
import type { PoolConf, SchedulingMode } from "./pool.js";

const FILE_KEY = "spark.scheduler.allocation.file";
/** Where pools are looked for when the key is not set: beside the defaults file, in the folder of settings. */
const DEFAULT_FILE = "conf/fairscheduler.xml";
const MODES: readonly string[] = ["FIFO", "FAIR"];

/** What the pools are read with. */
export interface AllocationFilePorts {
  /** The text of a file; undefined when there is none. */
  readonly readFile: (path: string) => string | undefined;
  /** Told what of the file is wrong and was replaced by a default. */
  readonly warn: (text: string) => void;
}

/**
 * The pools of the allocation file; undefined without one, and under FIFO, where pools mean nothing (C3). What a pool does not say, or says
 * wrongly, has its default, with a warning.
 * @throws SparkError PATH_NOT_FOUND for a file that is named and is not there, INVALID_ALLOCATION_FILE for one that is no XML
 */
export function allocationFile(conf: RuntimeConfig, ports: AllocationFilePorts): readonly PoolConf[] | undefined {
  if (conf.get("spark.scheduler.mode").toUpperCase() !== "FAIR") return undefined;
  const named = conf.getOption(FILE_KEY);
  const path = (named ?? DEFAULT_FILE).replace(/^file:(\/\/)?/, "");
  const text = ports.readFile(path);
  if (text !== undefined) return poolsOf(parsed(text, path), path, ports.warn);
  if (named === undefined) return undefined;
  throw new SparkError({
    condition: "PATH_NOT_FOUND",
    message: `The file of ${FILE_KEY} does not exist: ${named}.`,
    nextStep: "Give its path, relative to the notebook, or leave the key out.",
  });
}

function parsed(text: string, path: string): XmlElement {
  try {
    return parseXml(text);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new SparkError({
      condition: "INVALID_ALLOCATION_FILE",
      message: `${path} is no XML, line ${error.line}: ${error.message}`,
      nextStep: 'Write <allocations><pool name="a"><weight>2</weight></pool></allocations>.',
    });
  }
}

function poolsOf(root: XmlElement, path: string, warn: (text: string) => void): PoolConf[] {
  return named(root, "pool").map((node): PoolConf => {
    const name = node.attributes.get("name") ?? "";
    const textOf = (property: string): string =>
      node.children
        .filter((child) => child.name === property)
        .map(({ text }) => text)
        .join("")
        .trim();
    const int = (property: string, fallback: number): number => {
      const value = textOf(property);
      if (/^[+-]?\d+$/.test(value) && Math.abs(Number(value)) < 2 ** 31) return Number(value);
      warn(
        `Error while loading fair scheduler configuration from ${path}: ${property} is blank or invalid: ${value}, ` +
          `using the default ${property}: ${fallback} for pool: ${name}`,
      );
      return fallback;
    };
    const mode = textOf("schedulingMode").toUpperCase();
    if (!MODES.includes(mode)) {
      warn(
        `Unsupported schedulingMode: ${mode} found in Fair Scheduler configuration file: ${path}, ` +
          `using the default schedulingMode: FIFO for pool: ${name}`,
      );
    }
    const schedulingMode = MODES.includes(mode) ? (mode as SchedulingMode) : "FIFO";
    return { name, schedulingMode, minShare: int("minShare", 0), weight: int("weight", 1) };
  });
}

/** All elements of a name, wherever they stand. */
function named(element: XmlElement, name: string): XmlElement[] {
  const below = element.children.flatMap((child) => named(child, name));
  return element.name === name ? [element, ...below] : below;
}
