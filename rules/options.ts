/**
 * The schema of an options object with the one option that every rule takes.
 * @param allow says in a sentence which names it takes
 */
export function allowing(allow: string): Readonly<Record<string, unknown>> {
  const names = { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true };
  return { type: 'object', properties: { allow: { ...names, description: allow } }, additionalProperties: false };
}
