import { rules } from '../../rules/index.js';
import type { ScanParts } from './scan.js';

/** The rules and the project of this package. */
export const scannerParts: ScanParts = {
  rules,
  loadProject: async () => {
    const { Project } = await import('../project/project.js');
    return (files, bundle, vocabularyOf) => new Project(files, bundle, vocabularyOf);
  },
};
