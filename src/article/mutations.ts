import { SourceInput } from '../content/edit/input-fields.js';
import { defineItemMutations } from '../content/edit/item-mutations.js';
import { correctItem } from '../content/edit/life.js';
import { CORRECTION, correctionText } from '../content/edit/life-mutations.js';
import { GenreEnum } from '../content/type.js';
import { builder } from '../graphql/builder.js';
import { defineMutation } from '../writing/mutation.js';
import { ArticleType } from './type.js';

const AudioInput = builder.inputType('AudioInput', {
  description: 'A recording of the text.',
  fields: (t) => ({
    url: t.field({ type: 'URL', required: true, description: 'The file: http or https, or a path of this gateway.' }),
    durationSeconds: t.int({ description: 'How long it plays, in seconds.' }),
  }),
});

const answer = defineItemMutations({
  type: 'ARTICLE',
  noun: 'article',
  objectType: ArticleType,
  ownFields: (t) => ({
    byline: t.string({ description: 'Who wrote it, as printed: `By Ada Winslow in Port Alder`.', longest: 500 }),
    sources: t.field({ type: [SourceInput], description: 'Who supplied it, apart from who wrote it.', most: 50 }),
    dateline: t.string({ description: 'Where it was written, as printed: `GENEVA`.', longest: 200 }),
    genre: t.field({ type: GenreEnum, description: 'What sort of text it is; NEWS when absent.' }),
    audio: t.field({ type: AudioInput, description: 'The text read aloud.' }),
    related: t.idList({
      description: 'Global ids of articles, in order: the related news that an editor chooses.',
      most: 50,
    }),
  }),
});

defineMutation('addCorrection', {
  ...CORRECTION,
  fields: (t) => ({
    articleId: t.id({ required: true, description: 'Global id of a public article.' }),
    text: correctionText(t),
  }),
  answer,
  run: ({ articleId, text }, writing) =>
    correctItem(writing, 'ARTICLE', { globalId: articleId, field: 'articleId', text }),
});
