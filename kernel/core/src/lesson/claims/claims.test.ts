import { describe, expect, it } from "vitest";
import { TaskTable } from "../../events/task-table.js";
import { atLeast, atMost, between, within } from "../matchers/index.js";
import { CLAIMS } from "./claim-list.js";
import { mutateClaim } from "./mutate-claim.js";
import { Observation } from "./observed.js";
import { type ClaimCase, showClaim } from "./show-claim.js";

/** A run in small: frozen, with a method, a getter, a map and a table of typed columns. */
class SmallRun {
  readonly jobs = Object.freeze([
    Object.freeze({ jobId: 0, stages: Object.freeze([{ numTasks: 4 }, { numTasks: 2 }]) }),
  ]);
  readonly metrics: ReadonlyMap<number, number> = new Map([[7, 100]]);
  readonly tasks: TaskTable = new TaskTable();

  constructor() {
    for (let i = 0; i < 6; i++) this.tasks.columns.runMs[this.tasks.append()] = 10 * i;
  }

  get finalJob() {
    return this.jobs[0]!;
  }

  tasksOf(job: number): number[] {
    return this.jobs[job]!.stages.map((stage) => stage.numTasks);
  }
}

const run = new SmallRun();
const tasks = (evidence: SmallRun) => ({ tasks: evidence.tasksOf(0), jobs: evidence.jobs.length });
const shown = <F extends object>(
  part: Partial<ClaimCase<SmallRun, F>> & Pick<ClaimCase<SmallRun, F>, "facts" | "expected">,
) => showClaim({ id: "C003", evidence: run, ...part });

describe("the list of claims", () => {
  it("has 150, in order, each with a lesson", () => {
    expect(CLAIMS.map(({ id }) => id)).toEqual(
      Array.from({ length: 150 }, (_, i) => `C${String(i + 1).padStart(3, "0")}`),
    );
    expect(CLAIMS.every(({ lesson, statement }) => /^L(0\d|1[01])$/.test(lesson) && statement.length > 10)).toBe(true);
    expect(CLAIMS.filter(({ corrected }) => corrected).length).toBeGreaterThanOrEqual(31);
  });
});

describe("a claim", () => {
  it("is shown by facts that are as expected, in one line", () => {
    expect(shown({ facts: tasks, expected: { right: { tasks: [4, 2], jobs: 1 } } }).line).toMatch(
      /^✓ C003 shown: Repeating/,
    );
    expect(shown({ facts: tasks, expected: { right: { tasks: [4, 2], jobs: atLeast(1) } } }).facts).toEqual({
      tasks: [4, 2],
      jobs: 1,
    });
  });

  it("says which facts are not as expected", () => {
    expect(() => shown({ facts: tasks, expected: { right: { tasks: [4, 4], jobs: 1 } } })).toThrow(
      /CLAIM_NOT_SHOWN.*C003.*\n {2}tasks should be \[4, 4\] and was \[4, 2\]/,
    );
  });

  it("needs the usual statement where it corrects one, and that has to fail", () => {
    const expected = { right: { tasks: [4, 2], jobs: 1 } };
    expect(() => shown({ id: "C002", facts: tasks, expected })).toThrow(/CLAIM_NEEDS_NAIVE/);
    expect(() => shown({ id: "C002", facts: tasks, expected: { ...expected, naive: { jobs: 1 } } })).toThrow(
      /NAIVE_CLAIM_HOLDS/,
    );
    expect(shown({ id: "C002", facts: tasks, expected: { ...expected, naive: { jobs: 3 } } }).line).toContain(
      '✓ C002 shown: "One action makes one job" is not the whole story. The usual answer, jobs: 3, fails here; it was 1.',
    );
  });

  it("asserts on the evidence, or is none", () => {
    expect(() => shown({ facts: () => ({ jobs: 1 }), expected: { right: { jobs: 1 } } })).toThrow(
      /CLAIM_WITHOUT_EVIDENCE/,
    );
    expect(() => shown({ facts: tasks, expected: { right: {} } } as never)).toThrow(/CLAIM_WITHOUT_EVIDENCE/);
  });

  it("has an id of the list", () => {
    expect(() =>
      shown({ id: "C0002" as never, facts: tasks, expected: { right: { tasks: [4, 2], jobs: 1 } } }),
    ).toThrow(/UNKNOWN_CLAIM.*Did you mean C002/);
  });
});

