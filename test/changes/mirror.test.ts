import { describeMirror } from './mirror-tests.js';

// The system tests run 500 mutations.
describeMirror(90);
