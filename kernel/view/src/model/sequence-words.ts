import type { MessageName } from "@stageplay/core";

/** What each message is for, in Spark's words: what it asks or tells, and why it is sent. Who sends it to whom is drawn (B1, B15, C1, C2, C8, C11, C12, C14). */
const WORDS: Readonly<Record<MessageName, string>> = {
  JobSubmitted:
    "An action called SparkContext.runJob. The event goes to the DAGScheduler's queue, and the calling thread waits for the result.",
  MapStageSubmitted:
    "A query stage asked for the map side of one exchange (submitMapStage): adaptive execution wants its statistics before it plans on.",
  JobCancelled: "Somebody cancelled the job: an interrupt, cancelAllJobs, a job group or tag. Its stages are given up.",
  JobSucceeded: "The last result arrived. The thread that called the action gets it and goes on.",
  JobFailed: "The job was aborted. The action throws what the message says.",
  submitTasks:
    "All parents of the stage are there, so the DAGScheduler hands its missing partitions over as one TaskSet; from now on a TaskSetManager looks after them.",
  killAllTaskAttempts: "Nobody needs the stage's other attempts any more: copies that still run are killed.",
  ResubmitFailedStages:
    "A fetch failed. The DAGScheduler waits a little, so that further losses come to light, then submits the stages that miss output again.",
  TaskSetFailed:
    "A task failed spark.task.maxFailures times, so its TaskSet is given up and every job that needs it fails.",
  ExecutorAdded: "A new executor can take tasks: TaskSets work out anew which locality levels they may wait for.",
  ExecutorLost:
    "An executor is gone. Its running tasks are counted as failed, and map output that only it had must be computed again.",
  ReviveOffers: "There are new tasks: offer the free cores of all executors, so that each TaskSet may choose.",
  RequestExecutors: "How many executors the application wants altogether; the cluster manager starts what is missing.",
  KillExecutors: "The driver gives executors back, because they are idle, silent or too many.",
  LaunchExecutor: "The cluster manager found room on a host and starts the executor's process there.",
  RemoveExecutor:
    "The process of an executor ended. The backend forgets its cores and tells the scheduler what was lost.",
  ExpireDeadHosts:
    "No heartbeat came for spark.network.timeout, so the executor counts as lost, even if it still works.",
  RetrieveSparkAppConfig: "A new executor asks the driver for the application's Spark properties before it starts.",
  SparkAppConfig: "The answer: Spark properties, and the keys and tokens that the executor needs.",
  RegisterExecutor: "The executor tells its address and cores. Only from here on may it get tasks.",
  RegisteredExecutor: "The driver accepts the executor.",
  RegisterBlockManager: "The executor's block manager tells where it is and how much memory it has for cached blocks.",
  LaunchedExecutor: "The executor is ready; its cores are offered to TaskSets for the first time.",
  DecommissionExecutor:
    "The executor takes no new tasks; what runs may end, and its blocks move to others if that is switched on.",
  StopExecutor: "The executor shall end, or whatever is left of it.",
  KillTask: "The attempt is not needed any more: another copy won, its stage ended, or its job was cancelled.",
  StreamRequest: "The executor has not got a file or a JAR of the application yet, and fetches it from the driver.",
  OpenBlocks:
    "The executor fetches blocks it has not got: a broadcast value, or the stage's code, which is a broadcast too.",
  GetMapOutputStatuses:
    "Reducers have to know where the map outputs of a shuffle are and how large. An executor asks once for each shuffle and keeps the answer.",
  LaunchTask:
    "The task was given to a free core. The message carries it serialized; the code comes separately as a broadcast.",
  StatusUpdate:
    "The executor tells the state of an attempt: RUNNING, FINISHED with the result or where it lies, FAILED or KILLED. At an end the freed core is offered again.",
  CompletionEvent:
    "The result was read. The DAGScheduler ticks the partition off, and submits the next stages when it was the last.",
  Heartbeat: "I am alive, and this is what my tasks have measured so far (spark.executor.heartbeatInterval).",
  HeartbeatResponse:
    "The driver has heard it, and knows the executor's block manager; otherwise that would have to register again.",
};

/** One sentence or two about a kind of message. */
export function sequenceWords(name: MessageName): string {
  return WORDS[name];
}
