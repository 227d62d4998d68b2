import type { Expression } from "./expressions/index.js";

/** Traversals over one kind of plan tree; nodes are immutable and come back as they were when nothing below them changed. */
export interface TreeOps<Node> {
  children(node: Node): readonly Node[];
  mapChildren(node: Node, f: (child: Node) => Node): Node;
  /** Rewrites children first, then the node itself. */
  transformUp(node: Node, f: (node: Node) => Node): Node;
  /** Rewrites the node first, then the children of what it became. */
  transformDown(node: Node, f: (node: Node) => Node): Node;
  /** All nodes that satisfy `test`, parents before children. */
  collect(node: Node, test: (node: Node) => boolean): Node[];
  /** The expressions that the node itself holds. */
  expressions(node: Node): readonly Expression[];
  mapExpressions(node: Node, f: (e: Expression) => Expression): Node;
}

/** Which fields of each kind of node hold children, or expressions: a single one, an optional one, a list, or a list of lists. */
export type FieldTable<Kind extends string> = Readonly<Record<Kind, readonly string[]>>;

type Slot = object | readonly object[] | undefined;

/** Makes the traversals from the two tables that say where a node keeps its children and its expressions. */
export function treeOps<Node extends { readonly kind: string }>(
  childFields: FieldTable<Node["kind"]>,
  expressionFields: FieldTable<Node["kind"]>,
): TreeOps<Node> {
  const read = <T extends object>(node: Node, fields: FieldTable<Node["kind"]>): readonly T[] => {
    const items: T[] = [];
    for (const field of fields[node.kind as Node["kind"]]) {
      const slot = (node as unknown as Record<string, Slot>)[field];
      if (Array.isArray(slot)) items.push(...(slot.flat() as T[]));
      else if (slot !== undefined) items.push(slot as T);
    }
    return items;
  };

  const rewrite = <T extends object>(node: Node, fields: FieldTable<Node["kind"]>, f: (item: T) => T): Node => {
    let changed = false;
    const apply = (item: object): object => {
      if (Array.isArray(item)) return item.map(apply);
      const result = f(item as T);
      if (result !== item) changed = true;
      return result;
    };
    const update: Record<string, Slot> = {};
    for (const field of fields[node.kind as Node["kind"]]) {
      const slot = (node as unknown as Record<string, Slot>)[field];
      if (slot !== undefined) update[field] = apply(slot);
    }
    return changed ? { ...node, ...update } : node;
  };

  const ops: TreeOps<Node> = {
    children: (node) => read<Node>(node, childFields),
    mapChildren: (node, f) => rewrite<Node>(node, childFields, f),
    transformUp: (node, f) => f(ops.mapChildren(node, (child) => ops.transformUp(child, f))),
    transformDown: (node, f) => ops.mapChildren(f(node), (child) => ops.transformDown(child, f)),
    collect(node, test) {
      const found: Node[] = [];
      const visit = (item: Node): void => {
        if (test(item)) found.push(item);
        ops.children(item).forEach(visit);
      };
      visit(node);
      return found;
    },
    expressions: (node) => read<Expression>(node, expressionFields),
    mapExpressions: (node, f) => rewrite<Expression>(node, expressionFields, f),
  };
  return ops;
}
