import { describeMirror } from '../changes/mirror-tests.js';

describeMirror(500);
