import { type StructType, structField, structType } from "../../types/data-type.js";
import {
  type Alias,
  type AttributeReference,
  attributeReference,
  dataTypeOf,
  type Expression,
  nullableOf,
} from "../expressions/index.js";
import type { Join, LogicalPlan } from "./logical-plan.js";

const cache = new WeakMap<LogicalPlan, readonly AttributeReference[]>();

/** The columns that an analyzed plan gives. */
export function outputOf(plan: LogicalPlan): readonly AttributeReference[] {
  const known = cache.get(plan);
  if (known !== undefined) return known;
  const output = computeOutput(plan);
  cache.set(plan, output);
  return output;
}

/** The plan's columns as a schema. */
export function schemaOf(plan: LogicalPlan): StructType {
  return structType(outputOf(plan).map((a) => structField(a.name, a.dataType, a.nullable)));
}

/** The attribute that a named expression is known by above its operator. */
export function toAttribute(e: Expression): AttributeReference {
  if (e.kind === "AttributeReference") return e;
  const { child, name, exprId } = e as Alias;
  return attributeReference(name, dataTypeOf(child), nullableOf(child), exprId);
}

function computeOutput(plan: LogicalPlan): readonly AttributeReference[] {
  switch (plan.kind) {
    case "LogicalQueryStage":
    case "EmptyRelation":
    case "LocalRelation":
    case "Range":
    case "LogicalRelation":
    case "LogicalRDD":
    case "InMemoryRelation":
    case "Expand":
      return plan.output;
    case "SubqueryAlias":
      return outputOf(plan.child).map((a) => ({ ...a, qualifier: [plan.alias] }));
    case "Project":
      return plan.projectList.map(toAttribute);
    case "Aggregate":
      return plan.aggregateExpressions.map(toAttribute);
    case "Window":
      return [...outputOf(plan.child), ...plan.windowExpressions.map(toAttribute)];
    case "Generate":
      return [...outputOf(plan.child).filter((a) => !plan.unrequired.includes(a.exprId)), ...plan.generatorOutput];
    case "Join":
      return joinOutput(plan);
    case "Intersect":
      return outputOf(plan.left).map((a, i) =>
        outputOf(plan.right)[i]?.nullable === false ? { ...a, nullable: false } : a,
      );
    case "Except":
      return outputOf(plan.left);
    case "Union":
      return unionOutput(plan.children);
    case "InsertIntoHadoopFsRelationCommand":
      return [];
    default:
      return outputOf(plan.child);
  }
}

const nullable = (a: AttributeReference): AttributeReference => (a.nullable ? a : { ...a, nullable: true });

function joinOutput({ left, right, joinType }: Join): readonly AttributeReference[] {
  const [l, r] = [outputOf(left), outputOf(right)];
  switch (joinType) {
    case "LeftSemi":
    case "LeftAnti":
      return l;
    case "LeftOuter":
      return [...l, ...r.map(nullable)];
    case "RightOuter":
      return [...l.map(nullable), ...r];
    case "FullOuter":
      return [...l, ...r].map(nullable);
    default:
      return [...l, ...r];
  }
}

/** The first child's columns, nullable where any child's is. */
function unionOutput(children: readonly LogicalPlan[]): readonly AttributeReference[] {
  const outputs = children.map(outputOf);
  return outputs[0]!.map((a, i) => (outputs.some((o) => o[i]?.nullable === true) ? nullable(a) : a));
}
