import { Blobs } from '../../git/blobs.js';
import { readHead } from '../../git/history.js';
import type { GitStore } from '../../git/store.js';
import { type Tree, treeReader } from '../../git/tree.js';
import { diskReader } from '../../project/disk.js';
import type { FileReader } from '../../project/files.js';

/**
 * The files as they are now, whose configuration holds for all that was: those of the working tree, and in a bare repository
 * those of `HEAD`.
 */
export function presentFiles(store: GitStore, root: string, bare: boolean): Pick<FileReader, 'read' | 'isFile'> {
  if (!bare) return diskReader(root);
  let head: Tree | undefined;
  return treeReader(() => (head ??= readHead(store)), root, new Blobs(store, undefined), () => undefined);
}
