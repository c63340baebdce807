import type { Fact, FileFacts, KeyArgument } from '../../facts/facts.js';
import type { Place } from '../../facts/source.js';
import type { Excerpt } from './excerpt.js';

/**
 * The facts of an excerpt as facts of the file that it stands in. Edits of the excerpt are left out: what the file spells
 * by escapes, or indents, an edit would have to spell so, too.
 */
export function relocated(facts: FileFacts, excerpt: Excerpt): FileFacts {
  const place = (inner: Place): Place => (inner.source === excerpt.source ? excerpt.place(inner.start, inner.end) : inner);
  return {
    path: excerpt.outer.path,
    facts: facts.facts.map((fact) => relocatedFact(fact, place, excerpt)),
    comments: facts.comments.map(({ start, end, text }) => ({ start: excerpt.place(start, end).start, end: excerpt.place(start, end).end, text })),
    keyParts: (facts.keyParts ?? []).map(place),
    parsed: facts.parsed,
  };
}

function relocatedFact(fact: Fact, place: (inner: Place) => Place, { source }: Excerpt): Fact {
  const moved = { place: place(fact.place) };
  switch (fact.kind) {
    case 'exposure':
      return { ...fact, ...moved, chain: fact.chain.map((link) => ({ ...link, place: place(link.place) })) };
    case 'output':
    case 'unhandled-call':
    case 'wrong-handler':
      return { ...fact, ...moved };
    case 'late-load':
      return { ...fact, ...moved, chain: fact.chain.map((link) => ({ ...link, place: place(link.place) })), remedies: fact.remedies.filter(editsElsewhere) };
    case 'client':
      return { ...fact, ...moved, keyArgument: relocatedArgument(fact.keyArgument, place), remedies: fact.remedies.filter(editsElsewhere) };
    default:
      return { ...fact, ...moved, remedies: fact.remedies.filter(editsElsewhere) };
  }

  function editsElsewhere({ edits }: { readonly edits: readonly Place[] }): boolean {
    return edits.every((edit) => edit.source !== source);
  }
}

function relocatedArgument(argument: KeyArgument, place: (inner: Place) => Place): KeyArgument {
  return 'place' in argument ? { ...argument, place: place(argument.place) } : argument;
}
