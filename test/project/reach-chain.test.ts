import { expect, test } from 'vitest';
import { scan } from '../../src/scan/index.js';
import { folder } from '../scan/folder.js';
import { reading, root } from './exposed.js';

test('a finding names the entry and every import on the shortest way from it', async () => {
  const cwd = folder({
    'src/main.tsx': root,
    'src/App.tsx': `import { ask } from './services';\nimport { Footer } from './Footer';\nexport const App = () => <Footer onClick={ask} />;\n`,
    'src/Footer.tsx': `import { again } from './again';\nexport const Footer = () => <b onClick={again} />;\n`,
    'src/again.ts': `export { ask as again } from './services';\n`,
    'src/services/index.ts': `export * from './other';\nexport { ask } from './mistral';\n`,
    'src/services/other.ts': 'export const other = 1;\n',
    'src/services/mistral.ts': reading,
  });
  const { findings } = await scan({ cwd });
  const [finding] = findings.filter(({ rule }) => rule === 'no-client-key');
  expect(finding?.message).toBe('This module runs in the browser (the module that renders the app imports ./App): the Mistral API key of MISTRAL_API_KEY can be read by every visitor.');
  expect(finding?.chain).toEqual([
    { file: 'src/main.tsx', line: 2, note: 'the module that renders the app imports ./App' },
    { file: 'src/App.tsx', line: 1, note: 'imports ./services' },
    { file: 'src/services/index.ts', line: 2, note: 'imports ./mistral' },
  ]);
});
