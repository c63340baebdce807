import { causes } from '../../rules/causes.js';
import { rules } from '../../rules/index.js';
import type { Level, Rule } from '../../rules/rule.js';
import { rulePage } from '../scan/page.js';
import { classifications } from './classification.js';
import { unusedSuppression } from './entries.js';

/** Where this program is at home. */
export const homepage = 'https://github.com/eslint-plugin-mistral-keys/eslint-plugin-mistral-keys';

/** What SARIF calls a reporting descriptor: what is to be known of a rule. */
export interface Descriptor {
  readonly id: string;
  readonly [property: string]: unknown;
}

/** @returns the descriptors of all rules, and of the suppressions that suppress nothing */
export function descriptors(): Descriptor[] {
  return [...rules.map(ruleDescriptor), suppressionDescriptor];
}

const suppressionDescriptor: Descriptor = {
  id: unusedSuppression,
  name: 'UnusedSuppression',
  shortDescription: { text: 'Disallow suppressions that suppress nothing.' },
  fullDescription: { text: 'A comment suppresses a rule of this tool where the rule finds nothing.' },
  help: { text: 'Remove the comment: it would hide the next finding at its place.', markdown: 'Remove the comment: it would hide the next finding at its place.' },
  helpUri: `${homepage}#when-a-finding-is-wrong`,
  defaultConfiguration: { level: 'warning' },
  properties: { tags: ['maintainability'], precision: 'very-high', 'problem.severity': 'warning' },
};

const whatToDo = 'See what the message says. Where something could not be read, no result does not mean that there is nothing to find.';

/** The descriptor of the notifications: not a rule, but what the run has to say of itself. */
export const skippedFile: Descriptor = {
  id: 'skipped-file',
  name: 'SkippedFile',
  shortDescription: { text: 'Something was left out.' },
  fullDescription: { text: 'A file or folder was not read, or results were left out.' },
  help: { text: whatToDo, markdown: whatToDo },
  helpUri: `${homepage}#exit-status`,
  defaultConfiguration: { level: 'warning' },
};

function ruleDescriptor({ name, description, causes: ids, levels }: Rule): Descriptor {
  const why = ids.map((id) => causes[id]);
  const level = sarifLevel(levels.recommended === 'off' ? levels.strict : levels.recommended);
  return {
    id: name,
    name: name.replace(/(?:^|-)([a-z])/gu, (_match, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${description}.` },
    fullDescription: { text: [`${description}.`, ...why.map(({ text }) => text)].join(' ') },
    help: {
      text: [...why.map(({ text, fix, url }) => `Cause: ${text}\nFix: ${fix}\nSee ${url}`), `More about this rule: ${rulePage(name)}`].join('\n\n'),
      markdown: [
        `**${description}.**`,
        ...why.map(({ text, fix, url }) => `- **Cause:** ${text}\n- **Fix:** ${fix}\n- **See:** <${url}>`),
        `[More about this rule](${rulePage(name)})`,
      ].join('\n\n'),
    },
    helpUri: rulePage(name),
    defaultConfiguration: { level, ...(levels.recommended === 'off' ? { enabled: false } : {}) },
    properties: propertiesOf(ids, level),
  };
}

/** What GitHub reads: only rules tagged `security` have a score, the others a severity of their own. */
function propertiesOf(ids: Rule['causes'], level: string): object {
  const known = ids.map((id) => classifications[id]);
  const [first] = known;
  const kind = first?.leak === true ? 'security' : 'reliability';
  const weaknesses = known.flatMap(({ cwe }) => (cwe === undefined ? [] : [`external/cwe/cwe-${cwe}`]));
  return {
    tags: [kind, 'secrets', 'mistral', ...weaknesses],
    precision: 'high',
    'problem.severity': level,
    ...(kind === 'security' && first?.score !== undefined ? { 'security-severity': first.score.toFixed(1) } : {}),
  };
}

function sarifLevel(level: Level): 'none' | 'warning' | 'error' {
  return level === 'error' ? 'error' : level === 'warn' ? 'warning' : 'none';
}
