import type { ClusterManagerName } from "../master.js";

/** One option of spark-submit. */
export interface SubmitOption {
  readonly names: readonly string[];
  /** True for a switch such as `--supervise`. */
  readonly isSwitch?: boolean;
  /** The key that it sets; undefined for what is only about the launch. */
  readonly key?: string;
  /** The key that it sets on YARN, where that is another. */
  readonly yarnKey?: string;
  /** Cluster managers on which it means something; everywhere when left out. The notebook's own cluster takes what YARN takes. */
  readonly managers?: readonly ClusterManagerName[];
  /** True when it means something in cluster deploy mode only. */
  readonly clusterModeOnly?: boolean;
  /** True when the simulation sets its key and nothing else follows from it: there is no code to ship. */
  readonly isLaunchOnly?: boolean;
  /** What to use where the option means nothing. */
  readonly instead?: string;
}

const WITH_EXECUTORS: readonly ClusterManagerName[] = ["notebook", "standalone", "yarn", "kubernetes"];

/** Every option that spark-submit 4.3 takes, and the key it sets (SparkSubmitOptionParser, SparkSubmit's OptionAssigners). */
export const SUBMIT_OPTIONS: readonly SubmitOption[] = [
  { names: ["--master"], key: "spark.master" },
  { names: ["--deploy-mode"], key: "spark.submit.deployMode" },
  { names: ["--name"], key: "spark.app.name" },
  { names: ["--conf", "-c"] },
  { names: ["--properties-file"] },
  { names: ["--load-spark-defaults"], isSwitch: true },
  { names: ["--driver-memory"], key: "spark.driver.memory" },
  { names: ["--driver-cores"], key: "spark.driver.cores", clusterModeOnly: true },
  {
    names: ["--executor-memory"],
    key: "spark.executor.memory",
    managers: WITH_EXECUTORS,
    instead: "a local master computes in the driver: give --driver-memory",
  },
  {
    names: ["--executor-cores"],
    key: "spark.executor.cores",
    managers: WITH_EXECUTORS,
    instead: 'a local master has its cores in its name: give --master "local[4]"',
  },
  {
    names: ["--num-executors"],
    key: "spark.executor.instances",
    managers: ["notebook", "yarn", "kubernetes"],
    instead: "a standalone cluster starts executors until --total-executor-cores are used; a local master has none",
  },
  {
    names: ["--total-executor-cores"],
    key: "spark.cores.max",
    managers: ["standalone"],
    instead: "give --num-executors and --executor-cores; their product is the total",
  },
  { names: ["--queue"], key: "spark.yarn.queue", managers: ["yarn"], instead: "only YARN has queues: leave it out" },
  {
    names: ["--supervise"],
    isSwitch: true,
    key: "spark.driver.supervise",
    managers: ["standalone", "kubernetes"],
    clusterModeOnly: true,
    instead: "YARN starts a lost driver again by itself (spark.yarn.maxAppAttempts): leave it out",
  },
  { names: ["--driver-java-options"], key: "spark.driver.extraJavaOptions", isLaunchOnly: true },
  { names: ["--driver-library-path"], key: "spark.driver.extraLibraryPath", isLaunchOnly: true },
  { names: ["--driver-class-path"], key: "spark.driver.extraClassPath", isLaunchOnly: true },
  { names: ["--jars"], key: "spark.jars", yarnKey: "spark.yarn.dist.jars" },
  { names: ["--packages"], key: "spark.jars.packages", isLaunchOnly: true },
  { names: ["--exclude-packages"], key: "spark.jars.excludes", isLaunchOnly: true },
  { names: ["--repositories"], key: "spark.jars.repositories", isLaunchOnly: true },
  { names: ["--py-files"], key: "spark.submit.pyFiles", yarnKey: "spark.yarn.dist.pyFiles", isLaunchOnly: true },
  { names: ["--files"], key: "spark.files", yarnKey: "spark.yarn.dist.files" },
  { names: ["--archives"], key: "spark.archives", yarnKey: "spark.yarn.dist.archives", isLaunchOnly: true },
  { names: ["--principal"], key: "spark.kerberos.principal", isLaunchOnly: true },
  { names: ["--keytab"], key: "spark.kerberos.keytab", isLaunchOnly: true },
  { names: ["--class"], isLaunchOnly: true },
  { names: ["--proxy-user"], isLaunchOnly: true },
  { names: ["--remote"] },
  { names: ["--kill"] },
  { names: ["--status"] },
  { names: ["--verbose", "-v"], isSwitch: true, isLaunchOnly: true },
  { names: ["--help", "-h"], isSwitch: true, isLaunchOnly: true },
  { names: ["--version"], isSwitch: true, isLaunchOnly: true },
  { names: ["--usage-error"], isSwitch: true, isLaunchOnly: true },
];

export const OPTION_BY_NAME: ReadonlyMap<string, SubmitOption> = new Map(
  SUBMIT_OPTIONS.flatMap((option) => option.names.map((name) => [name, option] as const)),
);