describe("what is read of the evidence", () => {
  const leavesOf = (facts: (evidence: SmallRun) => unknown) => {
    const observation = new Observation(run, { keepLeaves: 100 });
    facts(observation.evidence);
    return observation.leaves.map(({ path, value }) => `${path}=${value}`);
  };

  it("is seen through methods, getters, frozen objects, maps and typed columns", () => {
    expect(leavesOf((evidence) => evidence.tasksOf(0))).toContain(".jobs[0].stages[1].numTasks=2");
    expect(leavesOf((evidence) => evidence.finalJob.jobId)).toContain(".jobs[0].jobId=0");
    expect(leavesOf((evidence) => evidence.metrics.get(7))).toEqual([".metrics[7]=100"]);
    expect(leavesOf((evidence) => [...evidence.metrics.values()])).toEqual([".metrics[7]=100"]);
    expect(leavesOf((evidence) => evidence.tasks.columns.runMs[3])).toEqual([
      expect.stringMatching(/^\.tasks\.columns\..*\[3\]=30$/),
    ]);
    expect(leavesOf((evidence) => evidence.tasks.record(5).runMs)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^\.tasks\.columns\..*\[5\]=50$/)]),
    );
    expect(leavesOf((evidence) => ({ ...evidence.finalJob }))).toContain(".jobs[0].jobId=0");
    expect(leavesOf((evidence) => JSON.stringify(evidence.jobs))).toContain(".jobs[0].stages[0].numTasks=4");
  });

  it("keeps equal objects equal, and arrays arrays", () => {
    const { evidence } = new Observation(run);
    expect(evidence.jobs[0]).toBe(evidence.finalJob);
    expect(Array.isArray(evidence.jobs)).toBe(true);
    expect(evidence.jobs.includes(evidence.finalJob)).toBe(true);
    expect(evidence.tasks.columns.runMs.slice(0, 2)).toEqual([0, 10]);
    expect(evidence instanceof SmallRun).toBe(true);
  });
});

