export * from './audit/index.ts';
export * from './families/index.ts';
export * from './perturb/index.ts';
export * from './policy.ts';
export * from './structure/index.ts';
export * from './suppress/index.ts';
