import { causes } from '../../rules/causes.js';
import type { Problem } from '../../rules/rule.js';
import type { CellPlace } from '../facts/facts.js';
import type { Place } from '../facts/source.js';
import { maskKeys } from '../key/digest.js';
import type { Finding } from './finding.js';
import type { ActiveRule } from './levels.js';
import { rulePage } from './page.js';
import { fillSentence } from './sentence.js';

/**
 * Turns what a rule found into a finding.
 * @param fileOf gives a path as findings show it
 * @param secrets key literals that no part of the finding may show
 * @param cell of the notebook that it stands in; the message names it
 */
export function findingOf(active: ActiveRule, problem: Problem, fileOf: (path: string) => string, secrets: readonly string[], cell?: CellPlace): Finding {
  const { rule, level, chosen } = active;
  const { messageId, place, cause, data } = problem;
  const say = (sentence: string): string => maskKeys(fillSentence(sentence, data), secrets);
  const start = place.source.position(place.start);
  const end = place.source.position(place.end);
  const edits = problem.suggestions?.[0]?.edits.map((edit) => ({
    file: fileOf(edit.source.path),
    start: edit.start,
    end: edit.end,
    text: edit.text,
  }));
  return {
    rule: rule.name,
    messageId,
    severity: level === 'error' || (problem.certain === true && !chosen) ? 'error' : 'warning',
    file: fileOf(place.source.path),
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    message: `${cell === undefined ? '' : `In ${cell.part === 'output' ? 'the output of ' : ''}cell ${cell.number}: `}${say(rule.messages[messageId] ?? messageId)}`,
    cause: { id: cause, text: causes[cause].text, url: causes[cause].url },
    symptom: say(problem.symptom),
    fix: { text: say(problem.fix), ...(edits === undefined ? {} : { edits }) },
    url: rulePage(rule.name),
    ...(problem.key === undefined ? {} : { key: problem.key }),
    ...(problem.chain === undefined || problem.chain.length === 0 ? {} : { chain: problem.chain.map((link) => linkOf(link, fileOf, secrets)) }),
  };
}

function linkOf(link: { place: Place; note: string }, fileOf: (path: string) => string, secrets: readonly string[]): { file: string; line: number; note: string } {
  const { source, start } = link.place;
  return { file: fileOf(source.path), line: source.position(start).line, note: maskKeys(link.note, secrets) };
}
