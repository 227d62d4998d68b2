import { formatCount } from "@stageplay/core";
import type { JobModel } from "@stageplay/view";
import { element } from "../dom/element.js";

/** Bars shown at once; a loop may start hundreds of jobs. */
const MOST_BARS = 4;

/** A job's bar, kept while the job runs: a bar that is made anew at each update would flicker. */
interface Bar {
  readonly node: HTMLElement;
  readonly progress: HTMLProgressElement;
  readonly words: HTMLElement;
}

/** How far the running jobs of a live run are: a bar a job, tasks done of tasks to do. Nothing when no job runs. */
export class JobProgress {
  readonly node: HTMLElement = element("div", { class: "sp-progress", role: "group", "aria-label": "Running jobs" });
  private readonly more = element("span", { class: "sp-muted" });
  private readonly bars: Map<number, Bar> = new Map();

  update(jobs: readonly JobModel[]): void {
    const running = jobs.filter((job) => job.status === "running");
    const shown = running.slice(-MOST_BARS);
    for (const jobId of this.bars.keys()) if (!shown.some((job) => job.jobId === jobId)) this.bars.delete(jobId);
    const nodes = shown.map((job) => this.bar(job).node);
    this.more.textContent = `and ${formatCount(running.length - shown.length)} more running`;
    const wanted = [...nodes, ...(running.length > shown.length ? [this.more] : [])];
    const same =
      wanted.length === this.node.children.length && wanted.every((node, i) => node === this.node.children[i]);
    if (!same) this.node.replaceChildren(...wanted);
    this.node.hidden = wanted.length === 0;
  }

  private bar(job: JobModel): Bar {
    let bar = this.bars.get(job.jobId);
    if (bar === undefined) {
      const progress = element("progress", { "aria-label": job.title });
      const words = element("span", { class: "sp-muted" });
      const name = element("span", { class: "sp-progress-name" }, job.title);
      bar = { node: element("div", { class: "sp-progress-job" }, name, progress, words), progress, words };
      this.bars.set(job.jobId, bar);
    }
    const { done, all, active } = tasksOf(job);
    bar.progress.max = Math.max(1, all);
    bar.progress.value = done;
    const now = active === 0 ? "" : `, ${formatCount(active)} running`;
    bar.words.textContent = `${formatCount(done)} of ${formatCount(all)} tasks${now}`;
    return bar;
  }
}

/** Tasks of the job's stages: skipped ones are nothing to do. */
function tasksOf(job: JobModel): { readonly done: number; readonly all: number; readonly active: number } {
  let [done, all, active] = [0, 0, 0];
  for (const { status, numTasks, counts } of job.stages) {
    if (status === "skipped") continue;
    all += numTasks;
    done += status === "complete" ? numTasks : Math.min(numTasks, counts.succeeded);
    active += counts.running;
  }
  return { done, all, active };
}
