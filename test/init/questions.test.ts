import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askOn } from '../../src/init/questions.js';

test('an answer a line; silence is no', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const { agreed, close } = askOn(input, output);
  input.end('y\nno\n\n Yes \nwhat?\n');
  const answers: boolean[] = [];
  for (let index = 0; index < 6; index++) answers.push(await agreed(`Question ${String(index)}?`));
  expect(answers).toEqual([true, false, true, true, false, false]);
  expect(String(output.read())).toMatch(/^Question 0\? \[Y\/n\] Question 1\?/u);
  close();
});
