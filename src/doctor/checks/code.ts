import { count } from '../../report/closing.js';
import { type Check, ok, problem, warning } from '../check.js';
import type { Project } from '../project.js';

/** What a scan of the code says, apart from what other checks tell. */
export function checkCode({ findings, complete }: Project): Check[] {
  const rest = findings.filter(({ rule }) => rule !== 'no-client-key' && rule !== 'load-env-first');
  const unread = complete ? [] : [warning('code', 'Not everything could be read.', 'mistral-keys scan says what, and why.')];
  const [worst] = [...rest].sort((one, other) => Number(other.severity === 'error') - Number(one.severity === 'error'));
  if (worst === undefined) return complete ? [ok('code', 'The scan finds nothing else in the code.')] : unread;
  const errors = rest.filter(({ severity }) => severity === 'error').length;
  const counted = [...(errors > 0 ? [count(errors, 'error')] : []), ...(rest.length > errors ? [count(rest.length - errors, 'warning')] : [])].join(' and ');
  const report = errors > 0 ? problem : warning;
  return [report('code', `The scan finds ${counted}; first ${worst.file}:${worst.line}: ${worst.message}`, rest.length > 1 ? `${worst.fix.text}; all of them: mistral-keys scan` : worst.fix.text), ...unread];
}
