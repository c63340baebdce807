import type { RuleOptions } from './rule.js';

/** What the options mean that more than one rule takes. */
const shared = {
  names: 'More names that a Mistral key goes by, in any case style, such as `LLM_GATEWAY_KEY`.',
  guards: 'Functions that stop unless the value, or the variable, that they are given is set.',
  publicPrefixes: 'More prefixes of variables that a build tool hands to the browser.',
  sinks: 'Functions that print, log or send what they are given, such as `audit.write`.',
} as const satisfies Partial<Record<keyof RuleOptions, string>>;

/**
 * The schema of the options object of a rule.
 * @param allow says in a sentence which names `allow` takes, which every rule has
 * @param others the further options that the rule takes
 */
export function allowing(allow: string, others: readonly (keyof typeof shared)[] = []): Readonly<Record<string, unknown>> {
  const lists = [['allow', allow] as const, ...others.map((name) => [name, shared[name]] as const)];
  return { type: 'object', properties: Object.fromEntries(lists.map(([name, description]) => [name, listOf(description)])), additionalProperties: false };
}

function listOf(description: string): object {
  return { type: 'array', items: { type: 'string', minLength: 1, maxLength: 200 }, maxItems: 1000, uniqueItems: true, description };
}
