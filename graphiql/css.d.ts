/** Lets TypeScript accept imports of style files, which esbuild resolves. */
declare module '*.css';
