import { rm } from 'node:fs/promises';
import { build } from 'rolldown';
import config from '../rolldown.config.js';
import { writeDeclarations } from './declarations.js';

await rm('dist', { recursive: true, force: true });
await build(config);
await writeDeclarations('dist/types');
