import type { Rule } from 'eslint';
import manifest from '../../package.json' with { type: 'json' };
import { rules as allRules } from '../../rules/index.js';
import { presetOf, type Presets } from './configs.js';
import { createRule } from './create-rule.js';

/** What ESLint gets to see. */
interface Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<string, Rule.RuleModule>;
  readonly configs: Presets;
}

/** By this ESLint tells the plugin apart in its caches and printed configs. */
export const meta: Plugin['meta'] = { name: manifest.name, version: manifest.version, namespace: 'mistral-keys' };

/** The rules by their names. */
export const rules: Plugin['rules'] = Object.fromEntries(allRules.map((rule) => [rule.name, createRule(rule)]));

const plugin: Plugin = {
  meta,
  rules,
  // The presets name the plugin, and the plugin the presets.
  get configs() {
    return configs;
  },
};

/** The presets, for a flat config. */
export const configs: Presets = {
  recommended: presetOf('recommended', allRules, plugin),
  strict: presetOf('strict', allRules, plugin),
};

export default plugin;

// What `require` gives (Node's `require` of ES modules).
export { plugin as 'module.exports' };
