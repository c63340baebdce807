import type { FileReader } from './files.js';

/** What the text of a program has in it that loads the variables of a file. */
export const loadsVariables = /dotenv|loadEnvFile|read_env/u;

/** Ways to start a program with the variables of a file already set. */
const preload = /--env-file|(?:-r|--require|--import)[ =]\S{0,40}dotenv|dotenvx run|\bdotenv (?:-|run)|dotenv-cli|\benv-cmd\b|\bop run\b|\bdoppler run\b|\binfisical run\b/u;

/** Does the nearest package.json start its programs with the variables of a file? @param path absolute path of a program */
export function startsWithVariables(files: FileReader, path: string): boolean {
  for (let folder = path.slice(0, path.lastIndexOf('/')); folder !== ''; folder = folder.slice(0, folder.lastIndexOf('/'))) {
    const bytes = files.read(`${folder}/package.json`);
    if (bytes !== undefined) return preload.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
    if (!folder.includes('/')) break;
  }
  return false;
}
