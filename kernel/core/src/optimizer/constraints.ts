import {
  children,
  type Expression,
  functionSpec,
  isNotNull,
  semanticKey,
  splitConjunctivePredicates,
} from "../plans/expressions/index.js";
import { type LogicalPlan, outputOf } from "../plans/logical/index.js";
import { aliasMap, substitute } from "./substitute.js";

/** Conditions that every row of a plan fulfils, by their semantic key. */
export type Constraints = ReadonlyMap<string, Expression>;

export function constraintSet(conditions: readonly Expression[]): Constraints {
  return new Map(conditions.map((e) => [semanticKey(e), e] as const));
}

/** The conditions that the filters below a plan guarantee, with the `isnotnull` that follow from them. */
export function constraintsOf(plan: LogicalPlan): Constraints {
  switch (plan.kind) {
    case "Filter": {
      const own = splitConjunctivePredicates(plan.condition);
      return new Map([...constraintsOf(plan.child), ...constraintSet([...own, ...notNulls(own)])]);
    }
    case "Join":
      return joinConstraints(plan);
    case "Project":
      return visible(plan, throughAliases(plan.projectList, constraintsOf(plan.child)));
    case "Aggregate":
      return visible(plan, throughAliases(plan.aggregateExpressions, constraintsOf(plan.child)));
    case "Sort":
    case "Sample":
    case "Offset":
    case "Tail":
    case "GlobalLimit":
    case "LocalLimit":
    case "Repartition":
    case "RepartitionByExpression":
    case "RebalancePartitions":
    case "Generate":
    case "Window":
      return constraintsOf(plan.child);
    default:
      return new Map();
  }
}

/** `isnotnull(a)` for each nullable column that must not be null for the conditions to be true. */
export function notNulls(conditions: readonly Expression[]): readonly Expression[] {
  const columns = conditions.flatMap((e) => nullIntolerant(e.kind === "IsNotNull" ? e.child : e));
  const known = constraintSet(conditions);
  return [...constraintSet(columns.map(isNotNull))].filter(([key]) => !known.has(key)).map(([, e]) => e);
}

/** Functions that give null for null without saying so to the optimizer (golden d19). */
const NOT_DECLARED: readonly string[] = ["trim", "ltrim", "rtrim", "concat"];

/** Tests whose result may be null for binaries in other ways as well, but always is for null. */
const STRING_TESTS: readonly string[] = ["startswith", "endswith", "contains"];

function isNullIntolerant(name: string): boolean {
  if (STRING_TESTS.includes(name)) return true;
  return functionSpec(name).nullable === "anyArg" && !NOT_DECLARED.includes(name);
}

/** The columns whose null makes the expression null, as far as Spark's expressions declare it. */
function nullIntolerant(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case "AttributeReference":
      return e.nullable ? [e] : [];
    case "BinaryComparison":
      return e.op === "<=>" ? [] : children(e).flatMap(nullIntolerant);
    case "BinaryArithmetic":
    case "UnaryMinus":
    case "Not":
    case "Cast":
      return children(e).flatMap(nullIntolerant);
    case "ScalarFunction":
      return isNullIntolerant(e.name) ? e.args.flatMap(nullIntolerant) : [];
    default:
      return [];
  }
}

function joinConstraints(plan: Extract<LogicalPlan, { kind: "Join" }>): Constraints {
  const [left, right] = [constraintsOf(plan.left), constraintsOf(plan.right)];
  const own = plan.condition === undefined ? [] : splitConjunctivePredicates(plan.condition);
  const condition = constraintSet([...own, ...notNulls(own)]);
  switch (plan.joinType) {
    case "Inner":
    case "Cross":
      return new Map([...left, ...right, ...condition]);
    case "LeftSemi":
      return visible(plan, new Map([...left, ...condition]));
    case "LeftOuter":
    case "LeftAnti":
      return left;
    case "RightOuter":
      return right;
    case "FullOuter":
      return new Map();
  }
}

/** A condition on `x` holds for `y` as well when `x AS y` is in the list. */
function throughAliases(list: readonly Expression[], constraints: Constraints): Constraints {
  const renamed = [...aliasMap(list)].flatMap(([id, child]) => {
    if (child.kind !== "AttributeReference") return [];
    const by = new Map([[child.exprId, { ...child, exprId: id }]]);
    return [...constraints.values()].map((e) => substitute(e, by));
  });
  return new Map([...constraints, ...constraintSet(renamed)]);
}

function visible(plan: LogicalPlan, constraints: Constraints): Constraints {
  const output = new Set(outputOf(plan).map((a) => a.exprId));
  const isVisible = (e: Expression): boolean =>
    e.kind === "AttributeReference" ? output.has(e.exprId) : children(e).every(isVisible);
  return new Map([...constraints].filter(([, e]) => isVisible(e)));
}
