import { expect, test } from 'vitest';
import { BatchParser } from '../../src/git/batch.js';
import { objectLimit, readObjects } from '../../src/git/objects.js';
import { GitStore } from '../../src/git/store.js';
import { folder, git, repository } from '../scan/folder.js';

const id = 'ab'.repeat(20);

test.each([1, 2, 3, 7, 64, 1000])('reads answers that come in pieces of %i bytes', (length) => {
  const output = Buffer.concat([
    Buffer.from(`${id} blob 5\na\nb\0c\n`),
    Buffer.from(`${id} blob 0\n\n`),
    Buffer.from('x missing\n'),
    Buffer.from(`${id} blob 40\n${'long '.repeat(8)}\n`),
    Buffer.from(`${id} tree 2\nzz\n`),
  ]);
  const answers: string[] = [];
  const parser = new BatchParser(20, (answer) => {
    answers.push(answer.kind === 'object' ? `${answer.type} ${answer.bytes.toString()}` : answer.kind === 'large' ? `large ${answer.size}` : `missing ${answer.id}`);
  });
  for (let at = 0; at < output.length; at += length) parser.push(output.subarray(at, at + length));
  expect(answers).toEqual(['blob a\nb\0c', 'blob ', 'missing x', 'large 40', 'tree zz']);
});

test('a stream of thousands of objects, some of which are missing, is answered in order', async () => {
  const root = repository(Object.fromEntries(Array.from({ length: 2500 }, (_, index) => [`f${index}`, `content ${index}\n`.repeat(1 + (index % 300))])));
  const ids = git(root, 'ls-files', '--stage').trim().split('\n').map((line) => line.split(' ')[1] ?? '');
  const asked = ids.flatMap((one, index) => (index % 1000 === 0 ? [one, '00'.repeat(20)] : [one]));
  const answered: string[] = [];
  let bytes = 0;
  const left = await readObjects(new GitStore(root), asked, (answer) => {
    answered.push(answer.id);
    if (answer.kind === 'object') bytes += answer.bytes.length;
  });
  expect(left).toEqual([]);
  expect(answered).toEqual(asked);
  const sizes = git(root, 'cat-file', '--batch-check=%(objecttype) %(objectsize)', '--batch-all-objects').split('\n').filter((line) => line.startsWith('blob'));
  expect(bytes).toBe(sizes.reduce((sum, line) => sum + Number(line.slice(5)), 0));
});

test('what git did not answer is told', async () => {
  const root = repository({ a: '1' });
  git(root, 'config', 'core.repositoryFormatVersion', '999');
  expect(await readObjects(new GitStore(root), [id, id], () => undefined)).toEqual([id, id]);
  expect(objectLimit).toBeLessThan(2 ** 29);
  await expect(Promise.resolve().then(() => new GitStore(`${folder()}/none`))).rejects.toThrow('git could not be started');
});
