/** Name of a stage attempt among facts that are kept by stage attempt. */
export function stageKey(stageId: number, attempt: number): string {
  return `${stageId}.${attempt}`;
}
