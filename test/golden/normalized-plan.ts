/** A plan without expression ids, plan ids and folders, as the records are. */
export function normalizedPlan(plan: string | readonly string[]): string {
  return (typeof plan === "string" ? plan : plan.join("\n"))
    .replace("== Physical Plan ==\n", "")
    .replace(/#\d+L?/g, "")
    .replace(/plan_id=\d+/g, "plan_id")
    .replace(/file:[^\],]*\//g, "")
    .replace(/path=[^\],]*\//g, "path=")
    .trimEnd();
}
