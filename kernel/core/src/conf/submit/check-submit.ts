import type { ConfigLayers } from "../config-layers.js";
import type { Master } from "../master.js";
import { PLATFORMS } from "../platform-defaults.js";
import type { GivenOption, SubmitCommand } from "./parse-submit.js";
import { submitError } from "./submit-error.js";

/**
 * Looks for flags that contradict each other or the master. Spark ignores some of these without a word; here they are named.
 * @returns notes on flags that are merely idle
 * @throws SparkError INVALID_SUBMIT
 */
export function checkSubmit(command: SubmitCommand, layers: ConfigLayers, master: Master): string[] {
  checkOther(command);
  checkDeployMode(command, layers, master);
  const inCluster = layers.get("spark.submit.deployMode") === "cluster";
  return command.options.flatMap((given) => {
    checkManager(given, master);
    if (!given.option.clusterModeOnly || inCluster) return [];
    return [`${given.name} counts in cluster deploy mode only: in client mode the driver is this notebook.`];
  });
}

function checkManager({ option, name }: GivenOption, { manager }: Master): void {
  if (option.managers === undefined || option.managers.includes(manager)) return;
  throw submitError(
    "CONTRADICTION",
    `${name} means nothing on ${PLATFORMS[manager].label}: Spark would ignore it.`,
    `${capital(option.instead ?? "leave it out")}.`,
  );
}

function checkDeployMode({ program }: SubmitCommand, layers: ConfigLayers, { manager }: Master): void {
  if (layers.get("spark.submit.deployMode") !== "cluster") return;
  if (manager === "local") {
    throw submitError(
      "CONTRADICTION",
      'Cluster deploy mode is not compatible with master "local".',
      "Leave out --deploy-mode, or give the master of a cluster.",
    );
  }
  if (manager === "standalone" && /\.(py|R)$/.test(program ?? "")) {
    throw submitError(
      "CONTRADICTION",
      "Cluster deploy mode is currently not supported for python applications on standalone clusters.",
      "Use --deploy-mode client, or YARN or Kubernetes.",
    );
  }
}

/** What spark-submit can do that a notebook cannot, and pairs of flags that exclude each other. */
function checkOther({ options }: SubmitCommand): void {
  const has = (name: string): boolean => options.some((given) => given.option.names.includes(name));
  if (has("--kill") || has("--status")) {
    throw submitError(
      "UNSUPPORTED",
      "--kill and --status manage a driver that somebody else submitted.",
      "Give the flags of a submission.",
    );
  }
  if (has("--remote")) {
    const both = has("--master") || has("--deploy-mode");
    throw submitError(
      both ? "CONTRADICTION" : "UNSUPPORTED",
      both ? "Remote cannot be specified with master and/or deploy mode." : "--remote asks for a Spark Connect server.",
      "Leave out --remote and give --master: the simulated cluster runs inside this kernel.",
    );
  }
  if (has("--proxy-user") && has("--principal")) {
    throw submitError(
      "CONTRADICTION",
      "Only one of --proxy-user or --principal can be provided.",
      "Leave out one of the two.",
    );
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
