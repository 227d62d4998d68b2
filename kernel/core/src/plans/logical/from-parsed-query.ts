import { AnalysisException } from "../../errors/spark-error.js";
import type { ParsedQuery, ParsedQueryBody, ParsedRelation, ParsedSelect } from "../../ports.js";
import { type Expression, fromParsed, sortFromParsed, unresolvedAttribute } from "../expressions/index.js";
import { filter, join, limit, project } from "./builders.js";
import type { JoinType, LogicalPlan } from "./logical-plan.js";

/** Where a query finds its tables, and what the names of join types mean. */
export interface QueryNames {
  /** The (analyzed) plan of a temporary view. */
  view(name: string): LogicalPlan | undefined;
  readonly views: readonly string[];
  joinType(name: string): JoinType;
}

/**
 * Turns a parsed query into the logical plan that the DataFrame form of it has; the analyzer resolves it.
 * @throws AnalysisException TABLE_OR_VIEW_NOT_FOUND, GROUP_BY_POS_OUT_OF_RANGE, ORDER_BY_POS_OUT_OF_RANGE
 */
export function fromParsedQuery(query: ParsedQuery, names: QueryNames): LogicalPlan {
  const inner = query.ctes.reduce<QueryNames>(
    (known, { name, query: cte }) => withView(known, name, fromParsedQuery(cte, known)),
    names,
  );
  let plan = bodyPlan(query.body, inner);
  if (query.orderBy.length > 0) {
    const items = query.body.node === "select" ? query.body.items.map(fromParsed) : [];
    const order = query.orderBy.map((item) => {
      const e = sortFromParsed(item) as Extract<Expression, { kind: "SortOrder" }>;
      return { ...e, child: byPosition(e.child, items.map(nameOf), "ORDER_BY_POS_OUT_OF_RANGE") };
    });
    plan = { kind: "Sort", order, global: true, child: plan };
  }
  return query.limit === undefined ? plan : limit(query.limit, plan);
}

function withView(names: QueryNames, name: string, plan: LogicalPlan): QueryNames {
  const same = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
  return { ...names, views: [...names.views, name], view: (other) => (same(other) ? plan : names.view(other)) };
}

function bodyPlan(body: ParsedQueryBody, names: QueryNames): LogicalPlan {
  switch (body.node) {
    case "select":
      return selectPlan(body, names);
    case "query":
      return fromParsedQuery(body.query, names);
    case "union": {
      const union: LogicalPlan = { kind: "Union", children: [bodyPlan(body.left, names), bodyPlan(body.right, names)] };
      return body.all ? union : { kind: "Distinct", child: union };
    }
    default: {
      if (body.all) throw unsupportedAll(body.node);
      const kind = body.node === "intersect" ? "Intersect" : "Except";
      return { kind, left: bodyPlan(body.left, names), right: bodyPlan(body.right, names) };
    }
  }
}

/** One row without columns, for a select without a from. */
const ONE_ROW: LogicalPlan = { kind: "LocalRelation", output: [], rows: [[]] };

function selectPlan(select: ParsedSelect, names: QueryNames): LogicalPlan {
  const relations = select.from.map((relation) => relationPlan(relation, names));
  const source = relations.length === 0 ? ONE_ROW : relations.reduce((left, right) => join(left, right, "Inner"));
  const rows = select.where === undefined ? source : filter(fromParsed(select.where), source);
  const items = select.items.map(fromParsed);
  const having = select.having && fromParsed(select.having);
  let plan: LogicalPlan = project(items, rows);
  if (select.groupBy.length > 0 || having !== undefined) {
    const unnamed = items.map((e) => (e.kind === "Alias" ? e.child : e));
    const groupingExpressions = select.groupBy.map((e) =>
      byPosition(fromParsed(e), unnamed, "GROUP_BY_POS_OUT_OF_RANGE"),
    );
    plan = { kind: "Aggregate", groupingExpressions, aggregateExpressions: items, child: rows };
    if (having !== undefined) plan = filter(having, plan);
  }
  return select.distinct ? { kind: "Distinct", child: plan } : plan;
}

function relationPlan(relation: ParsedRelation, names: QueryNames): LogicalPlan {
  switch (relation.node) {
    case "table": {
      const name = relation.parts.join(".");
      const plan = names.view(name);
      if (plan === undefined) throw tableNotFound(name, names.views);
      return { kind: "SubqueryAlias", alias: relation.alias ?? name, child: plan };
    }
    case "subquery": {
      const plan = fromParsedQuery(relation.query, names);
      return relation.alias === undefined ? plan : { kind: "SubqueryAlias", alias: relation.alias, child: plan };
    }
    case "join": {
      const left = relationPlan(relation.left, names);
      const right = relationPlan(relation.right, names);
      const joined = join(left, right, names.joinType(relation.joinType), relation.on && fromParsed(relation.on));
      return relation.using === undefined ? joined : { ...joined, using: relation.using };
    }
  }
}

/** A bare whole number in GROUP BY or ORDER BY is a position in the select list. */
function byPosition(e: Expression, items: readonly Expression[], condition: string): Expression {
  if (e.kind !== "Literal" || e.dataType.kind !== "integer") return e;
  const position = e.value as number;
  const item = items[position - 1];
  const star = items.slice(0, position).some((other) => other.kind === "UnresolvedStar");
  if (item !== undefined && !star) return item;
  throw new AnalysisException({
    condition,
    message: `The position ${position} is not in the select list (valid range is [1, ${items.length}]).`,
    nextStep: star
      ? "Name the column: positions behind a * are not supported."
      : "Name the column, or correct the position.",
    parameters: { index: String(position), size: String(items.length) },
  });
}

/** A select item as what stands above it refers to it. */
function nameOf(e: Expression): Expression {
  return e.kind === "Alias" ? unresolvedAttribute(e.name) : e;
}

function tableNotFound(name: string, views: readonly string[]): AnalysisException {
  const known = views.length === 0 ? "There is none yet." : `Known: ${views.join(", ")}.`;
  return new AnalysisException({
    condition: "TABLE_OR_VIEW_NOT_FOUND",
    message: `The table or view \`${name}\` cannot be found.`,
    nextStep: `Make a view with df.createOrReplaceTempView("${name}"). ${known}`,
    parameters: { relationName: name },
  });
}

function unsupportedAll(operator: string): AnalysisException {
  return new AnalysisException({
    condition: "UNSUPPORTED_FEATURE",
    message: `The feature is not supported: ${operator.toUpperCase()} ALL.`,
    nextStep: `Write ${operator.toUpperCase()}, which gives each row once.`,
  });
}
