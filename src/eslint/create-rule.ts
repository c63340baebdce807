import type { TSESLint } from '@typescript-eslint/utils';
import { RuleCreator } from '@typescript-eslint/utils/eslint-utils';
import type { JSONSchema4 } from '@typescript-eslint/utils/json-schema';
import type { Rule as ESLintRule } from 'eslint';
import type { Problem, Rule, RuleOptions } from '../../rules/rule.js';
import { offersEdits } from '../../rules/suggestions.js';
import type { Place, SourceFile } from '../facts/source.js';
import { maskKeys } from '../key/digest.js';
import { rulePage } from '../scan/page.js';
import { concernIn, factsOf, type LintedFacts, settingsIn } from './facts-of.js';

type Report = TSESLint.ReportDescriptor<string>;
type Suggestion = TSESLint.ReportSuggestionArray<string>[number];

const withPage = RuleCreator<{ readonly recommended: boolean }>(rulePage);

/** Makes a rule of ESLint out of a rule: the one place that knows both. */
export function createRule(rule: Rule): ESLintRule.RuleModule {
  const made = withPage<[RuleOptions], string>({
    name: rule.name,
    meta: {
      type: 'problem',
      docs: { description: rule.description, recommended: rule.levels.recommended !== 'off' },
      messages: { ...rule.messages },
      schema: [rule.schema as unknown as JSONSchema4],
      defaultOptions: [rule.defaultOptions],
      hasSuggestions: offersEdits(rule),
    },
    create(context, [given]) {
      if (concernIn(context, given) === 'none') return {};
      const settings = settingsIn(context, rule.name, given);
      if (settings === undefined) return {};
      return {
        Program() {
          const facts = factsOf(context, settings.vocabulary);
          for (const problem of problemsIn(facts, rule, settings.options)) {
            context.report(reportOf(problem, facts.source, context.sourceCode));
          }
        },
      };
    },
  });
  // The types of typescript-eslint and of ESLint describe the same thing and do not know each other.
  return made as unknown as ESLintRule.RuleModule;
}

/** What a rule finds in the linted file: each place once, by the first of the files that lead to it. */
function problemsIn({ source, files }: LintedFacts, rule: Rule, options: RuleOptions): Iterable<Problem> {
  const problems = new Map<string, Problem>();
  for (const facts of files) {
    for (const problem of rule.check(facts, options)) {
      const { place } = problem;
      const id = `${place.start} ${place.end}`;
      if (liesIn(place, source) && !problems.has(id)) problems.set(id, problem);
    }
  }
  return problems.values();
}

/** Offsets hold only for the very text that they were taken from: an editor may hold another than the disk. */
function liesIn(place: Pick<Place, 'source'>, source: SourceFile): boolean {
  return place.source === source || (place.source.path === source.path && place.source.text === source.text);
}

function reportOf(problem: Problem, source: SourceFile, sourceCode: Readonly<TSESLint.SourceCode>): Report {
  const { messageId, place, suggestions = [] } = problem;
  const secrets = problem.key === undefined ? [] : [source.text.slice(place.start, place.end).replace(/^["'`]|["'`]$/gu, '')];
  const data = Object.fromEntries(Object.entries(problem.data).map(([name, value]) => [name, maskKeys(value, secrets)]));
  return {
    messageId,
    data,
    loc: { start: sourceCode.getLocFromIndex(place.start), end: sourceCode.getLocFromIndex(place.end) },
    suggest: suggestions
      .filter(({ edits }) => edits.every((edit) => liesIn(edit, source)))
      .map(({ messageId: sentence, edits }): Suggestion => ({
        messageId: sentence,
        data,
        fix: (fixer) => edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text)),
      })),
  };
}
