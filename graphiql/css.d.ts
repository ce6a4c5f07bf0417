/** esbuild resolves imports of styles. */
declare module '*.css';
