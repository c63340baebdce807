import type { Remedy } from '../src/facts/facts.js';
import type { Problem } from './rule.js';

/** The remedies of a fact as suggestions; each remedy's id is the id of its sentence. */
export function suggestionsOf(remedies: readonly Remedy[]): Pick<Problem, 'suggestions'> {
  return remedies.length === 0 ? {} : { suggestions: remedies.map(({ id, edits }) => ({ messageId: id, edits })) };
}
