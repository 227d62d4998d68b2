import { describe, expect, it } from "vitest";
import { ordersRun } from "../testing/orders-run.test-support.js";
import { bigRun } from "../testing/small-runs.test-support.js";
import { decodeRun } from "./decode-run.js";
import { encodeRun } from "./encode-run.js";
import { RunBundleError } from "./run-bundle.js";

/** As much of a bundle as the tests below break. */
interface LooseBundle {
  version: unknown;
  document?: unknown;
  packed?: unknown;
  facts?: unknown;
  tasks?: unknown;
}
interface LooseDocument {
  jobs?: { jobId: unknown }[];
  stages: { status: unknown }[];
  future?: unknown;
}
interface LooseTasks {
  drawn: unknown;
  metricsStep: unknown;
  lanes: unknown;
  columns: { duration: unknown };
}

/** A good bundle with one thing changed. */
function broken(change: (bundle: LooseBundle, document: LooseDocument, tasks: LooseTasks) => void): unknown {
  const bundle = JSON.parse(JSON.stringify(encodeRun(ordersRun())));
  change(bundle, bundle.document, bundle.tasks);
  return bundle;
}

describe("decodeRun", () => {
  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "run"],
    ["a list", []],
    ["an empty object", {}],
    ["another version", broken((bundle) => (bundle.version = 2))],
    ["no document", broken((bundle) => delete bundle.document)],
    ["two documents", broken((bundle) => (bundle.packed = "2:AA=="))],
    ["a document that is a list", broken((bundle) => (bundle.document = []))],
    ["a missing field", broken((_, document) => delete document.jobs)],
    ["a job id that is a text", broken((_, document) => (document.jobs![0]!.jobId = "0"))],
    ["a stage status of its own", broken((_, document) => (document.stages[0]!.status = "lost"))],
    ["no tasks", broken((bundle) => delete bundle.tasks)],
    ["more rows than ran", broken((_, __, tasks) => (tasks.drawn = 1e6))],
    ["absurdly many rows", broken((_, __, tasks) => Object.assign(tasks, { drawn: 1e9, total: 1e9, sampled: 1e9 }))],
    ["a step of zero", broken((_, __, tasks) => (tasks.metricsStep = 0))],
    ["a column that is a number", broken((_, __, tasks) => (tasks.columns.duration = 7))],
    ["a damaged column", broken((_, __, tasks) => (tasks.columns.duration = "0.1.0.AAAA"))],
    ["a lane that is not there", broken((_, __, tasks) => (tasks.lanes = [[0, 0]]))],
    ["facts that are no text", broken((bundle) => (bundle.facts = {}))],
    ["damaged facts", broken((bundle) => (bundle.facts = "5:AAAA"))],
  ])("refuses %s with a RunBundleError that says why", (_, bundle) => {
    expect(() => decodeRun(bundle)).toThrow(RunBundleError);
    expect(() => decodeRun(bundle)).toThrow(/bundle|column|facts|document/);
  });

  it("refuses a truncated packed document", () => {
    const bundle = { ...encodeRun(bigRun(200, 1)) };
    expect(bundle.packed).toBeDefined();
    expect(() => decodeRun({ ...bundle, packed: bundle.packed!.slice(0, -400) })).toThrow(RunBundleError);
  });

  it("survives any change of one character in a column", () => {
    const good = encodeRun(ordersRun());
    for (const name of Object.keys(good.tasks.columns)) {
      const text = good.tasks.columns[name]!;
      for (let i = 0; i < text.length; i += 5) {
        const columns = { ...good.tasks.columns, [name]: `${text.slice(0, i)}Q${text.slice(i + 1)}` };
        try {
          decodeRun({ ...good, tasks: { ...good.tasks, columns } });
        } catch (error) {
          expect(error).toBeInstanceOf(RunBundleError);
        }
      }
    }
  });

  it("lets fields through that a newer writer added", () => {
    const run = decodeRun(broken((_, document) => (document.future = 1)));
    expect(run.jobs.length).toBe(5);
  });
});
