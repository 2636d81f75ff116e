#!/usr/bin/env node
/** What the file `cubes` starts: the bundle of the command beside it. */
import { join } from 'node:path';
import { loadBundle } from './load-bundle.ts';

loadBundle(join(__dirname, 'bundle.cjs')).run();
