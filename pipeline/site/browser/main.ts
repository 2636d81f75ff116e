/** The script of the atlas: it takes the data of the page and starts what the page asks for. */
import { atlas } from './atlas.ts';
import { type CompareConfig, startCompare } from './compare.ts';
import { type IndicatorConfig, startIndicator } from './indicator.ts';
import { readConfig } from './page.ts';
import { type HomeConfig, startSearch } from './search.ts';

Object.assign(globalThis, { atlas });

addEventListener('DOMContentLoaded', () => {
  const config = readConfig<IndicatorConfig | HomeConfig | CompareConfig>();
  if (config === null) return;
  if (config.page === 'indicator') startIndicator(config);
  else if (config.page === 'home') startSearch(config);
  else startCompare(config);
});
