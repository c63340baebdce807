import type { Comment, Language } from '../../facts/facts.js';
import type { SourceFile } from '../../facts/source.js';
import { digest } from '../../key/digest.js';
import { speaksOfMistral } from '../../key/names.js';
import { isKeyShaped } from '../../key/shape.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import type { Node, ObjectLiteral, Property } from '../../program/nodes.js';
import { findSecrets, type LexicalSecret } from '../text/secrets.js';
import type { Context, FactList } from './context.js';

/** Shorter texts hold no key. */
const shortestKey = 20;
/** What a key is in, at least: most literals are no more than words. */
const longRun = /[\w-]{20}/u;

/** The literals and comments that no sink accounts for: keys that stand near Mistral's name. */
export function addOtherSecrets(context: Context, facts: FactList): void {
  const { program, vocabulary } = context;
  for (const node of program.nodes) {
    if (node.kind !== 'text' || node.contentEnd - node.contentStart < shortestKey || !longRun.test(node.value)) continue;
    const statement = statementAround(node);
    const found = findSecrets(program.source.text, { start: node.contentStart, end: node.contentEnd, statement, within: 'code', vocabulary });
    for (const secret of found) {
      const inside = program.source.text.slice(node.contentStart, node.contentEnd);
      // What the literal is bound to is known from the tree; the text around it only tells whom it belongs to.
      const own = findSecrets(inside, { within: 'text', vocabulary }).some((s) => s.binding === 'bound' && s.value === secret.value);
      if (own) addSecret(secret, 'code', program.source, context.language, facts);
      else if (isKeyShaped(secret.value)) addSecret({ ...secret, binding: 'unbound', sink: 'context' }, 'code', program.source, context.language, facts);
    }
  }
  // Types are gone from the program, and in a declaration file a literal type can repeat a key.
  const whole = program.source.path.endsWith('.d.ts') ? findSecrets(program.source.text, { within: 'code', vocabulary }) : [];
  for (const secret of whole) addSecret(secret, 'code', program.source, context.language, facts);
  addCommentSecrets(program.comments, program.source, context.language, facts, vocabulary);
}

/** The keys in comments, commented-out code among them. */
export function addCommentSecrets(comments: readonly Comment[], source: SourceFile, language: Language, facts: FactList, vocabulary: Vocabulary): void {
  for (const { start, end } of comments) {
    if (end - start < shortestKey) continue;
    const found = findSecrets(source.text, { start, end, within: 'comment', vocabulary });
    for (const secret of found) addSecret(secret, 'comment', source, language, facts);
  }
}

/** Adds what the lexical detector found, unless a sink has accounted for it. */
export function addSecret(secret: LexicalSecret, within: 'code' | 'comment', source: SourceFile, language: Language, facts: FactList): void {
  const place = { source, start: secret.start, end: secret.end };
  if (facts.hasSecretAt(place)) return;
  facts.add({
    kind: 'secret',
    place,
    key: digest(secret.value),
    binding: secret.binding,
    sink: secret.sink,
    ...(secret.name === undefined ? {} : { name: secret.name }),
    within,
    language,
    remedies: [],
  });
}

/** An element of a list that says what it is: `{ id: 'cohere', apiKey: … }` beside one of Mistral. */
function isEntity({ properties }: ObjectLiteral): boolean {
  return properties.some((p) => p.kind === 'property' && /^(?:id|name|slug|provider|vendor|service|label|title)$/u.test(p.name ?? '') && p.value.kind === 'text');
}

/** Does the name of what a node is given to speak of Mistral? */
function isNamedAfterMistral({ parent }: Node): boolean {
  for (let at = parent; at !== undefined; at = at.parent) {
    if ((at.kind === 'property' || at.kind === 'declaration' || at.kind === 'class-member') && at.name !== undefined && speaksOfMistral(at.name)) return true;
    if (at.kind === 'block' || at.kind === 'function') return false;
  }
  return false;
}

/** An entry of its own in a mapping with one for Mistral: `{ mistral: { … }, acme: { token: … } }`. */
function isBesideMistral({ name, value }: Property, { properties }: ObjectLiteral): boolean {
  if (name === undefined || value.kind !== 'object' || speaksOfMistral(name)) return false;
  return properties.some((p) => p.kind === 'property' && p.name !== undefined && p.value.kind === 'object' && speaksOfMistral(p.name));
}

/** The innermost statement, or the property of a large object that a literal belongs to. */
function statementAround(node: Node): { start: number; end: number } {
  let at: Node = node;
  for (let parent = node.parent; parent !== undefined; at = parent, parent = parent.parent) {
    if (at.kind === 'declaration' || at.kind === 'expression-statement' || at.kind === 'return' || at.kind === 'throw' || at.kind === 'class-member') break;
    if (at.kind === 'object' && parent.kind === 'array' && isEntity(at) && !isNamedAfterMistral(parent)) break;
    if (at.kind === 'property' && parent.kind === 'object' && isBesideMistral(at, parent)) break;
    if (at.kind === 'if' || at.kind === 'loop' || at.kind === 'switch' || at.kind === 'definition') break;
  }
  return { start: at.start, end: at.end };
}

