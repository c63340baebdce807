import type { CauseId } from '../../rules/causes.js';

/** What security tools ask of a kind of finding. */
export interface Classification {
  /** Whether someone can get hold of a key, or else the program just fails to authenticate. */
  readonly leak: boolean;
  /** The number of the weakness in MITRE's Common Weakness Enumeration. */
  readonly cwe?: number;
  /** On the scale of CVSS: above 9 critical, from 7 high, from 4 medium. */
  readonly score?: number;
}

/** The classification of findings by their cause. */
export const classifications: Readonly<Record<CauseId, Classification>> = {
  // Use of hard-coded credentials.
  hardcoded: { leak: true, cwe: 798, score: 9.8 },
  // Insufficiently protected credentials.
  'client-side': { leak: true, cwe: 522, score: 9.8 },
  // Insertion of sensitive information into a log file.
  'exposed-in-output': { leak: true, cwe: 532, score: 7.5 },
  // Cleartext transmission of sensitive information.
  'insecure-transport': { leak: true, cwe: 319, score: 7.4 },
  'wrong-auth-scheme': { leak: false },
  'missing-or-empty': { leak: false },
  'invalid-or-expired': { leak: false },
  'passed-incorrectly': { leak: false },
  'unhandled-401': { leak: false },
};
