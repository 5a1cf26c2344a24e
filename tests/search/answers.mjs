// Answers requests, read as a JSON list, from the site in a folder: `node answers.mjs SITE < requests`.
import { text } from 'node:stream/consumers';
import { engineOf } from './site.mjs';

const [, , folder] = process.argv;
const fetched = [];
const engine = engineOf(folder, (path) => fetched.push(path));
const answers = [];
for (const request of JSON.parse(await text(process.stdin))) {
  fetched.length = 0;
  const seq = answers.length + 1;
  const { kind = 'search' } = request;
  const answer = kind === 'search' ? await engine.search({ ...request, kind, seq }) : await engine.suggest({ ...request, kind, seq });
  answers.push({ answer, fetched: [...fetched] });
}
process.stdout.write(JSON.stringify(answers));
