// node twice.ts FILE: runs a file of browser tests; when something in it fails, once more from its
// beginning. A browser, an engine and a machine that others use as well have their moments; what is
// wrong fails twice. What passed only the second time is not hidden: it is told with what failed
// the first time, and `ops/test` repeats the line at its end.
import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';

const file = process.argv[2];
if (!file || process.argv.length > 3) {
  console.error('usage: node twice.ts FILE');
  process.exit(2);
}

const passes = (): boolean =>
  spawnSync(process.execPath, ['--test', '--test-reporter=spec', file], { stdio: 'inherit' })
    .status === 0;

let passed = passes();
if (!passed) {
  passed = passes();
  if (passed) console.log(`passed only the second time: ${basename(file)}`);
}
process.exit(passed ? 0 : 1);
