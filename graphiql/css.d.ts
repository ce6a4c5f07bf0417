/** The bundler takes a style for what it is. */
declare module '*.css';
