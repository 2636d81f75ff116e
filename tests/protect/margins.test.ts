import { it } from 'vitest';
import { catalogueWith, computed, publish } from './scene.ts';
it('x', async () => {
  for (const sparse of [0.1, 0.2, 0.3, 0.4]) {
  const catalogue = catalogueWith((document) => {
    document.disclosure.beneficiary = { threshold: 5, method: 'linked', sparse };
  });
  const root = await computed(catalogue);
  const m = await publish(catalogue, root);
  console.log(sparse, JSON.stringify(m.suppression));
  }
});
