import type { Remedy } from '../src/facts/facts.js';
import type { Problem, Rule } from './rule.js';

/** Every way to mend a problem by an edit. A rule that offers it has its sentence among its messages, by this id. */
const remedySentences: Readonly<Record<Remedy['id'], true>> = {
  insertKey: true,
  renameOption: true,
  moveIntoOptions: true,
  readFromEnv: true,
  insertGuard: true,
  useHttps: true,
  addBearer: true,
  sendBearer: true,
  loadFirst: true,
};

/** Is the message of that id the sentence of an edit, and no finding? */
export function isRemedy(messageId: string): boolean {
  return Object.hasOwn(remedySentences, messageId);
}

/** Does the rule offer edits? */
export function offersEdits({ messages }: Pick<Rule, 'messages'>): boolean {
  return Object.keys(messages).some(isRemedy);
}

/** The remedies of a fact as suggestions; each remedy's id is the id of its sentence. */
export function suggestionsOf(remedies: readonly Remedy[]): Pick<Problem, 'suggestions'> {
  return remedies.length === 0 ? {} : { suggestions: remedies.map(({ id, edits }) => ({ messageId: id, edits })) };
}