describe("a claim under changed data", () => {
  const mutate = <F extends object>(facts: (evidence: SmallRun) => F, right: F | object) =>
    mutateClaim({ id: "C003", evidence: run, facts, expected: { right: right as F } });

  it("fails whenever a fact changes", () => {
    const report = mutate(tasks, { tasks: [4, 2], jobs: 1 });
    expect(report).toMatchObject({ survivors: [], unmoved: [] });
    expect(report.asserted).toBe(4); // two counts of tasks, and the lengths of two arrays
  });

  it("may allow for a tolerance", () => {
    const facts = (evidence: SmallRun) => ({ longest: Math.max(...evidence.tasks.columns.runMs.slice(0, 6)) });
    expect(mutate(facts, { longest: within(50, 0.1) })).toMatchObject({ survivors: [], unmoved: [] });
    expect(mutate(facts, { longest: between(0, 1_000_000) })).toMatchObject({ survivors: [], unmoved: [] });
  });

  it("is a survivor when a changed fact still does", () => {
    const loose = {
      matcher: "range",
      measure: "count",
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
      text: "any",
    };
    const { survivors } = mutate((evidence) => ({ jobId: evidence.finalJob.jobId }), { jobId: loose });
    expect(survivors).toEqual([
      expect.stringMatching(/^run\.jobs\[0\]\.jobId: 0 became 1, .*, and the claim still held$/),
    ]);
  });

  it("names facts that are not from the run", () => {
    const facts = (evidence: SmallRun) => ({ jobs: evidence.jobs.length, always: 3 });
    expect(mutate(facts, { jobs: 1, always: 3 }).unmoved).toEqual(["always"]);
  });

  it("is not kept busy by a changed number that is the length of a loop", () => {
    const facts = (evidence: SmallRun) => ({
      rows: Array.from({ length: evidence.tasks.length }, (_, i) => evidence.tasks.record(i).runMs),
    });
    const started = run.tasks.length;
    expect(mutate(facts, { rows: [0, 10, 20, 30, 40, 50] })).toMatchObject({ survivors: [], unmoved: [] });
    expect(run.tasks.length).toBe(started);
  });

  it("fails when its facts cannot be read any more", () => {
    const { survivors, asserted } = mutate(
      (evidence) => ({ first: evidence.jobs[evidence.jobs.length - 1]!.stages.length, jobs: evidence.jobs.length }),
      { first: 2, jobs: 1 },
    );
    expect([survivors, asserted]).toEqual([[], 2]);
  });

  describe("is not cheated by", () => {
    const found = <F extends object>(facts: (evidence: SmallRun) => F, right: F | object) => {
      const { survivors, unmoved, asserted } = mutate(facts, right);
      return { survivors: survivors.length, unmoved, asserted: asserted > 0 };
    };
    const honest = { survivors: 0, unmoved: [], asserted: true };

    it("a constant beside a reading", () => {
      const facts = (evidence: SmallRun) => ({ jobs: evidence.jobs.length > -1 ? 1 : 1 });
      expect(found(facts, { jobs: 1 })).toEqual({ survivors: 0, unmoved: ["jobs"], asserted: false });
    });

    it("the run of a closure, read behind the evidence's back", () => {
      const facts = (evidence: SmallRun) => ({ jobs: evidence.jobs.length * 0 + run.jobs.length });
      expect(found(facts, { jobs: 1 })).toEqual({ survivors: 0, unmoved: ["jobs"], asserted: false });
    });

    it("errors that are swallowed", () => {
      const facts = (evidence: SmallRun) => {
        try {
          if (evidence.jobs.length !== 1) throw new Error("not so");
        } catch {
          return { jobs: 1 };
        }
        return { jobs: 1 };
      };
      expect(found(facts, { jobs: 1 }).unmoved).toEqual(["jobs"]);
    });

    it("a bound on something empty", () => {
      const facts = (evidence: SmallRun) => ({
        longest: Math.max(...evidence.tasks.columns.runMs.slice(0, evidence.tasks.length).filter((ms) => ms > 1e15)),
      });
      expect(found(facts, { longest: atMost(5) })).not.toEqual(honest);
      const every = (evidence: SmallRun) => ({
        quick: [...evidence.metrics.values()].filter((ms) => ms < 0).every((ms) => ms < 5),
      });
      expect(found(every, { quick: true })).not.toEqual(honest);
    });

    it("facts that are right only the first time", () => {
      let readings = 0;
      const facts = (evidence: SmallRun) => ({ jobs: readings++ === 0 ? 1 : evidence.jobs.length + 100 });
      expect(facts(run)).toEqual({ jobs: 1 });
      expect(found(facts, { jobs: 1 }).survivors).toBeGreaterThan(0);
    });

    it("numbers in place of a run", () => {
      const handed = mutateClaim({
        id: "C003",
        evidence: { jobs: 5 },
        facts: ({ jobs }) => ({ jobs }),
        expected: { right: { jobs: 5 } },
      });
      expect(handed).toMatchObject({ survivors: [], asserted: 0 });
      const beside = mutateClaim({
        id: "C003",
        evidence: { run, heap: 5 },
        facts: (evidence) => ({ jobs: evidence.run.jobs.length, heap: evidence.heap }),
        expected: { right: { jobs: 1, heap: 5 } },
      });
      expect(beside).toMatchObject({ survivors: [], unmoved: [], asserted: 1 });
    });
  });
});
