import type { CauseId } from '../../rules/causes.js';
import type { Evidence } from './evidence.js';

/** A cause, and what speaks for it here. */
export interface RankedCause {
  readonly cause: CauseId;
  /** The strongest first. Empty where nothing is to be seen of it. */
  readonly evidence: readonly Evidence[];
}

/**
 * Puts the causes of an error in order of their likelihood: how much speaks for each in the project, then how common it
 * is. Evidence for causes that the error does not speak for is left out.
 * @param causes the commonest first
 */
export function rankCauses(causes: readonly CauseId[], evidence: readonly Evidence[]): RankedCause[] {
  const ranked = causes.map((cause, index) => {
    const own = evidence.filter((one) => one.cause === cause).sort((one, other) => other.weight - one.weight);
    return { cause, evidence: own, weight: own[0]?.weight ?? 0, index };
  });
  ranked.sort((one, other) => other.weight - one.weight || one.index - other.index);
  return ranked.map(({ cause, evidence: own }) => ({ cause, evidence: own }));
}
